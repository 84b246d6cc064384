"use client";

import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatShare } from "@/lib/shared/presentation/numbers";

import { cn } from "./cn";
import { useLocale, useMessages } from "./locale";
import { uiMessages } from "./messages";

/** The five parts of one request in order, in ms; null where the request did not get that far. */
export interface Timings {
  address: number | null;
  connect: number | null;
  tls: number | null;
  firstByte: number | null;
  download: number | null;
}

const PHASES = [
  { key: "address", label: "timingAddress", sentence: "shareAddress" },
  { key: "connect", label: "timingConnect", sentence: "shareConnect" },
  { key: "tls", label: "timingTls", sentence: "shareTls" },
  { key: "firstByte", label: "timingFirstByte", sentence: "shareFirstByte" },
  { key: "download", label: "timingDownload", sentence: "shareDownload" },
] as const;

/** Where the time of one attempt went: one bar, its parts named below, and a sentence on the largest. */
export function TimingStrip({ timings, className }: { timings: Timings; className?: string }) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  const parts = PHASES.flatMap((phase) => {
    const ms = timings[phase.key];
    return ms === null ? [] : [{ ...phase, ms: Math.max(0, ms) }];
  });
  const total = parts.reduce((sum, part) => sum + part.ms, 0);
  const largest = parts.reduce<(typeof parts)[number] | undefined>(
    (top, part) => (top && top.ms >= part.ms ? top : part),
    undefined,
  );
  if (!largest || total === 0) return null;
  return (
    <figure
      data-slot="timing-strip"
      aria-label={t("timing")}
      className={cn("flex min-w-0 flex-col gap-1.5", className)}
    >
      <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-full">
        {parts.map((part) => (
          <span
            key={part.key}
            className={cn(
              "min-w-1 basis-0",
              part === largest ? "bg-text-2" : "bg-line-input",
              "forced-colors:bg-[CanvasText]",
            )}
            style={{ flexGrow: part.ms }}
          />
        ))}
      </div>
      <dl className="text-caption flex flex-wrap justify-between gap-x-2 gap-y-0.5">
        {parts.map((part) => (
          <div key={part.key} className={cn("flex gap-1", part === largest ? "text-text font-medium" : "text-text-3")}>
            <dt>{t(part.label)}</dt>
            <dd className="num">{formatDuration(part.ms, locale, 2)}</dd>
          </div>
        ))}
      </dl>
      <figcaption className="num text-small text-text-2">
        {t(largest.sentence, { share: formatShare(wholePercent(largest.ms / total), locale) })}
      </figcaption>
    </figure>
  );
}

/** A part is never all of it while there is another. */
const wholePercent = (share: number): number => (share < 1 ? Math.min(0.99, Math.round(share * 100) / 100) : 1);
