"use client";

import { countAxis } from "@/components/charts/axis";
import { ChartFrame } from "@/components/charts/chart-frame";
import { MarkLane } from "@/components/charts/mark-lane";
import { OutcomeBars, OutcomeSwatch, totalOf } from "@/components/charts/outcome-bars";
import { Plot } from "@/components/charts/plot";
import { useRangeWords } from "@/components/charts/range-words";
import { useChartCursor } from "@/components/charts/use-chart-cursor";
import { useOpenBucket } from "@/components/charts/use-open-bucket";
import { type OutcomeBucket, useOutcomes } from "@/components/charts/use-outcomes";
import { useLocale, useMessages } from "@/components/ui/locale";
import type { Overview } from "@/lib/contracts/overview";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { overviewMessages } from "./messages";
import { useChartMarks } from "./use-chart-marks";

export interface AttemptsChartProps {
  overview: Overview;
  onZoom: (from: Date, to: Date) => void;
}

/** Every attempt of the range by what became of it, and what was changed meanwhile; a bar leads to its deliveries. */
export function AttemptsChart({ overview: { buckets }, onZoom }: AttemptsChartProps) {
  const t = useMessages(overviewMessages);
  const locale = useLocale();
  const open = useOpenBucket(buckets);
  const { total, label, read, columns, parts } = useOutcomes(buckets);
  const marks = useChartMarks(buckets);
  const cursor = useChartCursor((first, last) => {
    const [from, to] = [buckets[first], buckets[last]];
    if (from && to) onZoom(new Date(from.start), new Date(to.end));
  });
  const axis = countAxis(Math.max(1, ...buckets.map(totalOf)));
  const [first] = buckets;
  const size = first ? Date.parse(first.end) - Date.parse(first.start) : 0;

  const sum = { succeeded: 0, retried: 0, failed: 0 };
  for (const bucket of buckets) for (const key of ["succeeded", "retried", "failed"] as const) sum[key] += bucket[key];
  const shown = cursor.at === null ? undefined : buckets[cursor.at];
  return (
    <ChartFrame
      className="border-t"
      title={t("attempts")}
      note={t("every", { span: formatDuration(size, locale) })}
      values={parts(sum).map(({ key, look, name }) => (
        <span key={key} className="flex items-center gap-1.5">
          <OutcomeSwatch look={look} />
          {name}
        </span>
      ))}
      sentence={t("attemptsSentence", sum)}
      spans={buckets}
      columns={columns}
    >
      <Plot
        className="h-36"
        spans={buckets}
        axis={axis}
        format={(value) => formatNumber(Math.round(value), locale)}
        label={label}
        read={read}
        cursor={cursor}
        empty={total === 0}
        onOpen={open}
        ticks={7}
        lane={marks.length > 0 && <MarkLane spans={buckets} marks={marks} />}
      >
        <OutcomeBars axis={axis} bars={buckets} at={cursor.at} />
        {shown && <BarHint bucket={shown} place={((cursor.at ?? 0) + 0.5) / buckets.length} parts={parts(shown)} />}
      </Plot>
    </ChartFrame>
  );
}

interface BarHintProps {
  bucket: OutcomeBucket;
  place: number;
  parts: ReturnType<ReturnType<typeof useOutcomes>["parts"]>;
}

/** Everything of one bar, beside it: on its left in the right half of the chart. */
function BarHint({ bucket, place, parts }: BarHintProps) {
  const words = useRangeWords();
  const side = place > 0.5 ? { right: `${(1 - place) * 100}%` } : { left: `${place * 100}%` };
  return (
    <div
      aria-hidden
      className="rounded-control bg-primary text-caption text-on-primary num pointer-events-none absolute top-0 z-20 mx-2 w-max max-w-[80%] px-2.5 py-1.5"
      style={side}
    >
      <p className="font-medium">{words(new Date(bucket.start), new Date(bucket.end))}</p>
      <ul>
        {parts.map(({ key, name, value, share }) => (
          <li key={key} className="flex justify-between gap-4">
            <span>{name}</span>
            <span>
              {value}
              {share !== null && ` · ${share}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
