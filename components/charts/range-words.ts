"use client";

import { useNow } from "@/components/ui/clock";
import { useMessages } from "@/components/ui/locale";
import { useTimeReading } from "@/components/ui/time-zone";
import { formatClock, formatDay, formatDayClock } from "@/lib/shared/presentation/times";
import { toWallClock } from "@/lib/shared/presentation/wall-clock";

import { chartMessages } from "./messages";

/** `09:10–09:34, 12 Jan` within one day, `12 Jan` for the whole of it, `11 Jan, 22:00–12 Jan, 02:00` over more; in the zone of the page. */
export function useRangeWords(): (start: Date, end: Date) => string {
  const t = useMessages(chartMessages);
  const reading = useTimeReading();
  const now = new Date(useNow("minute"));
  return (start, end) => {
    const day = formatDay(start, reading, now);
    const isMidnight = (at: Date) => toWallClock(at, reading.timeZone).endsWith("T00:00");
    if (isMidnight(start) && isMidnight(end) && day === formatDay(new Date(end.getTime() - 1), reading, now))
      return day;
    return day === formatDay(end, reading, now)
      ? t("rangeOneDay", { start: formatClock(start, reading), end: formatClock(end, reading), day })
      : t("rangeDays", { start: formatDayClock(start, reading, now), end: formatDayClock(end, reading, now) });
  };
}
