"use client";

import { mergeProps } from "@base-ui/react/merge-props";
import { cloneElement, lazy, type PointerEvent, type ReactElement, type ReactNode, Suspense, useState } from "react";

import { makeDelay } from "./delay";
import { type PopupProps, useTrigger } from "./layer";

const load = () => import("./popover-popup");
const PopoverPopup = lazy(() => load().then((parts) => ({ default: parts.PopoverPopup })));

const HOVER_OPEN_MS = 350;
const HOVER_CLOSE_MS = 120;

export interface PopoverProps extends Pick<PopupProps, "side" | "align" | "className"> {
  /** The element that opens it: a button that passes on props and ref. */
  trigger: ReactElement;
  /** Names the popover for screen readers. */
  label?: string;
  /** Opens under the pointer too; a press or Enter still works. */
  openOnHover?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

export function Popover({ trigger, label, openOnHover = false, open, onOpenChange, children, ...popup }: PopoverProps) {
  const [byHover, setByHover] = useState(false);
  const [delay] = useState(makeDelay);
  const { element, wanted, ...layer } = useTrigger(trigger, { popup: "dialog", load, open, onOpenChange });

  function after(ms: number, next: boolean): void {
    delay.start(ms, () => {
      setByHover(next);
      layer.onOpenChange(next);
    });
  }
  const enter = (event: PointerEvent): void => {
    if (event.pointerType === "mouse" && !layer.open) after(HOVER_OPEN_MS, true);
  };
  const leave = (): void => {
    if (byHover) after(HOVER_CLOSE_MS, false);
    else delay.stop();
  };
  const hover = openOnHover
    ? {
        onPointerEnter: enter,
        onPointerLeave: leave,
        onClick: () => {
          delay.stop();
          setByHover(false);
          // What only passed under the pointer stays from the press on.
          if (byHover) layer.onOpenChange(true);
        },
      }
    : {};

  return (
    <>
      {cloneElement(element, mergeProps<"button">(hover, element.props as Record<string, unknown>))}
      {wanted && (
        <Suspense>
          <PopoverPopup
            {...popup}
            {...layer}
            label={label}
            byHover={byHover}
            onPointerEnter={delay.stop}
            onPointerLeave={leave}
          >
            {children}
          </PopoverPopup>
        </Suspense>
      )}
    </>
  );
}
