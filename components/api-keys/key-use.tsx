"use client";

import { TwoLineCell } from "@/components/data-table/two-line-cell";
import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import type { ApiKey } from "@/lib/contracts/api-keys";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { apiKeyMessages } from "./messages";

/** When a key was last used, from where and for what. */
export function LastUse({ apiKey: { lastUsedAt, lastUsedFrom, lastUsedFor } }: { apiKey: ApiKey }) {
  const t = useMessages(apiKeyMessages);
  const rich = useRichMessages(apiKeyMessages);
  if (lastUsedAt === null) return <span className="text-text-3">{t("never")}</span>;
  const time = <Time key="time" value={lastUsedAt} focusable={false} />;
  return (
    <TwoLineCell
      below={
        lastUsedFor && (
          <span dir="ltr" translate="no" className="font-mono">
            {lastUsedFor}
          </span>
        )
      }
    >
      <span>{lastUsedFrom === null ? time : rich("usedFrom", { time, address: lastUsedFrom })}</span>
    </TwoLineCell>
  );
}

/** How often in the last day, and in the last thirty. */
export function RequestsCell({ requests: { last24Hours, last30Days } }: Pick<ApiKey, "requests">) {
  const t = useMessages(apiKeyMessages);
  const locale = useLocale();
  return (
    <div className="num flex flex-col items-end whitespace-nowrap">
      <span>{t("in24Hours", { n: formatNumber(last24Hours, locale) })}</span>
      <span className="text-caption text-text-3">{t("in30Days", { n: formatNumber(last30Days, locale) })}</span>
    </div>
  );
}
