"use client";

import { useSyncExternalStore } from "react";

/** Names of the objects on the page by the id that stands in its address; the bar above the page reads them. */
let labels: Readonly<Record<string, string>> = {};
const NONE: Readonly<Record<string, string>> = {};
const listeners = new Set<() => void>();

/** @returns what takes the name back */
export function nameSegment(segment: string, label: string): () => void {
  labels = { ...labels, [segment]: label };
  notify();
  return () => {
    labels = Object.fromEntries(Object.entries(labels).filter(([known]) => known !== segment));
    notify();
  };
}

export function useSegmentNames(): Readonly<Record<string, string>> {
  return useSyncExternalStore(
    subscribe,
    () => labels,
    () => NONE,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function notify(): void {
  for (const listener of listeners) listener();
}
