"use client";

// A picture of parts is no <img>, and one that is read part by part with the arrow keys has to be reachable by them.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- the line above; every drag has the range fields as its equivalent */

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";

import { announce } from "@/components/ui/announce";
import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { useTimeReading } from "@/components/ui/time-zone";

import { type Axis, placeOf } from "./axis";
import { chartMessages } from "./messages";
import { timeTicks } from "./time-ticks";
import type { ChartCursor } from "./use-chart-cursor";

/** A bucket of time. Times are ISO 8601. */
export interface ChartSpan {
  start: string;
  end: string;
}

export interface PlotProps {
  spans: readonly ChartSpan[];
  axis: Axis;
  /** A value of the axis in few letters. */
  format: (value: number) => string;
  /** What is seen, in one sentence. */
  label: string;
  /** One bucket in words, as it is read out. */
  read: (at: number) => string;
  cursor: ChartCursor;
  /** There is nothing to be drawn. */
  empty: boolean;
  /** Called with the bucket that was chosen by click or Enter, and with what of it was pressed: its `data-part`. */
  onOpen?: (at: number, part?: string) => void;
  /** Ticks below, at most. */
  ticks?: number;
  /** Between plot and ticks, as wide as the plot. */
  lane?: ReactNode;
  className?: string;
  /** What is drawn, over the whole of the plot. */
  children: ReactNode;
}

/** The frame that all charts over time share: axis and lines, cursor, marking, and the ticks of the clock. */
export function Plot({
  spans,
  axis,
  format,
  label,
  read,
  cursor,
  empty,
  onOpen,
  ticks = 4,
  lane,
  className,
  children,
}: PlotProps) {
  const t = useMessages(chartMessages);
  const plot = useRef<HTMLDivElement>(null);
  const pressed = useRef<string>(undefined);

  function bucketUnder({ clientX }: PointerEvent): number {
    const box = plot.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    return within(Math.floor(((clientX - box.left) / box.width) * spans.length), spans.length);
  }

  function handleKey(event: KeyboardEvent): void {
    const { at } = cursor;
    if (event.key === "Escape") cursor.cancel();
    if (event.key === "Enter" && at !== null && !cursor.finish()) onOpen?.(at);
    const next = nextOf(event.key, at, spans.length);
    if (next === null) return;
    event.preventDefault();
    if (event.shiftKey) {
      if (!cursor.brush && at !== null) cursor.mark(at);
      cursor.mark(next);
    } else {
      cursor.cancel();
      cursor.move(next);
    }
    announce(read(next));
  }

  return (
    <div data-slot="plot" dir="ltr" className="flex min-w-0 flex-col gap-1">
      <div className={cn("flex h-28 min-w-0", className)}>
        <div aria-hidden className="text-micro text-text-3 num relative w-10 shrink-0">
          {axis.lines.map((line) => (
            <span
              key={line}
              className="absolute end-2 translate-y-1/2 whitespace-nowrap"
              style={{ bottom: percent(placeOf(axis, line)) }}
            >
              {format(line)}
            </span>
          ))}
        </div>
        <div
          ref={plot}
          role="img"
          aria-label={empty ? t("empty") : label}
          tabIndex={0}
          className={cn("rounded-badge relative min-w-0 flex-1 touch-pan-y select-none", onOpen && "cursor-pointer")}
          onKeyDown={handleKey}
          onBlur={cursor.cancel}
          onPointerMove={(event) => (cursor.brush ? cursor.mark : cursor.move)(bucketUnder(event))}
          // A finger that is lifted leaves too: what it touched stays until something else is touched.
          onPointerLeave={({ pointerType }) => pointerType !== "touch" && !cursor.brush && cursor.move(null)}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            pressed.current = partOf(event.target);
            event.currentTarget.setPointerCapture(event.pointerId);
            cursor.mark(bucketUnder(event));
          }}
          onPointerUp={(event) => {
            if (cursor.brush && !cursor.finish()) onOpen?.(bucketUnder(event), pressed.current);
          }}
          onPointerCancel={cursor.cancel}
        >
          {axis.lines.map((line) => (
            <span
              key={line}
              aria-hidden
              className="absolute inset-x-0 border-t"
              style={{ bottom: percent(placeOf(axis, line)) }}
            />
          ))}
          <Marked cursor={cursor} count={spans.length} />
          {children}
          {empty && (
            <p className="text-small text-text-3 pointer-events-none absolute inset-0 flex items-center justify-center">
              {t("empty")}
            </p>
          )}
        </div>
      </div>
      {lane && <div className="relative ms-10 h-6">{lane}</div>}
      <Ticks spans={spans} most={ticks} />
    </div>
  );
}

/** The line of the cursor, and the buckets that are being marked. */
function Marked({ cursor: { at, brush }, count }: { cursor: ChartCursor; count: number }) {
  return (
    <>
      {brush && (
        <span
          aria-hidden
          className="bg-accent-soft pointer-events-none absolute inset-y-0"
          style={{ left: percent(brush.first / count), width: percent((brush.last - brush.first + 1) / count) }}
        />
      )}
      {at !== null && (
        <span
          aria-hidden
          className="border-line-input pointer-events-none absolute inset-y-0 z-10 border-s border-dashed"
          style={{ left: percent((at + 0.5) / count) }}
        />
      )}
    </>
  );
}

/** More ticks than these would run into each other. */
const ON_A_PHONE = 4;

function Ticks({ spans, most }: { spans: readonly ChartSpan[]; most: number }) {
  const reading = useTimeReading();
  const [first, last] = [spans[0], spans.at(-1)];
  return (
    <div aria-hidden className="text-micro text-text-3 num relative ms-10 h-3.5">
      {first &&
        last &&
        timeTicks(new Date(first.start), new Date(last.end), reading, most).map(({ place, words }) => (
          <span
            key={place}
            className={cn("absolute -translate-x-1/2 whitespace-nowrap", most > ON_A_PHONE && "max-sm:even:hidden")}
            style={{ left: percent(place) }}
          >
            {words}
          </span>
        ))}
    </div>
  );
}

const percent = (share: number): string => `${share * 100}%`;

const within = (at: number, count: number): number => Math.min(count - 1, Math.max(0, at));

function nextOf(key: string, at: number | null, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return within((at ?? -1) + 1, count);
    case "ArrowLeft":
      return within((at ?? count) - 1, count);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

const partOf = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>("[data-part]")?.dataset["part"] : undefined;
