import { cn } from "@/components/ui/cn";

import { type Axis, placeOf } from "./axis";
import type { ChartSpan } from "./plot";

/** What became of the attempts of one bucket. */
export interface Outcomes {
  succeeded: number;
  retried: number;
  failed: number;
}

/** From the foot up; with the name of each in the messages. */
export const OUTCOMES = [
  { key: "succeeded", word: "delivered", look: "series-delivered" },
  { key: "retried", word: "retrying", look: "series-retrying" },
  { key: "failed", word: "failed", look: "series-failed" },
] as const satisfies readonly { key: keyof Outcomes; word: string; look: string }[];

export const totalOf = ({ succeeded, retried, failed }: Outcomes): number => succeeded + retried + failed;

/** Stacked bars over the buckets of a plot. Each part names itself to a click. */
export function OutcomeBars({
  axis,
  bars,
  at,
}: {
  axis: Axis;
  bars: readonly (ChartSpan & Outcomes)[];
  at: number | null;
}) {
  return (
    <div className="absolute inset-0 flex items-end gap-px">
      {bars.map((bar, index) => (
        <span
          key={bar.start}
          className={cn("flex h-full min-w-0 flex-1 flex-col-reverse", index === at && "bg-surface-3/60")}
        >
          {OUTCOMES.map(
            ({ key, look }) =>
              bar[key] > 0 && (
                <span
                  key={key}
                  data-part={key}
                  className={cn("min-h-0.5 shrink-0 forced-colors:bg-[CanvasText]", look)}
                  style={{ height: `${placeOf(axis, bar[key]) * 100}%` }}
                />
              ),
          )}
        </span>
      ))}
    </div>
  );
}

/** A piece of a bar, for a legend. */
export function OutcomeSwatch({ look }: { look: string }) {
  return <span aria-hidden className={cn("size-3 shrink-0", look)} />;
}
