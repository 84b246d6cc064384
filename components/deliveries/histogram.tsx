"use client";

import { type KeyboardEvent, useRef, useState } from "react";

import { useRangeWords } from "@/components/charts/range-words";
import { cn } from "@/components/ui/cn";
import { useLocale, useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { TextButton } from "@/components/ui/text-link";
import { useTimeReading } from "@/components/ui/time-zone";
import { Problem } from "@/lib/client/http";
import { usePollUnlessLive } from "@/lib/client/live";
import { deliveryQueries } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { formatAbout } from "@/lib/shared/presentation/numbers";
import { formatClock, formatDay } from "@/lib/shared/presentation/times";
import { DAY } from "@/lib/shared/time";

import { type Bar, barsOf, overlaps } from "./histogram-bars";
import { LIST_EVERY } from "./in-flight";
import { deliveryMessages } from "./messages";
import { FIRST_PAGE, fixedRangeOf, selectionOf } from "./search-params";
import { useDeliverySearch } from "./use-delivery-search";

/** The figures of the list's range; with a context, of the wider range around it. */
export function useHistogram(wide = true) {
  const { workspace } = useSession();
  const [search] = useDeliverySearch();
  const around = wide && fixedRangeOf(search) ? search.context : null;
  return useQuery({
    ...deliveryQueries.histogram(workspace.id, {
      ...selectionOf(search),
      ...(around && { start: around.from.toISOString(), end: around.to.toISOString() }),
    }),
    refetchInterval: usePollUnlessLive(2 * LIST_EVERY),
  });
}

/** When things happened, by outcome. Dragging over it, or choosing a bar, makes that the range of the list. */
export function Histogram() {
  const t = useMessages(deliveryMessages);
  const locale = useLocale();
  const words = useRangeWords();
  const [search, setSearch] = useDeliverySearch();
  const { data, error, refetch, isFetching } = useHistogram();
  const { data: narrow } = useHistogram(false);
  const bars = data ? barsOf(data.data) : [];
  const range = fixedRangeOf(search);
  const around = range ? search.context : null;

  function choose(from: Date, to: Date): void {
    const first = bars[0];
    const last = bars.at(-1);
    if (!first || !last) return;
    setSearch({
      ...FIRST_PAGE,
      range: "custom",
      from,
      to,
      context: around ?? { from: range?.start ?? first.start, to: range?.end ?? last.end },
    });
  }

  const counted = narrow?.data;
  const shown = counted ? words(range?.start ?? new Date(counted.start), range?.end ?? new Date(counted.end)) : "";
  return (
    <div className="flex flex-col gap-1.5 px-5 pb-2.5 max-md:px-4">
      {data ? (
        <Bars bars={bars} range={range} onChoose={choose} />
      ) : (
        <div className="h-16">
          {error && (
            <ErrorState
              line
              things={t("chart")}
              requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
              onRetry={() => void refetch()}
              retrying={isFetching}
            />
          )}
        </div>
      )}
      <div className="text-small flex min-h-5 flex-wrap justify-between gap-x-4">
        <p className="text-text-2 num">
          {counted &&
            (counted.exact
              ? t("countedIn", { n: counted.total, range: shown })
              : t("countedAbout", { about: formatAbout(counted.total, locale), range: shown }))}
        </p>
        {around && (
          <TextButton
            onClick={() =>
              setSearch({ ...FIRST_PAGE, range: "custom", from: around.from, to: around.to, context: null })
            }
          >
            {t("showContext", { range: words(around.from, around.to) })}
          </TextButton>
        )}
      </div>
    </div>
  );
}

interface BarsProps {
  bars: readonly Bar[];
  /** What lies outside is paler. */
  range: { start: Date; end: Date } | undefined;
  onChoose: (from: Date, to: Date) => void;
}

const PARTS = [
  ["skipped", "border border-series-skipped border-b-0"],
  ["failed", "series-failed"],
  ["retrying", "bg-series-retrying/34 border-t-[1.5px] border-series-retrying"],
  ["delivered", "bg-series-delivered/20 border-t-2 border-series-delivered"],
] as const;

function Bars({ bars, range, onChoose }: BarsProps) {
  const t = useMessages(deliveryMessages);
  const words = useRangeWords();
  const group = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(bars.length - 1);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const most = Math.max(1, ...bars.map((bar) => bar.total));
  const chosen = drag && { first: Math.min(drag.from, drag.to), last: Math.max(drag.from, drag.to) };

  function handleKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.min(bars.length - 1, Math.max(0, at + step));
    setAt(next);
    group.current?.querySelectorAll("button")[next]?.focus();
  }

  function finish(): void {
    setDrag(null);
    const [first, last] = [bars[chosen?.first ?? -1], bars[chosen?.last ?? -1]];
    if (first && last) onChoose(first.start, last.end);
  }

  return (
    <figure aria-label={t("histogram")} className="flex flex-col gap-1">
      <div
        ref={group}
        role="toolbar"
        aria-label={t("histogramBars")}
        tabIndex={-1}
        onKeyDown={handleKey}
        onPointerUp={finish}
        onPointerLeave={() => setDrag(null)}
        className="flex h-11.5 touch-pan-y items-end gap-px border-b select-none"
      >
        {bars.map((bar, index) => {
          const outside =
            (chosen && (index < chosen.first || index > chosen.last)) || (!chosen && range && !overlaps(bar, range));
          const label = t("bar", {
            range: words(bar.start, bar.end),
            delivered: bar.delivered,
            retrying: bar.retrying,
            failed: bar.failed,
            skipped: bar.skipped,
          });
          return (
            <button
              key={bar.start.getTime()}
              type="button"
              aria-label={label}
              title={label}
              tabIndex={index === Math.min(at, bars.length - 1) ? 0 : -1}
              onFocus={() => setAt(index)}
              // Enter and Space: the pointer chooses when it is let go, also of several.
              onClick={(event) => event.detail === 0 && onChoose(bar.start, bar.end)}
              onPointerDown={(event) => {
                event.currentTarget.releasePointerCapture(event.pointerId);
                if (event.button === 0) setDrag({ from: index, to: index });
              }}
              onPointerEnter={() => setDrag((now) => now && { ...now, to: index })}
              className={cn(
                "hover:bg-surface-2 flex h-full min-w-0 flex-1 flex-col justify-end",
                outside && "opacity-35",
              )}
            >
              {PARTS.map(
                ([part, look]) =>
                  bar[part] > 0 && (
                    <span
                      key={part}
                      className={cn("block min-h-0.5 w-full forced-colors:bg-[CanvasText]", look)}
                      style={{ height: `${(bar[part] / most) * 100}%` }}
                    />
                  ),
              )}
            </button>
          );
        })}
      </div>
      <Ticks bars={bars} />
    </figure>
  );
}

const TICKS = 5;

function Ticks({ bars }: { bars: readonly Bar[] }) {
  const reading = useTimeReading();
  const first = bars[0];
  const last = bars.at(-1);
  if (!first || !last) return null;
  const length = last.end.getTime() - first.start.getTime();
  const days = length > 2 * DAY;
  const places = Array.from(
    { length: TICKS },
    (_, tick) => new Date(first.start.getTime() + (length * tick) / (TICKS - 1)),
  );
  return (
    <div aria-hidden className="text-micro text-text-3 num flex justify-between">
      {places.map((place) => (
        <span key={place.getTime()}>{days ? formatDay(place, reading, last.end) : formatClock(place, reading)}</span>
      ))}
    </div>
  );
}
