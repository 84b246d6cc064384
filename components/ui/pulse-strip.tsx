"use client";

// A picture of parts is no <img>, and one that is read part by part with the arrow keys has to be reachable by them.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-interactions -- the line above */

import { type KeyboardEvent, useId, useState } from "react";

import { formatClock, formatDayClock, type TimeReading } from "@/lib/shared/presentation/times";
import { DAY } from "@/lib/shared/time";

import { announce } from "./announce";
import { cn } from "./cn";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";
import { useTimeReading } from "./time-zone";

/** One period of the strip. Times are ISO 8601; counts are of deliveries, tests left out. */
export interface PulseCell {
  from: string;
  to: string;
  total: number;
  retried: number;
  failed: number;
}

type Outcome = "none" | "fine" | "retried" | "failed";

const LOOK: Record<Outcome, string> = {
  none: "h-0.5 bg-line-input",
  fine: "h-1.5 bg-line-input",
  retried: "h-[11px] bg-warning-solid",
  failed: "h-4 bg-danger-solid",
};

export interface PulseStripProps {
  cells: readonly PulseCell[];
  /** What the strip spans: “Last 24 hours”. */
  span: string;
  /** Only to be looked at: inside something that is one thing to the keyboard. */
  still?: boolean;
  className?: string;
}

/** The worst outcome of each hour, by height and colour. Good hours are grey, so that a healthy list stays calm. */
export function PulseStrip({ cells, span, still = false, className }: PulseStripProps) {
  const t = useMessages(uiMessages);
  const reading = useTimeReading();
  const hintId = useId();
  const [at, setAt] = useState<number | null>(null);
  const cell = at === null ? undefined : cells[at];
  const hint = cell && readCell(cell, t, reading);

  function handleKey(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") setAt(null);
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(cells.length - 1, Math.max(0, (at ?? (step > 0 ? -1 : cells.length)) + step));
    setAt(next);
    const reached = cells[next];
    if (reached) announce(readCell(reached, t, reading));
  }

  return (
    <span data-slot="pulse-strip" className={cn("relative inline-flex align-middle", className)}>
      <span
        role="img"
        aria-label={summarise(cells, span, t, reading)}
        aria-hidden={still || undefined}
        tabIndex={still ? undefined : 0}
        className="rounded-badge flex h-4 items-center gap-0.5"
        onKeyDown={handleKey}
        onBlur={() => setAt(null)}
        onPointerLeave={() => setAt(null)}
      >
        {cells.map((each, index) => (
          <span
            key={each.from}
            onPointerEnter={() => setAt(index)}
            className="relative flex h-4 w-1 items-center before:absolute before:-inset-x-px before:inset-y-0"
          >
            <span
              className={cn(
                "w-1 rounded-[1px] forced-colors:bg-[CanvasText]",
                LOOK[outcome(each)],
                index === at && "outline-text outline-1 outline-offset-1",
              )}
            />
          </span>
        ))}
      </span>
      {hint && (
        <span
          id={hintId}
          aria-hidden
          className="rounded-control bg-primary text-caption text-on-primary pointer-events-none absolute bottom-full left-1/2 z-20 mb-1.5 -translate-x-1/2 px-2 py-1 whitespace-nowrap"
        >
          {hint}
        </span>
      )}
    </span>
  );
}

export function outcome(cell: Pick<PulseCell, "total" | "retried" | "failed">): Outcome {
  if (cell.failed > 0) return "failed";
  if (cell.retried > 0) return "retried";
  return cell.total > 0 ? "fine" : "none";
}

type Translate = ReturnType<typeof useMessages<typeof uiMessages>>;

/** The strip in one sentence: what a person would say who looks at it. */
export function summarise(cells: readonly PulseCell[], span: string, t: Translate, reading: TimeReading): string {
  const bad = cells.filter((cell) => outcome(cell) === "failed");
  if (bad.length === 0) {
    if (cells.some((cell) => outcome(cell) === "retried")) return t("pulseRetries", { span });
    return cells.some((cell) => cell.total > 0) ? t("pulseCalm", { span }) : t("pulseQuiet", { span });
  }
  const last = bad.at(-1)!;
  const first = bad[0]!;
  const unbroken = cells.indexOf(last) - cells.indexOf(first) === bad.length - 1;
  if (unbroken) return t("pulseFailed", { span, ...bounds(first.from, last.to, cells, reading) });
  return t("pulseFailedOften", {
    span,
    n: bad.length,
    total: cells.length,
    ...bounds(last.from, last.to, cells, reading),
  });
}

function readCell(cell: PulseCell, t: Translate, reading: TimeReading): string {
  const when = bounds(cell.from, cell.to, [cell], reading);
  switch (outcome(cell)) {
    case "failed":
      return t("pulseCell", { ...when, bad: cell.failed, total: cell.total });
    case "retried":
      return t("pulseCellRetried", { ...when, bad: cell.retried, total: cell.total });
    case "fine":
      return t("pulseCellFine", { ...when, total: cell.total });
    case "none":
      return t("pulseCellQuiet", when);
  }
}

/** Clock times within a day; with the day where the strip spans more. */
function bounds(
  from: string,
  to: string,
  cells: readonly PulseCell[],
  reading: TimeReading,
): { from: string; to: string } {
  const first = cells[0];
  const last = cells.at(-1);
  const spansDays = first && last && Date.parse(last.to) - Date.parse(first.from) > DAY;
  const end = new Date(to);
  const say = (at: string): string =>
    spansDays ? formatDayClock(new Date(at), reading, end) : formatClock(new Date(at), reading);
  return { from: say(from), to: say(to) };
}
