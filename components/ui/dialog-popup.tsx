"use client";

// Loaded when the first dialog or sheet of the page is wanted; `dialog.tsx` and `sheet.tsx` are what others import.

import { Dialog as Base } from "@base-ui/react/dialog";
import { type ReactNode, type RefObject, useEffect } from "react";

import { CloseButton } from "./close-button";
import { cn } from "./cn";
import { tooltips } from "./tooltip-store";

export interface DialogPopupProps {
  slot: "dialog" | "sheet";
  anchor: HTMLElement | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  initialFocus?: RefObject<HTMLElement | null> | undefined;
  keepOpen?: boolean;
  footer?: ReactNode;
  className: string;
  headClassName: string;
  titleClassName: string;
  bodyClassName: string;
  footClassName: string;
  children?: ReactNode;
}

export function DialogPopup({
  slot,
  anchor,
  open,
  onOpenChange,
  title,
  description,
  initialFocus,
  keepOpen = false,
  footer,
  className,
  headClassName,
  titleClassName,
  bodyClassName,
  footClassName,
  children,
}: DialogPopupProps) {
  // The words about what was pressed have nothing to say above what it opened.
  useEffect(() => {
    if (open) tooltips.hideNow();
  }, [open]);
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)} disablePointerDismissal={keepOpen}>
      <Base.Portal>
        <Base.Backdrop
          data-slot="scrim"
          className={cn(
            "bg-scrim duration-slow ease-standard absolute inset-0 z-30 min-h-dvh transition-opacity",
            "data-ending-style:opacity-0 data-starting-style:opacity-0",
          )}
        />
        <Base.Popup
          data-slot={slot}
          initialFocus={initialFocus}
          // Without a trigger the focus goes back to where it was.
          finalFocus={anchor ? () => anchor : undefined}
          className={className}
        >
          <header className={headClassName}>
            <div className="min-w-0 flex-1">
              <Base.Title className={titleClassName}>{title}</Base.Title>
              {description && <Base.Description className="text-text-2 pt-1">{description}</Base.Description>}
            </div>
            <Base.Close render={<CloseButton className="-me-2" />} />
          </header>
          <div className={bodyClassName}>{children}</div>
          {footer && <footer className={footClassName}>{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
