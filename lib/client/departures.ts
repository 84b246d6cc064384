"use client";

import type { QueryKey } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

/** Ids of what is being deleted, or is gone while its page still stands. */
const leaving = new Set<string>();
const listeners = new Set<() => void>();

/** Ends with the component that deletes: whoever comes back to the address asks again, and is told that nothing is there. */
class Departure {
  private id: string | undefined;

  begin(id: string): void {
    this.id = id;
    leaving.add(id);
    notify();
  }

  end(): void {
    if (this.id === undefined) return;
    leaving.delete(this.id);
    this.id = undefined;
    notify();
  }
}

export function useDeparture(): Departure {
  const [departure] = useState(() => new Departure());
  useEffect(() => () => departure.end(), [departure]);
  return departure;
}

/** Whether a query is about something that leaves. */
export const isDeparting = (queryKey: QueryKey): boolean =>
  queryKey.some((part) => typeof part === "string" && leaving.has(part));

export const useDeparting = (queryKey: QueryKey): boolean =>
  useSyncExternalStore(
    subscribe,
    () => isDeparting(queryKey),
    () => false,
  );

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function notify(): void {
  for (const listener of listeners) listener();
}
