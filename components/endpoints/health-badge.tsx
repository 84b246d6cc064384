"use client";

import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { Popover } from "@/components/ui/popover";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useSession } from "@/lib/client/session";
import type { EndpointHealth } from "@/lib/contracts/endpoint-insights";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatNumber, formatShare } from "@/lib/shared/presentation/numbers";

import { endpointMessages } from "./messages";

const BAND = { healthy: "healthy", degraded: "degraded", failing: "failing", not_enough_data: "unknown" } as const;

/** The score of an endpoint; opened, it says what it lost points by, the largest loss first. */
export function HealthBadge({ endpointId, health }: { endpointId: string; health: EndpointHealth }) {
  const t = useMessages(endpointMessages);
  const { score, band } = health;
  const badge = <StatusBadge of="health" state={BAND[band]} detail={score !== null && `, ${score}`} />;
  if (score === null) return badge;
  return (
    <Popover
      label={t("healthParts")}
      openOnHover
      className="w-80 p-4"
      trigger={
        <button type="button" className="touch-target rounded-badge relative">
          {badge}
        </button>
      }
    >
      <Parts endpointId={endpointId} health={health} />
    </Popover>
  );
}

function Parts({ endpointId, health }: { endpointId: string; health: EndpointHealth }) {
  const t = useMessages(endpointMessages);
  const rich = useRichMessages(endpointMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const { parts, cap, since, failed, retrying, firstAttempts, firstAttemptRate, p95, timeoutMs } = health;
  const why = {
    final: t("lossFinal"),
    first: t("lossFirst", { share: formatShare(1 - (firstAttemptRate ?? 1), locale), n: firstAttempts }),
    latency:
      p95 === null
        ? t("lossLatencyNone")
        : t("lossLatency", { p95: formatDuration(p95, locale), limit: formatDuration(timeoutMs, locale) }),
  };
  const trouble = failed + retrying;
  return (
    <div className="text-small flex flex-col gap-3">
      <ul className="flex flex-col gap-1.5">
        {parts.map(({ key, loss }) => (
          <li key={key} className="flex gap-2">
            <span className="num w-8 shrink-0 text-end font-medium">−{formatNumber(loss, locale)}</span>
            <span>{why[key]}</span>
          </li>
        ))}
      </ul>
      {cap !== null && <p>{t("cappedBy", { cap })}</p>}
      {since !== null && <p className="text-text-2">{rich("failingSince", { time: <Time value={since} /> })}</p>}
      {trouble > 0 && (
        <TextLink href={`/${workspace.slug}/deliveries?endpoint=${endpointId}&status=failed,retrying`}>
          {t("seeFailed", { n: trouble })}
        </TextLink>
      )}
    </div>
  );
}
