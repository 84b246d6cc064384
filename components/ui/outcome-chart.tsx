"use client";

// A picture of parts is no <img>, and one that is read part by part with the arrow keys has to be reachable by them.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- the line above; Enter does what a click does */

import { type KeyboardEvent, useState } from "react";

import { formatNumber } from "@/lib/shared/presentation/numbers";
import { formatClock, formatDay, formatDayClock, type TimeReading } from "@/lib/shared/presentation/times";
import { DAY } from "@/lib/shared/time";

import { announce } from "./announce";
import { useNow } from "./clock";
import { cn } from "./cn";
import { useLocale, useMessages } from "./locale";
import { uiMessages } from "./messages";
import { useTimeReading } from "./time-zone";

/** One span of time. Times are ISO 8601. */
export interface OutcomeBar {
  from: string;
  to: string;
  succeeded: number;
  retried: number;
  failed: number;
}

export interface OutcomeChartProps {
  bars: readonly OutcomeBar[];
  /** What is counted: “Attempts”. */
  label: string;
  /** Called with the bar that was chosen by click or Enter. */
  onOpen?: (bar: OutcomeBar) => void;
  className?: string;
}

const SERIES = [
  ["failed", "series-failed"],
  ["retried", "series-retrying"],
  ["succeeded", "series-delivered"],
] as const;
const TICKS = 6;
const LINES = 3;

/** Stacked bars by outcome over time, read bar by bar with the arrow keys. Drawn without script, so it stands at once. */
export function OutcomeChart({ bars, label, onOpen, className }: OutcomeChartProps) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  const reading = useTimeReading();
  const now = new Date(useNow("minute"));
  const [at, setAt] = useState<number | null>(null);
  const top = niceTop(Math.max(1, ...bars.map(totalOf)));
  const shown = at === null ? undefined : bars[at];
  const wordsOf = (bar: OutcomeBar): string =>
    t("chartBar", {
      from: formatDayClock(new Date(bar.from), reading, now),
      to: formatClock(new Date(bar.to), reading),
      succeeded: bar.succeeded,
      retried: bar.retried,
      failed: bar.failed,
    });

  function handleKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && shown) onOpen?.(shown);
    if (event.key === "Escape") setAt(null);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(bars.length - 1, Math.max(0, (at ?? (step > 0 ? -1 : bars.length)) + step));
    setAt(next);
    const reached = bars[next];
    if (reached) announce(wordsOf(reached));
  }

  const sum = bars.reduce((all, bar) => all + totalOf(bar), 0);
  return (
    <div data-slot="outcome-chart" className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className="flex h-36 min-w-0 gap-2">
        <div aria-hidden className="text-micro text-text-3 num flex w-9 flex-col justify-between text-end">
          {Array.from({ length: LINES + 1 }, (_, line) => (
            <span key={line} className="-my-1.5">
              {formatNumber(Math.round((top * (LINES - line)) / LINES), locale)}
            </span>
          ))}
        </div>
        <div className="relative min-w-0 flex-1">
          <div aria-hidden className="absolute inset-0 flex flex-col justify-between">
            {Array.from({ length: LINES + 1 }, (_, line) => (
              <span key={line} className="border-t" />
            ))}
          </div>
          <div
            role="img"
            aria-label={sum === 0 ? t("chartEmpty") : t("chartSummary", { label, n: sum })}
            tabIndex={0}
            className="rounded-badge relative flex h-full items-end gap-px"
            onKeyDown={handleKey}
            onBlur={() => setAt(null)}
            onPointerLeave={() => setAt(null)}
          >
            {bars.map((bar, index) => (
              <span
                key={bar.from}
                onPointerEnter={() => setAt(index)}
                onClick={() => onOpen?.(bar)}
                className={cn(
                  "flex h-full min-w-0 flex-1 flex-col justify-end",
                  onOpen && "cursor-pointer",
                  index === at && "bg-surface-3",
                )}
              >
                {SERIES.map(
                  ([key, look]) =>
                    bar[key] > 0 && (
                      <span
                        key={key}
                        className={cn("min-h-0.5 forced-colors:bg-[CanvasText]", look)}
                        style={{ height: `${(bar[key] / top) * 100}%` }}
                      />
                    ),
                )}
              </span>
            ))}
          </div>
          {sum === 0 && (
            <p className="text-small text-text-3 pointer-events-none absolute inset-0 flex items-center justify-center">
              {t("chartEmpty")}
            </p>
          )}
          {shown && (
            <p
              aria-hidden
              className="rounded-control bg-primary text-caption text-on-primary pointer-events-none absolute inset-x-0 top-0 z-10 mx-auto w-fit px-2 py-1 text-center"
            >
              {wordsOf(shown)}
            </p>
          )}
        </div>
      </div>
      <Ticks bars={bars} reading={reading} now={now} />
    </div>
  );
}

function Ticks({ bars, reading, now }: { bars: readonly OutcomeBar[]; reading: TimeReading; now: Date }) {
  const step = Math.max(1, Math.ceil(bars.length / TICKS));
  const [first, last] = [bars[0], bars.at(-1)];
  const days = first && last && Date.parse(last.to) - Date.parse(first.from) > 2 * DAY;
  return (
    <div aria-hidden className="text-micro text-text-3 num flex ps-11">
      {bars
        .filter((_, index) => index % step === 0)
        .map(({ from }) => (
          <span key={from} className="min-w-0 flex-1 whitespace-nowrap max-sm:even:invisible">
            {days ? formatDay(new Date(from), reading, now) : formatClock(new Date(from), reading)}
          </span>
        ))}
    </div>
  );
}

const totalOf = ({ succeeded, retried, failed }: OutcomeBar): number => succeeded + retried + failed;

/** The next number that three lines divide into round ones. */
function niceTop(highest: number): number {
  const unit = 10 ** Math.floor(Math.log10(highest));
  const steps = [0.3, 0.6, 0.9, 1.2, 1.5, 2.1, 3, 4.5, 6, 9, 12];
  const top = steps.map((step) => step * unit).find((each) => each >= highest) ?? highest;
  return Math.max(3, Math.ceil(top));
}
