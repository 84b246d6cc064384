"use client";

import { useLocale, useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { Problem } from "@/lib/client/http";
import type { ReplayPreview } from "@/lib/contracts/replays";
import { formatNumber } from "@/lib/shared/presentation/numbers";
import { ID_CUT, truncateMiddle } from "@/lib/shared/presentation/truncation";

import { replayMessages } from "./messages";

export interface PreviewPartProps {
  preview: ReplayPreview | undefined;
  /** A newer count is on its way; this one stays, paler. */
  stale: boolean;
  error: Error | null;
  onRetry: () => void;
  /** Where the rows are listed. */
  listHref: string | undefined;
}

const TYPES_SHOWN = 4;
const SAMPLE_SHOWN = 5;

/** How many it is, of which types, what is left out and why, and the first of them. */
export function PreviewPart({ preview, stale, error, onRetry, listHref }: PreviewPartProps) {
  const t = useMessages(replayMessages);
  const locale = useLocale();
  if (error && !preview) {
    const problem = error instanceof Problem ? error : null;
    return (
      <ErrorState
        things={t("previewThings")}
        message={problem?.message}
        requestId={problem?.requestId ?? undefined}
        onRetry={onRetry}
      />
    );
  }
  if (!preview)
    return (
      <div aria-busy className="flex flex-col gap-3">
        <span className="sr-only">{t("counting")}</span>
        <Skeleton className="h-8 w-40" />
        <Skeleton className="w-full" />
        <Skeleton className="w-full" />
      </div>
    );
  const { matched, exact, countedUpTo, willSend, leftOut, byEventType, sample } = preview;
  if (!exact || matched > countedUpTo) return <p className="text-danger">{t("tooMany", { n: countedUpTo })}</p>;
  return (
    <div aria-busy={stale || undefined} className={stale ? "opacity-60" : undefined}>
      <div className="flex flex-wrap items-baseline gap-x-2.5">
        <span className="num text-figure">{formatNumber(willSend, locale)}</span>
        <span className="text-text-2">
          {willSend === matched ? t("counted", { n: willSend }) : t("countedOf", { n: willSend, matched })}
        </span>
        {listHref && matched > 0 && (
          <TextLink href={listHref} className="ms-auto">
            {t("seeThem")}
          </TextLink>
        )}
      </div>
      {willSend === 0 && <p className="text-text-2 pt-1">{t("none")}</p>}
      {leftOut.map(({ code, message, count }) => (
        <p key={code} className="text-small text-text-2 pt-1">
          {t("leftOut", { n: count, reason: message })}
        </p>
      ))}
      <TypeBars types={byEventType} total={willSend} />
      {sample.length > 0 && (
        <ul aria-label={t("sample")} className="text-small mt-3 border-t">
          {sample.slice(0, SAMPLE_SHOWN).map((each) => (
            <li
              key={`${each.eventId} ${each.endpointId}`}
              className="flex items-baseline gap-4 border-b py-1.5 last:border-0"
            >
              <span className="min-w-0 flex-1 truncate font-medium">{each.eventType}</span>
              <span dir="ltr" translate="no" className="text-mono-sm text-text-3 font-mono max-sm:hidden">
                {truncateMiddle(each.deliveryId ?? each.eventId, ...ID_CUT.pane)}
              </span>
              <Time value={each.createdAt} look="log" focusable={false} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function TypeBars({ types, total }: { types: ReplayPreview["byEventType"]; total: number }) {
  const t = useMessages(replayMessages);
  const locale = useLocale();
  const most = types[0]?.count ?? 0;
  if (total === 0) return null;
  return (
    <>
      <ul aria-label={t("byType")} className="text-small flex flex-col gap-1 pt-3">
        {types.slice(0, TYPES_SHOWN).map(({ eventType, count }) => (
          <li key={eventType} className="grid grid-cols-[minmax(0,9rem)_1fr_4rem] items-center gap-3">
            <span className="truncate">{eventType}</span>
            <span aria-hidden className="bg-surface-3 h-1.5 overflow-hidden rounded-full">
              <span
                className="bg-text-2 block h-full rounded-full"
                style={{ inlineSize: `${(count / most) * 100}%` }}
              />
            </span>
            <span className="num text-end">{formatNumber(count, locale)}</span>
          </li>
        ))}
      </ul>
      {types.length > TYPES_SHOWN && (
        <p className="text-small text-text-3 pt-1">{t("otherTypes", { n: types.length - TYPES_SHOWN })}</p>
      )}
    </>
  );
}
