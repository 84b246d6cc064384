"use client";

import { useLocale, useMessages } from "@/components/ui/locale";
import { formatNumber, formatShare } from "@/lib/shared/presentation/numbers";

import { chartMessages } from "./messages";
import { OUTCOMES, type Outcomes, totalOf } from "./outcome-bars";
import type { ChartSpan } from "./plot";
import { useRangeWords } from "./range-words";

export type OutcomeBucket = ChartSpan & Outcomes;

/** What bars by outcome say: in one sentence, bar by bar, and as columns of a table. */
export function useOutcomes(buckets: readonly OutcomeBucket[]) {
  const t = useMessages(chartMessages);
  const locale = useLocale();
  const words = useRangeWords();
  const total = buckets.reduce((sum, bucket) => sum + totalOf(bucket), 0);
  const number = (value: number): string => formatNumber(value, locale);
  return {
    total,
    label: t("summary", { label: t("attempts"), n: total }),
    read: (at: number): string => {
      const bucket = buckets[at];
      if (!bucket) return "";
      const { start, end, succeeded, retried, failed } = bucket;
      return t("bar", { range: words(new Date(start), new Date(end)), succeeded, retried, failed });
    },
    columns: OUTCOMES.map(({ key, word }) => ({ name: t(word), of: (at: number) => number(buckets[at]?.[key] ?? 0) })),
    /** Of one bar or of all: every outcome with its number, and the share that it has. */
    parts: (of: Outcomes) =>
      OUTCOMES.map(({ key, word, look }) => ({
        key,
        look,
        name: t(word),
        value: number(of[key]),
        share: totalOf(of) === 0 ? null : formatShare(of[key] / totalOf(of), locale),
      })),
  };
}
