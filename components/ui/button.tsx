"use client";

import type { VariantProps } from "class-variance-authority";
import { type ComponentProps, type MouseEvent, type ReactNode, useId } from "react";

import { buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonStyles> {
  icon?: ReactNode;
  /** Why it cannot be used now. The button stays in reach of the keyboard and says this on hover, focus and tap. */
  disabledReason?: ReactNode;
  /** The -ing form (“Redelivering…”), shown while the work runs; the width stays. */
  pendingLabel?: ReactNode;
  pending?: boolean;
}

export function Button({
  variant,
  size,
  icon,
  disabledReason,
  pending = false,
  pendingLabel,
  disabled = false,
  className,
  children,
  onClick,
  type = "button",
  ...props
}: ButtonProps) {
  const reasonId = useId();
  const explained = disabledReason !== undefined && disabledReason !== null && disabledReason !== false;
  const inert = explained || pending || disabled;
  const button = (
    <button
      data-slot="button"
      // oxlint-disable-next-line react/button-has-type -- a submit button that cannot be used must not submit
      type={inert ? "button" : type}
      aria-disabled={inert || undefined}
      data-off={inert && !pending ? "" : undefined}
      aria-busy={pending || undefined}
      aria-describedby={explained ? reasonId : undefined}
      className={cn(buttonStyles({ variant, size }), className)}
      {...props}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        if (inert) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon}
      {pendingLabel === undefined ? (
        children
      ) : (
        <span className="grid">
          <span aria-hidden={pending || undefined} className={cn("col-start-1 row-start-1", pending && "invisible")}>
            {children}
          </span>
          <span aria-hidden={!pending || undefined} className={cn("col-start-1 row-start-1", !pending && "invisible")}>
            {pendingLabel}
          </span>
        </span>
      )}
      {explained && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </button>
  );
  return explained ? (
    <Tooltip content={disabledReason} openOnPress>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
