import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/components/ui/cn";

/** Something about the whole form. */
export function FormNotice({ tone, children }: { tone: "danger" | "info"; children: ReactNode }) {
  const Icon = tone === "danger" ? CircleAlert : Info;
  return (
    <p
      className={cn(
        "rounded-control text-small flex items-start gap-2 px-3 py-2 wrap-anywhere",
        tone === "danger" ? "bg-danger-soft text-danger" : "bg-info-soft text-info",
      )}
    >
      <Icon className="mt-px size-4" aria-hidden />
      <span className="min-w-0">{children}</span>
    </p>
  );
}

/** Where what went wrong is read out; it stands in the page before there is anything. */
export function FormAlert({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="empty:hidden">
      {children && <FormNotice tone="danger">{children}</FormNotice>}
    </div>
  );
}
