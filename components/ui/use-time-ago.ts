"use client";

import { formatRelative } from "@/lib/shared/presentation/times";

import { useNow } from "./clock";
import { useTimeReading } from "./time-zone";

/** How long ago it was, in words, where an element has no place; undefined without a time. */
export function useTimeAgo(value: string | undefined): string | undefined {
  const reading = useTimeReading();
  const now = new Date(useNow("minute"));
  return value === undefined
    ? undefined
    : formatRelative(new Date(Math.min(Date.parse(value), now.getTime())), reading, now);
}
