"use client";

import { mergeProps } from "@base-ui/react/merge-props";
import {
  cloneElement,
  type ComponentProps,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  useState,
} from "react";

/*
 * Menus, popovers and dialogs are most of the code of a page and none of its first paint. Each is split: the trigger is
 * here from the start, what it opens is fetched at the first sign that it is wanted (pointer, focus or press).
 */

/** What the part that is fetched gets from the trigger that stays. */
export interface PopupProps {
  anchor: HTMLElement | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Opened with a key, so the first thing inside takes the focus. */
  byKeyboard?: boolean;
  side?: "top" | "bottom" | "left" | "right" | "inline-start" | "inline-end";
  align?: "start" | "center" | "end";
  className?: string | undefined;
  children: ReactNode;
}

export interface TriggerOptions {
  popup: "menu" | "dialog";
  load: () => Promise<unknown>;
  /** Given, the owner keeps the state. */
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

export interface Trigger extends Pick<PopupProps, "anchor" | "open" | "onOpenChange"> {
  /** The trigger as it goes into the page. */
  element: ReactElement;
  /** From the first opening on: then the popup stays, to animate and to give the focus back. */
  wanted: boolean;
  byKeyboard: boolean;
}

/** Makes an element open something: what a screen reader is told, what press and keys do, and the fetching. */
export function useTrigger(trigger: ReactElement, options: TriggerOptions): Trigger {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [ownOpen, setOwnOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const [byKeyboard, setByKeyboard] = useState(false);
  const open = options.open ?? ownOpen;

  function setOpen(next: boolean): void {
    if (next) setWanted(true);
    setOwnOpen(next);
    options.onOpenChange?.(next);
  }

  const fetchEarly = (): void => void options.load();
  const own = trigger.props as ComponentProps<"button">;
  const element = cloneElement(trigger as ReactElement<Record<string, unknown>>, {
    ...mergeProps<"button">(
      {
        onPointerEnter: fetchEarly,
        onFocus: fetchEarly,
        onClick: (event: MouseEvent) => {
          // Enter and Space arrive as a click without a pointer.
          setByKeyboard(event.detail === 0);
          setOpen(!open);
        },
        onKeyDown: (event: KeyboardEvent) => {
          if (options.popup !== "menu" || event.key !== "ArrowDown" || open) return;
          event.preventDefault();
          setByKeyboard(true);
          setOpen(true);
        },
      },
      own,
    ),
    ref: (node: HTMLElement | null) => {
      setAnchor(node);
      assignRef(own.ref, node);
    },
    "aria-haspopup": options.popup,
    "aria-expanded": open,
    "data-popup-open": open ? "" : undefined,
  });

  return { element, anchor, open, onOpenChange: setOpen, wanted: wanted || open, byKeyboard };
}

/** Whether a layer is about to close because its own trigger was pressed. */
export function isPressOn(anchor: Element | null, details: { reason: string; event: Event }): boolean {
  const { target } = details.event;
  return details.reason === "outside-press" && target instanceof Node && (anchor?.contains(target) ?? false);
}

/** The trigger's own ref keeps working beside ours. */
function assignRef(ref: Ref<HTMLElement> | undefined, node: HTMLElement | null): void {
  if (typeof ref === "function") ref(node);
  else if (ref) ref.current = node;
}
