"use client";

import { createContext, use, useSyncExternalStore } from "react";

import { MINUTE, SECOND } from "@/lib/shared/time";

/** The moment the server drew the page, so that the first client render says the same; then the clock runs on. */
export const RenderedAtContext = createContext(0);

/** How often a reader wants to know the time. */
export type Tick = "second" | "quarterMinute" | "minute";
const EVERY: Record<Tick, number> = { second: SECOND, quarterMinute: 15 * SECOND, minute: MINUTE };
const TICKS = Object.keys(EVERY) as Tick[];

const listeners: Record<Tick, Set<() => void>> = { second: new Set(), quarterMinute: new Set(), minute: new Set() };
const now: Record<Tick, number> = { second: 0, quarterMinute: 0, minute: 0 };
let timer: ReturnType<typeof setTimeout> | undefined;

/** The time in ms since 1970, renewed with each tick. All readers share one timer, which rests in a hidden tab. */
export function useNow(tick: Tick): number {
  const renderedAt = use(RenderedAtContext);
  return useSyncExternalStore(
    SUBSCRIBE[tick],
    () => (now[tick] ||= Date.now()),
    () => renderedAt,
  );
}

const SUBSCRIBE: Record<Tick, (listener: () => void) => () => void> = {
  second: (listener) => subscribe("second", listener),
  quarterMinute: (listener) => subscribe("quarterMinute", listener),
  minute: (listener) => subscribe("minute", listener),
};

function subscribe(tick: Tick, listener: () => void): () => void {
  const first = TICKS.every((each) => listeners[each].size === 0);
  listeners[tick].add(listener);
  if (first) document.addEventListener("visibilitychange", run);
  if (isOver(tick, Date.now())) now[tick] = Date.now();
  schedule();
  return () => {
    listeners[tick].delete(listener);
    if (TICKS.every((each) => listeners[each].size === 0)) document.removeEventListener("visibilitychange", run);
    schedule();
  };
}

/** Wakes for the finest reader only, and not at all while nobody can see it. */
function schedule(): void {
  clearTimeout(timer);
  const finest = TICKS.find((tick) => listeners[tick].size > 0);
  if (!finest || document.hidden) return;
  const left = now[finest] + EVERY[finest] - Date.now();
  timer = setTimeout(run, Math.min(EVERY[finest], Math.max(1, left)));
}

/** Also when the machine's clock was set back. */
const isOver = (tick: Tick, at: number): boolean => Math.abs(at - now[tick]) >= EVERY[tick];

function run(): void {
  if (!document.hidden) {
    const at = Date.now();
    for (const tick of TICKS) {
      if (!isOver(tick, at)) continue;
      now[tick] = at;
      for (const listener of listeners[tick]) listener();
    }
  }
  schedule();
}
