"use client";

import { mergeProps } from "@base-ui/react/merge-props";
import {
  cloneElement,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
  useEffect,
  useId,
} from "react";

import type { PopupProps } from "./layer";
import { loadTooltip } from "./tooltip-host";
import { tooltips } from "./tooltip-store";

export interface TooltipProps {
  content: ReactNode;
  /** The element that is explained; it must pass on props. */
  children: ReactElement;
  side?: PopupProps["side"];
  /** Also opens when pressed, for fingers: an explanation that has no other place. */
  openOnPress?: boolean;
}

/** A few words about a control, on hover and focus. Not for what a person must read: it is not announced. */
export function Tooltip({ content, children, side = "top", openOnPress = false }: TooltipProps) {
  const owner = useId();
  useEffect(() => () => tooltips.forget(owner), [owner]);
  useEffect(() => tooltips.update(owner, content), [owner, content]);

  const show = (event: SyntheticEvent, at: "now" | "soon"): void => {
    void loadTooltip();
    tooltips.show({ owner, anchor: event.currentTarget, content, side }, at);
  };
  return cloneElement(
    children,
    mergeProps<"button">(
      {
        onPointerEnter: (event: PointerEvent) => event.pointerType === "mouse" && show(event, "soon"),
        onPointerLeave: () => tooltips.hide(),
        onFocus: (event: FocusEvent) => event.currentTarget.matches(":focus-visible") && show(event, "now"),
        onBlur: () => tooltips.hide(),
        onPointerDown: () => openOnPress || tooltips.hideNow(),
        ...(openOnPress && { onClick: (event) => show(event, "now") }),
      },
      children.props as Record<string, unknown>,
    ),
  );
}
