"use client";

import {
  formatClock,
  formatDay,
  formatDayClock,
  formatExact,
  formatLogTime,
  formatRelative,
  type TimeReading,
  zoneName,
} from "@/lib/shared/presentation/times";
import { HOUR, SECOND } from "@/lib/shared/time";

import { useNow } from "./clock";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { useLocale, useMessages } from "./locale";
import { uiMessages } from "./messages";
import { Popover } from "./popover";
import { useTimeReading, useZones } from "./time-zone";

/** `ago`: 4 min ago · `log`: 09:31:07 · `clock`: 09:31:07.198 · `day`: 12 Jan · `dayClock`: 12 Jan, 14:02 · `exact`: all of it */
export type TimeLook = "ago" | "log" | "clock" | "day" | "dayClock" | "exact";

export interface TimeProps {
  /** ISO 8601, as the API writes it. */
  value: string;
  look?: TimeLook;
  /** Off in rows of a list, where one stop per row for the keyboard is enough and the detail has the same time. */
  focusable?: boolean;
  className?: string;
}

/** A time, read in the zone of the page; under the pointer, and on Enter, in every zone and ready to copy. */
export function Time({ value, look = "ago", focusable = true, className }: TimeProps) {
  const t = useMessages(uiMessages);
  const at = new Date(value);
  const reading = useTimeReading();
  const coarse = useNow("minute");
  const recent = look === "ago" && Math.abs(coarse - at.getTime()) < HOUR;
  const now = useNow(recent ? "quarterMinute" : "minute");
  return (
    <Popover
      openOnHover
      label={t("timeDetails")}
      align="center"
      className="p-2"
      trigger={
        <button
          type="button"
          data-slot="time"
          tabIndex={focusable ? undefined : -1}
          className={cn("num rounded-badge cursor-[inherit] whitespace-nowrap", className)}
        >
          <time dateTime={value}>
            {look === "clock" ? <Clock at={at} reading={reading} /> : formatTime(at, look, reading, new Date(now))}
          </time>
        </button>
      }
    >
      <TimeCard at={at} />
    </Popover>
  );
}

/** Milliseconds give way on a phone; the card still has them. */
function Clock({ at, reading }: { at: Date; reading: TimeReading }) {
  const whole = formatClock(at, reading, "ms");
  const start = whole.search(/[.,]\d{3}/);
  if (start < 0) return whole;
  return (
    <>
      {whole.slice(0, start)}
      <span className="max-sm:hidden">{whole.slice(start, start + 4)}</span>
      {whole.slice(start + 4)}
    </>
  );
}

function formatTime(at: Date, look: Exclude<TimeLook, "clock">, reading: TimeReading, now: Date): string {
  switch (look) {
    case "ago":
      return formatRelative(justNow(at, now), reading, now);
    case "log":
      return formatLogTime(at, reading, now);
    case "day":
      return formatDay(at, reading, now);
    case "dayClock":
      return formatDayClock(at, reading, now);
    case "exact":
      return formatExact(at, reading);
  }
}

/** Our clock is read every 15 s, and the server's may be ahead of it: what has just happened is not to come. */
const AHEAD_MS = 30 * SECOND;

const justNow = (at: Date, now: Date): Date => (at > now && at.getTime() - now.getTime() < AHEAD_MS ? now : at);

function TimeCard({ at }: { at: Date }) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  const { zones } = useZones();
  const unix = String(Math.floor(at.getTime() / 1000));
  const read = (timeZone: string): { text: string; zone: string } => ({
    text: formatExact(at, { locale, timeZone }),
    zone: zoneName({ locale, timeZone }, at),
  });
  const rows = [
    { label: t("timeLocal"), ...read(zones.local) },
    { label: t("timeWorkspace"), ...read(zones.workspace) },
    { label: t("timeUtc"), text: at.toISOString(), zone: "" },
    { label: t("timeUnix"), text: unix, zone: "" },
  ];
  return (
    <table className="text-small">
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row" className="text-text-3 py-0.5 ps-1 pe-4 text-start font-normal">
              {row.label}
            </th>
            <td className="num py-0.5 pe-2 whitespace-nowrap">
              {row.text} <span className="text-text-3">{row.zone}</span>
            </td>
            <td className="py-0.5">
              <CopyButton value={row.text} thing={row.label} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
