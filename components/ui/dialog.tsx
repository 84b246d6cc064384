"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { cva, type VariantProps } from "class-variance-authority";
import type { ReactElement, ReactNode, RefObject } from "react";

import { CloseButton } from "./close-button";
import { cn } from "./cn";

const dialogStyles = cva(
  [
    "fixed top-1/2 left-1/2 z-30 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-1/2 flex-col",
    "rounded-dialog border-line-2 bg-raised shadow-dialog overflow-hidden border outline-hidden",
    "duration-slow ease-standard transition-[opacity,scale] data-ending-style:scale-98 data-ending-style:opacity-0",
    "data-ending-style:duration-150 data-starting-style:scale-98 data-starting-style:opacity-0",
  ],
  {
    variants: { size: { small: "max-w-110", medium: "max-w-160", large: "max-w-240" } },
    defaultVariants: { size: "small" },
  },
);

export const scrimStyles = cn(
  "bg-scrim duration-slow ease-standard absolute inset-0 z-30 min-h-dvh transition-opacity",
  "data-ending-style:opacity-0 data-starting-style:opacity-0",
);

export interface DialogProps extends VariantProps<typeof dialogStyles> {
  /** The question or the task, as a heading. */
  title: ReactNode;
  /** One sentence under it. */
  description?: ReactNode;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Where focus starts: the least destructive thing. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Stays while a press outside or Escape would lose work. */
  keepOpen?: boolean;
  /** The row of buttons at the foot. */
  footer?: ReactNode;
  children?: ReactNode;
}

export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  initialFocus,
  keepOpen = false,
  footer,
  size,
  children,
}: DialogProps) {
  return (
    <Base.Root
      disablePointerDismissal={keepOpen}
      {...(open !== undefined && { open })}
      {...(onOpenChange && { onOpenChange: (next: boolean) => onOpenChange(next) })}
    >
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop data-slot="scrim" className={scrimStyles} />
        <Base.Popup data-slot="dialog" className={dialogStyles({ size })} {...(initialFocus && { initialFocus })}>
          <header className="flex items-start gap-4 px-6 pt-5 pb-1">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-h1">{title}</Base.Title>
              {description && <Base.Description className="text-text-2 pt-1">{description}</Base.Description>}
            </div>
            <Base.Close render={<CloseButton className="-me-2" />} />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 py-4 empty:hidden">{children}</div>
          {footer && (
            <footer className="bg-canvas flex flex-wrap items-center justify-end gap-2 border-t px-6 py-3.5 forced-colors:border-t">
              {footer}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Closes the dialog or sheet around it: pass the button as `render`. */
export const DialogClose = Base.Close;
