/**
 * Says something to people who do not see the screen. One polite and one assertive region stand in the page from the
 * start (`LiveRegions`), because a region that appears together with its text is often not read.
 */
export function announce(message: string, urgency: "polite" | "assertive" = "polite"): void {
  current = { ...current, [urgency]: { message, turn: current[urgency].turn + 1 } };
  for (const listener of listeners) listener();
}

interface Said {
  message: string;
  /** Counts up, so that the same sentence twice is two announcements. */
  turn: number;
}

const NOTHING: Said = { message: "", turn: 0 };
const SILENCE = { polite: NOTHING, assertive: NOTHING };
let current = SILENCE;
const listeners = new Set<() => void>();

export const announcements = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): typeof SILENCE => current,
  readOnServer: (): typeof SILENCE => SILENCE,
};
