import type { ReactNode } from "react";

import { makeDelay } from "./delay";
import type { PopupProps } from "./layer";

export interface ShownTooltip {
  /** The component it belongs to. */
  owner: string;
  anchor: Element;
  content: ReactNode;
  side: NonNullable<PopupProps["side"]>;
}

/** The first tooltip waits, the next ones follow the pointer at once until it has left for as long. */
const WAIT_MS = 400;
/** Long enough to move the pointer from the control onto the words. */
const LEAVE_MS = 80;

let shown: ShownTooltip | null = null;
let hiddenAt = -Infinity;
const delay = makeDelay();
const listeners = new Set<() => void>();

/** The one tooltip of the page: there is never a second. */
export const tooltips = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): ShownTooltip | null => shown,
  readOnServer: (): null => null,

  /** @param at once `now`, else after the wait of a first tooltip */
  show: (tooltip: ShownTooltip, at: "now" | "soon"): void => {
    const moving = shown !== null || performance.now() - hiddenAt < WAIT_MS;
    later(at === "now" || moving ? 0 : WAIT_MS, tooltip);
  },
  hide: (): void => later(LEAVE_MS, null),
  hideNow: (): void => later(0, null),
  /** The words of a control changed while they are shown: “Copy” became “Copied”. */
  update: (owner: string, content: ReactNode): void => {
    if (shown?.owner === owner && shown.content !== content) set({ ...shown, content });
  },
  /** The control left the page; no pointer will leave it any more. */
  forget: (owner: string): void => {
    if (shown?.owner === owner) later(0, null);
  },
  /** Keeps what is shown, while the pointer is on it. */
  keep: (): void => delay.stop(),
};

function later(ms: number, next: ShownTooltip | null): void {
  delay.start(ms, () => set(next));
}

function set(next: ShownTooltip | null): void {
  if (shown === next) return;
  if (!next) hiddenAt = performance.now();
  shown = next;
  for (const listener of listeners) listener();
}
