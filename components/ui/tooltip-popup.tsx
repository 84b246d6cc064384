"use client";

// Loaded when the first tooltip of the page is wanted; `tooltip.tsx` is what others import.

import { Tooltip as Base } from "@base-ui/react/tooltip";

import { cn } from "./cn";
import { type ShownTooltip, tooltips } from "./tooltip-store";

export function TooltipPopup({ anchor, content, side }: ShownTooltip) {
  return (
    <Base.Root open onOpenChange={(open) => open || tooltips.hideNow()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            data-slot="tooltip"
            onPointerEnter={tooltips.keep}
            onPointerLeave={tooltips.hide}
            className={cn(
              "rounded-control bg-primary text-caption text-on-primary max-w-72 px-2 py-1 text-balance",
              "duration-base ease-standard transition-[opacity,translate] data-starting-style:translate-y-1",
              "data-starting-style:opacity-0",
            )}
          >
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
