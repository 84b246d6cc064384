import Link from "next/link";
import type { ComponentProps } from "react";

import { cn } from "./cn";

/** A link in text or beside it. Addresses of other sites open in a tab of their own and learn nothing of ours. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  const external = typeof props.href === "string" && /^https?:/.test(props.href);
  return (
    <Link
      data-slot="text-link"
      className={cn(
        "rounded-badge text-accent underline-offset-3 hover:underline",
        "in-[p]:decoration-accent/40 in-[p]:hover:decoration-accent in-[p]:underline",
        "pointer-coarse:inline-flex pointer-coarse:min-h-6 pointer-coarse:items-center",
        className,
      )}
      {...(external && { target: "_blank", rel: "noopener noreferrer" })}
      {...props}
    />
  );
}

/** Looks like a link and acts like a button: it changes something on this page. */
export function TextButton({ className, ...props }: Omit<ComponentProps<"button">, "type">) {
  return (
    <button
      data-slot="text-button"
      type="button"
      className={cn("touch-target rounded-badge text-accent relative underline-offset-3 hover:underline", className)}
      {...props}
    />
  );
}
