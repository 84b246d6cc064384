"use client";

// Loaded when the first popover of the page is wanted; `popover.tsx` is what others import.

import { Popover as Base } from "@base-ui/react/popover";

import { cn } from "./cn";
import { isPressOn, type PopupProps } from "./layer";
import { popupStyles } from "./popup-styles";

export interface PopoverPopupProps extends PopupProps {
  label: string | undefined;
  /** Opened under the pointer: the focus stays where it is. */
  byHover: boolean;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
}

export function PopoverPopup({
  anchor,
  open,
  onOpenChange,
  side,
  align,
  className,
  label,
  byHover,
  onPointerEnter,
  onPointerLeave,
  children,
}: PopoverPopupProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, details) => {
        if (!next && isPressOn(anchor, details)) details.cancel();
        else onOpenChange(next);
      }}
    >
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          side={side ?? "bottom"}
          align={align ?? "start"}
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <Base.Popup
            data-slot="popover"
            // What only passes under the pointer does not take the keys of the page.
            data-hover={byHover ? "" : undefined}
            aria-label={label}
            initialFocus={byHover ? false : undefined}
            finalFocus={byHover ? false : () => anchor}
            onPointerEnter={onPointerEnter}
            onPointerLeave={onPointerLeave}
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
