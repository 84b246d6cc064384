"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";

import { cn } from "./cn";
import { popupStyles } from "./popup-styles";

export interface PopoverProps {
  /** The element that opens it: a button that passes on props and ref. */
  trigger: ReactElement;
  /** Names the popover for screen readers; a visible heading inside may carry it as `PopoverTitle`. */
  label?: string;
  side?: Base.Positioner.Props["side"];
  align?: Base.Positioner.Props["align"];
  /** Opens under the pointer too; a press or Enter still works. */
  openOnHover?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
}

export function Popover({
  trigger,
  label,
  side = "bottom",
  align = "start",
  openOnHover = false,
  open,
  onOpenChange,
  className,
  children,
}: PopoverProps) {
  return (
    <Base.Root
      {...(open !== undefined && { open })}
      {...(onOpenChange && { onOpenChange: (next: boolean) => onOpenChange(next) })}
    >
      <Base.Trigger
        data-slot="popover-trigger"
        render={trigger}
        openOnHover={openOnHover}
        delay={300}
        closeDelay={120}
      />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-40">
          <Base.Popup
            data-slot="popover"
            aria-label={label}
            className={cn(
              popupStyles,
              "max-h-(--available-height) max-w-[min(24rem,var(--available-width))] overflow-y-auto p-3",
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export const PopoverTitle = Base.Title;
export const PopoverClose = Base.Close;
