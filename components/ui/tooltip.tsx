"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import { type ReactElement, type ReactNode, useState } from "react";

import { cn } from "./cn";

export const TooltipProvider = Base.Provider;

export interface TooltipProps {
  content: ReactNode;
  /** The element that is explained; it must pass on props and ref. */
  children: ReactElement;
  side?: "top" | "bottom" | "left" | "right" | "inline-start" | "inline-end";
  /** Also opens when pressed, for fingers: an explanation that has no other place. */
  openOnPress?: boolean;
}

/** A few words about a control, on hover and focus. Not for what a person must read: it is not announced. */
export function Tooltip({ content, children, side = "top", openOnPress = false }: TooltipProps) {
  const [open, setOpen] = useState(false);
  const press = openOnPress ? { closeOnClick: false, onClick: () => setOpen(true) } : {};
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger data-slot="tooltip-trigger" render={children} {...press} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            data-slot="tooltip"
            className={cn(
              "rounded-control bg-primary text-caption text-on-primary max-w-72 px-2 py-1 text-balance",
              "duration-base ease-standard transition-[opacity,translate]",
              "data-ending-style:opacity-0 data-ending-style:duration-[105ms] data-instant:duration-0",
              "data-starting-style:translate-y-1 data-starting-style:opacity-0",
            )}
          >
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
