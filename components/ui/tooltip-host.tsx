"use client";

import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";

import { tooltips } from "./tooltip-store";

export const loadTooltip = () => import("./tooltip-popup");
const TooltipPopup = lazy(() => loadTooltip().then((parts) => ({ default: parts.TooltipPopup })));

/** Where the tooltip of the page appears. Once per page. */
export function TooltipHost() {
  const shown = useSyncExternalStore(tooltips.subscribe, tooltips.read, tooltips.readOnServer);

  useEffect(() => {
    if (!shown) return;
    const hide = (event: KeyboardEvent): void => {
      if (event.key === "Escape") tooltips.hideNow();
    };
    document.addEventListener("keydown", hide, { capture: true });
    return () => document.removeEventListener("keydown", hide, { capture: true });
  }, [shown]);

  // A tooltip that moves to another control is another tooltip.
  return <Suspense>{shown && isReachable(shown.anchor) && <TooltipPopup key={shown.owner} {...shown} />}</Suspense>;
}

/** What lies under a dialog gets its focus back for a moment when the menu closes that opened the dialog. */
const isReachable = (anchor: Element): boolean => anchor.closest('[inert], [aria-hidden="true"]') === null;
