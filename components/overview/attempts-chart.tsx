"use client";

import { useRouter } from "next/navigation";

import { cn } from "@/components/ui/cn";
import { useLocale, useMessages } from "@/components/ui/locale";
import { type OutcomeBar, OutcomeChart } from "@/components/ui/outcome-chart";
import { useSession } from "@/lib/client/session";
import type { Overview } from "@/lib/contracts/overview";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { iso, MINUTE } from "@/lib/shared/time";

import { overviewMessages } from "./messages";

const LEGEND = [
  ["legendDelivered", "series-delivered"],
  ["legendRetrying", "series-retrying"],
  ["legendFailed", "series-failed"],
] as const;

/** Every attempt of the range by what became of it; a bar leads to its deliveries. */
export function AttemptsChart({ overview }: { overview: Overview }) {
  const t = useMessages(overviewMessages);
  const locale = useLocale();
  const router = useRouter();
  const { workspace } = useSession();
  const [first, second] = overview.buckets;
  const span = first && second ? Date.parse(second.start) - Date.parse(first.start) : 15 * MINUTE;
  const bars = overview.buckets.map(({ start, ...counts }): OutcomeBar => ({
    from: start,
    to: iso(new Date(Date.parse(start) + span)),
    ...counts,
  }));
  return (
    <div className="flex flex-col gap-4 border-t px-4 pt-3 pb-3.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1.5">
        <h3 className="text-h3">
          {t("attempts")}{" "}
          <span className="text-small text-text-3 ps-2 font-normal">
            {t("every", { span: formatDuration(span, locale) })}
          </span>
        </h3>
        <ul className="text-small text-text-2 flex gap-4">
          {LEGEND.map(([word, look]) => (
            <li key={word} className="flex items-center gap-1.5">
              <span aria-hidden className={cn("size-3", look)} />
              {t(word)}
            </li>
          ))}
        </ul>
      </div>
      <OutcomeChart
        bars={bars}
        label={t("attempts")}
        onOpen={({ from, to }) =>
          router.push(`/${workspace.slug}/deliveries?${new URLSearchParams({ range: "custom", from, to }).toString()}`)
        }
      />
    </div>
  );
}
