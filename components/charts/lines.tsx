import { cn } from "@/components/ui/cn";

import { type Axis, placeOf } from "./axis";

/** A value for each bucket; null where there is none, which is a gap and never zero. */
export interface LineSeries {
  key: string;
  values: readonly (number | null)[];
  look: keyof typeof LOOK;
}

/** Names of the looks, also for what stands in a legend. */
const LOOK = {
  solid: { line: "stroke-series-delivered stroke-2", dot: "bg-series-delivered" },
  dashed: { line: "stroke-series-p95 stroke-[1.5] [stroke-dasharray:4_3]", dot: "bg-series-p95" },
} as const;

/** Lines over the buckets of a plot, with a dot where the cursor is. */
export function Lines({ axis, series, at }: { axis: Axis; series: readonly LineSeries[]; at: number | null }) {
  const count = series[0]?.values.length ?? 0;
  return (
    <>
      <svg
        aria-hidden
        viewBox={`0 0 ${Math.max(1, count)} 1`}
        preserveAspectRatio="none"
        className="pointer-events-none absolute inset-0 size-full overflow-visible"
      >
        {series.map(({ key, values, look }) => (
          <path
            key={key}
            d={pathOf(values, axis)}
            vectorEffect="non-scaling-stroke"
            className={cn("fill-none [stroke-linecap:round] forced-colors:stroke-[CanvasText]", LOOK[look].line)}
          />
        ))}
      </svg>
      {at !== null &&
        series.map(({ key, values, look }) => {
          const value = values[at] ?? null;
          return (
            value !== null && (
              <span
                key={key}
                aria-hidden
                className={cn(
                  "border-surface pointer-events-none absolute z-10 size-2.5 -translate-x-1/2 translate-y-1/2 rounded-full border-2",
                  LOOK[look].dot,
                )}
                style={{ left: `${((at + 0.5) / count) * 100}%`, bottom: `${placeOf(axis, value) * 100}%` }}
              />
            )
          );
        })}
    </>
  );
}

/** A bucket between two gaps is a point: a line of no length, which a round end makes visible. */
export function pathOf(values: readonly (number | null)[], axis: Axis): string {
  let down = false;
  return values
    .map((value, at) => {
      const drawn = down;
      down = value !== null;
      if (value === null) return "";
      const place = `${at + 0.5} ${(1 - placeOf(axis, value)).toFixed(4)}`;
      return drawn ? `L${place}` : `M${place}h0`;
    })
    .join("");
}

/** A short piece of a line, for a legend. */
export function LineSwatch({ look }: { look: keyof typeof LOOK }) {
  return (
    <svg aria-hidden viewBox="0 0 14 2" className="w-3.5 overflow-visible">
      <path d="M0 1h14" className={cn("fill-none forced-colors:stroke-[CanvasText]", LOOK[look].line)} />
    </svg>
  );
}
