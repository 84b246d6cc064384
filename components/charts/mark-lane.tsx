"use client";

import type { LucideIcon } from "lucide-react";
import { type ReactNode, useState } from "react";

import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { Popover } from "@/components/ui/popover";

import { chartMessages } from "./messages";
import type { ChartSpan } from "./plot";
import { useRangeWords } from "./range-words";

/** Something that happened at one moment of a chart. */
export interface ChartMark {
  id: string;
  /** ISO 8601 */
  at: string;
  icon: LucideIcon;
  /** Something went wrong. */
  bad: boolean;
  /** What happened, with the way to more of it. */
  words: ReactNode;
}

/** In pixels: what is closer together stands as one mark, so that each can be hit. */
const MARK_WIDTH = 30;

/** What happened while the chart was drawn, below its plot: a mark that opens, with a line up into the plot. */
export function MarkLane({ spans, marks }: { spans: readonly ChartSpan[]; marks: readonly ChartMark[] }) {
  const t = useMessages(chartMessages);
  const words = useRangeWords();
  const [places, setPlaces] = useState(1);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return null;
  const [start, end] = [Date.parse(first.start), Date.parse(last.end)];
  const shown = groupsOf(marks, start, end, places).map(({ place, group }) => {
    const bad = group.find((mark) => mark.bad);
    const { icon: Icon } = bad ?? group[0]!;
    const width = (end - start) / places;
    const from = start + place * width;
    return (
      <span key={place} className="absolute top-0" style={{ left: `${((place + 0.5) / places) * 100}%` }}>
        <span
          aria-hidden
          className="border-line-input pointer-events-none absolute bottom-full h-37 border-s border-dashed"
        />
        <Popover
          label={t("marks", { n: group.length, time: words(new Date(from), new Date(from + width)) })}
          openOnHover
          className="w-80 p-3"
          trigger={
            <button
              type="button"
              aria-label={t("marks", { n: group.length, time: words(new Date(from), new Date(from + width)) })}
              className={cn(
                "rounded-badge border-line-2 bg-surface touch-target text-micro num relative flex h-6 min-w-6 -translate-x-1/2 items-center justify-center gap-0.5 border px-1",
                bad ? "text-danger" : "text-text-2",
              )}
            >
              <Icon aria-hidden className="size-3.5" />
              {group.length > 1 && group.length}
            </button>
          }
        >
          <ul className="text-small flex max-h-72 flex-col gap-2 overflow-y-auto">
            {group.map(({ id, words: said }) => (
              <li key={id}>{said}</li>
            ))}
          </ul>
        </Popover>
      </span>
    );
  });
  return (
    <div
      className="absolute inset-0"
      ref={(lane) => watchWidth(lane, (width) => setPlaces(Math.max(1, Math.floor(width / MARK_WIDTH))))}
    >
      {shown}
    </div>
  );
}

/** Tells the width now, and whenever it changes until the element goes. */
function watchWidth(element: HTMLElement | null, tell: (width: number) => void): (() => void) | undefined {
  if (!element) return;
  tell(element.clientWidth);
  const observer = new ResizeObserver(() => tell(element.clientWidth));
  observer.observe(element);
  return () => observer.disconnect();
}

function groupsOf(
  marks: readonly ChartMark[],
  start: number,
  end: number,
  places: number,
): { place: number; group: ChartMark[] }[] {
  const groups = new Map<number, ChartMark[]>();
  for (const mark of marks) {
    const place = Math.floor(((Date.parse(mark.at) - start) / (end - start)) * places);
    if (place < 0 || place >= places) continue;
    groups.set(place, [...(groups.get(place) ?? []), mark]);
  }
  return [...groups].map(([place, group]) => ({ place, group })).toSorted((a, b) => a.place - b.place);
}
