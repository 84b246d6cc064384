"use client";

import { countAxis, durationAxis, placeOf, shareAxis } from "@/components/charts/axis";
import { ChartFrame } from "@/components/charts/chart-frame";
import { Lines, LineSwatch } from "@/components/charts/lines";
import { OutcomeBars, OutcomeSwatch, totalOf } from "@/components/charts/outcome-bars";
import { Plot } from "@/components/charts/plot";
import { useRangeWords } from "@/components/charts/range-words";
import type { ChartCursor } from "@/components/charts/use-chart-cursor";
import { useOpenBucket } from "@/components/charts/use-open-bucket";
import { useOutcomes } from "@/components/charts/use-outcomes";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel } from "@/components/ui/panel";
import type { EndpointStats } from "@/lib/contracts/endpoint-insights";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatAbout, formatShare } from "@/lib/shared/presentation/numbers";

import { figureMessages } from "./messages";
import { useSentences } from "./use-sentences";

export interface EndpointChartsProps {
  endpointId: string;
  stats: EndpointStats;
  cursor: ChartCursor;
}

/** How an endpoint did over time: three charts under one cursor. */
export function EndpointCharts({ endpointId, stats, cursor }: EndpointChartsProps) {
  const sentences = useSentences(stats);
  const shared = { stats, cursor, onOpen: useOpenBucket(stats.buckets, endpointId) };
  return (
    <Panel className="grid max-lg:divide-y lg:grid-cols-3 lg:grid-rows-[auto_1fr_auto] lg:divide-x">
      <SuccessChart {...shared} sentence={sentences.success} />
      <LatencyChart {...shared} sentence={sentences.latency} />
      <AttemptsChart {...shared} sentence={sentences.attempts} />
    </Panel>
  );
}

/** Titles, plots and sentences of the three stand on one line each, however long a title is. */
const IN_ROW = "lg:row-span-3 lg:grid lg:grid-rows-subgrid";

interface ChartProps extends Omit<EndpointChartsProps, "endpointId"> {
  onOpen: (at: number, part?: string) => void;
  sentence: string;
}

function SuccessChart({ stats: { buckets, total }, cursor, onOpen, sentence }: ChartProps) {
  const t = useMessages(figureMessages);
  const locale = useLocale();
  const words = useRangeWords();
  const share = (value: number | null | undefined): string =>
    value === null || value === undefined ? t("none") : formatShare(value, locale);
  const final = buckets.map((bucket) => bucket.successRate);
  const first = buckets.map((bucket) => bucket.firstAttemptRate);
  const known = [...final, ...first].filter((value) => value !== null);
  const axis = shareAxis(Math.min(1, ...known));
  const shown = cursor.at === null ? total : buckets[cursor.at];
  return (
    <ChartFrame
      className={IN_ROW}
      title={t("success")}
      note={t("axisFrom", { share: share(axis.from) })}
      values={
        <>
          <Value look="solid" name={t("final")} value={share(shown?.successRate)} />
          <Value look="dashed" name={t("first")} value={share(shown?.firstAttemptRate)} />
        </>
      }
      sentence={sentence}
      spans={buckets}
      columns={[
        { name: t("finalLong"), of: (at) => share(final[at]) },
        { name: t("firstLong"), of: (at) => share(first[at]) },
      ]}
    >
      <Plot
        spans={buckets}
        axis={axis}
        format={share}
        label={t("summarySuccess", { sentence })}
        read={(at) =>
          t("readSuccess", { range: rangeOf(buckets, at, words), final: share(final[at]), first: share(first[at]) })
        }
        cursor={cursor}
        onOpen={onOpen}
        empty={known.length === 0}
      >
        <Lines
          axis={axis}
          at={cursor.at}
          series={[
            { key: "first", values: first, look: "dashed" },
            { key: "final", values: final, look: "solid" },
          ]}
        />
      </Plot>
    </ChartFrame>
  );
}

function LatencyChart({ stats: { buckets, total, timeoutMs }, cursor, onOpen, sentence }: ChartProps) {
  const t = useMessages(figureMessages);
  const locale = useLocale();
  const words = useRangeWords();
  const ms = (value: number | null | undefined): string =>
    value === null || value === undefined ? t("none") : formatDuration(value, locale);
  const p50 = buckets.map((bucket) => bucket.p50);
  const p95 = buckets.map((bucket) => bucket.p95);
  const known = [...p50, ...p95].filter((value) => value !== null);
  const axis = durationAxis(timeoutMs, Math.max(0, ...known));
  const shown = cursor.at === null ? total : buckets[cursor.at];
  return (
    <ChartFrame
      className={IN_ROW}
      title={t("latency")}
      values={
        <>
          <Value look="solid" name={t("p50")} value={ms(shown?.p50)} />
          <Value look="dashed" name={t("p95")} value={ms(shown?.p95)} />
        </>
      }
      sentence={sentence}
      spans={buckets}
      columns={[
        { name: t("p50"), of: (at) => ms(p50[at]) },
        { name: t("p95"), of: (at) => ms(p95[at]) },
      ]}
    >
      <Plot
        spans={buckets}
        axis={axis}
        format={(value) => (value === 0 ? "0" : formatDuration(value, locale))}
        label={t("summaryLatency", { sentence })}
        read={(at) => t("readLatency", { range: rangeOf(buckets, at, words), p50: ms(p50[at]), p95: ms(p95[at]) })}
        cursor={cursor}
        onOpen={onOpen}
        empty={known.length === 0}
      >
        <span
          aria-hidden
          className="border-text-2 text-micro text-text-2 num pointer-events-none absolute inset-x-0 border-t ps-1 pt-0.5"
          style={{ top: `${(1 - placeOf(axis, timeoutMs)) * 100}%` }}
        >
          {t("timeLimit", { limit: formatDuration(timeoutMs, locale) })}
        </span>
        <Lines
          axis={axis}
          at={cursor.at}
          series={[
            { key: "p95", values: p95, look: "dashed" },
            { key: "p50", values: p50, look: "solid" },
          ]}
        />
        <EndLabel values={p95} place={(value) => placeOf(axis, value)} name={t("p95")} />
      </Plot>
    </ChartFrame>
  );
}

function AttemptsChart({ stats: { buckets, total }, cursor, onOpen, sentence }: ChartProps) {
  const t = useMessages(figureMessages);
  const locale = useLocale();
  const outcomes = useOutcomes(buckets);
  const axis = countAxis(Math.max(1, ...buckets.map(totalOf)));
  const shown = cursor.at === null ? total : (buckets[cursor.at] ?? total);
  return (
    <ChartFrame
      className={IN_ROW}
      title={t("attempts")}
      values={outcomes.parts(shown).map(({ key, look, name, value }) => (
        <span key={key} className="flex items-center gap-1.5 whitespace-nowrap">
          <OutcomeSwatch look={look} />
          {name}
          <span className="text-text font-medium">{value}</span>
        </span>
      ))}
      sentence={sentence}
      spans={buckets}
      columns={outcomes.columns}
    >
      <Plot
        spans={buckets}
        axis={axis}
        format={(value) => formatAbout(Math.round(value), locale)}
        label={outcomes.label}
        read={outcomes.read}
        cursor={cursor}
        onOpen={onOpen}
        empty={outcomes.total === 0}
      >
        <OutcomeBars axis={axis} bars={buckets} at={cursor.at} />
      </Plot>
    </ChartFrame>
  );
}

function Value({ look, name, value }: { look: "solid" | "dashed"; name: string; value: string }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <LineSwatch look={look} />
      {name}
      <span className="text-text font-medium">{value}</span>
    </span>
  );
}

/** Names a line where it ends. */
function EndLabel({
  values,
  place,
  name,
}: {
  values: readonly (number | null)[];
  place: (value: number) => number;
  name: string;
}) {
  const at = values.findLastIndex((value) => value !== null);
  const value = values[at] ?? null;
  if (value === null) return null;
  const share = (at + 0.5) / values.length;
  const height = place(value);
  return (
    <span
      aria-hidden
      className="text-micro text-text-2 pointer-events-none absolute -translate-x-full pe-1"
      style={{ left: `${share * 100}%`, bottom: `calc(${height * 100}% + ${height > 0.8 ? "-1.25rem" : "0.25rem"})` }}
    >
      {name}
    </span>
  );
}

const rangeOf = (buckets: EndpointStats["buckets"], at: number, words: (start: Date, end: Date) => string): string => {
  const bucket = buckets[at];
  return bucket ? words(new Date(bucket.start), new Date(bucket.end)) : "";
};
