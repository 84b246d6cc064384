"use client";

import { useNow } from "@/components/ui/clock";
import { useLocale, useMessages } from "@/components/ui/locale";
import { useTimeReading } from "@/components/ui/time-zone";
import type { EndpointStats } from "@/lib/contracts/endpoint-insights";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatShare } from "@/lib/shared/presentation/numbers";
import { formatClock, formatDay, formatDayClock } from "@/lib/shared/presentation/times";
import { DAY } from "@/lib/shared/time";

import { figureMessages } from "./messages";
import { firstAttemptsShift, latencyShift, outcomesShift } from "./sentences";

/** What each chart shows, in a sentence made from its data. */
export function useSentences(stats: EndpointStats): { success: string; latency: string; attempts: string } {
  const t = useMessages(figureMessages);
  const locale = useLocale();
  const timeAt = useBucketTime(stats);
  const share = (value: number): string => formatShare(value, locale);
  const ms = (value: number): string => formatDuration(value, locale);
  const { total, buckets, timeoutMs } = stats;
  const by = stats.bucket === "1d" ? "day" : "time";

  function success(): string {
    const { successRate, firstAttemptRate } = total;
    if (firstAttemptRate === null && successRate === null) return t("empty");
    const shift = firstAttemptsShift(stats);
    if (shift) {
      const said = { by, before: share(shift.before), after: share(shift.after), time: timeAt(shift.at) };
      return shift.back === null ? t("fell", said) : t("fellAndBack", { ...said, back: timeAt(shift.back) });
    }
    const first = firstAttemptRate === null ? t("none") : share(firstAttemptRate);
    if (successRate === null) return t("noneEnded", { first });
    if (successRate === 1 && firstAttemptRate === 1) return t("allAtOnce");
    return t("steady", { final: share(successRate), first });
  }

  function latency(): string {
    const known = buckets.flatMap(({ p95 }) => (p95 === null ? [] : [p95]));
    if (known.length === 0) return t("noAnswers");
    const shift = latencyShift(stats);
    if (shift) {
      const said = { by, before: ms(shift.before), after: ms(shift.after), time: timeAt(shift.at) };
      return shift.back === null ? t("rose", said) : t("roseAndBack", { ...said, back: timeAt(shift.back) });
    }
    const [low, high, limit] = [ms(Math.min(...known)), ms(Math.max(...known)), ms(timeoutMs)];
    return low === high ? t("level", { p95: low, limit }) : t("between", { low, high, limit });
  }

  function attempts(): string {
    const bad = total.retried + total.failed;
    const n = total.succeeded + bad;
    if (n === 0) return t("empty");
    if (bad === 0) return t("noneFailed", { n });
    const shift = outcomesShift(stats);
    if (!shift) return t("someFailed", { bad, n, failed: total.failed });
    const time = timeAt(shift.at);
    const failed = buckets.findIndex((bucket, at) => at >= shift.at && bucket.failed > 0);
    if (failed === -1) return t("onlyRetries", { by, time });
    if (failed === shift.at) return t("onlyFailed", { by, failed: time });
    return t("retriesThenFailed", { by, time, failed: timeAt(failed) });
  }

  return { success: success(), latency: latency(), attempts: attempts() };
}

/** When a bucket began: the clock within a day, the day as well over more, the day alone when it is the bucket. */
function useBucketTime({ buckets, bucket, start, end }: EndpointStats): (at: number) => string {
  const reading = useTimeReading();
  const now = new Date(useNow("minute"));
  const severalDays = Date.parse(end) - Date.parse(start) > DAY;
  return (at) => {
    const time = new Date(buckets[at]?.start ?? start);
    if (bucket === "1d") return formatDay(time, reading, now);
    return severalDays ? formatDayClock(time, reading, now) : formatClock(time, reading);
  };
}
