"use client";

import { formatCountdown, formatDuration } from "@/lib/shared/presentation/durations";
import { HOUR } from "@/lib/shared/time";

import { useNow } from "./clock";
import { cn } from "./cn";
import { useLocale } from "./locale";

/** A length of time in ms: `840 ms`, `2.4 s`; measured ones keep two decimals (`1.20 s`). */
export function Duration({ ms, measured = false, className }: { ms: number; measured?: boolean; className?: string }) {
  const locale = useLocale();
  return (
    <span data-slot="duration" className={cn("num whitespace-nowrap", className)}>
      {formatDuration(ms, locale, measured ? 2 : 1)}
    </span>
  );
}

/** The time left until a moment, counted down in text; never announced. Each second below one hour, each minute above. */
export function Countdown({ until, className }: { until: string; className?: string }) {
  const locale = useLocale();
  const at = Date.parse(until);
  const near = at - useNow("minute") < HOUR;
  const now = useNow(near ? "second" : "minute");
  return (
    <time data-slot="countdown" dateTime={until} className={cn("num whitespace-nowrap", className)}>
      {formatCountdown(at - now, locale)}
    </time>
  );
}
