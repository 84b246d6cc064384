import type { VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

import { buttonStyles } from "./button-styles";
import { cn } from "./cn";

export interface ButtonLinkProps extends ComponentProps<typeof Link>, VariantProps<typeof buttonStyles> {
  icon?: ReactNode;
}

/** A link that looks like a button: it goes somewhere, so it is a link and opens in a new tab like one. */
export function ButtonLink({ variant, size, icon, className, children, ...props }: ButtonLinkProps) {
  return (
    <Link data-slot="button-link" className={cn(buttonStyles({ variant, size }), className)} {...props}>
      {icon}
      {children}
    </Link>
  );
}
