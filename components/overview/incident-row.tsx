"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { pulseOf } from "@/components/ui/pulse-of";
import { PulseStrip } from "@/components/ui/pulse-strip";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useSession } from "@/lib/client/session";
import type { Incident } from "@/lib/contracts/incidents";
import type { OverviewEndpoint } from "@/lib/contracts/overview";
import { can, has } from "@/lib/contracts/session";
import { endpointPath, scopeOf } from "@/lib/shared/endpoint-scope";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { AttentionRow } from "./attention-row";
import { EndpointMenu } from "./endpoint-menu";
import { overviewMessages } from "./messages";
import { RecoverButton } from "./recover-button";

export interface IncidentRowProps {
  incident: Incident;
  endpoint: OverviewEndpoint | undefined;
  first: boolean;
}

/** Failures of one endpoint that look alike: the cause in words, an example, and the way to send everything again. */
export function IncidentRow({ incident, endpoint, first }: IncidentRowProps) {
  const t = useMessages(overviewMessages);
  const rich = useRichMessages(overviewMessages);
  const locale = useLocale();
  const session = useSession();
  const { slug } = session.workspace;
  const n = incident.failed + incident.retrying;
  return (
    <AttentionRow
      tone="danger"
      title={t("isFailing", { name: incident.endpoint.name })}
      strip={endpoint && <PulseStrip cells={pulseOf(endpoint.hours)} span={t("last24h")} className="max-lg:hidden" />}
      actions={
        <>
          <TextLink
            href={`/${slug}/deliveries?endpoint=${incident.endpointId}&status=failed,retrying`}
            className="num min-w-21 md:text-end"
          >
            {incident.exact ? t("seeAll", { n: formatNumber(n, locale) }) : t("seeAllMore")}
          </TextLink>
          <ButtonLink
            variant={first ? "primary" : "secondary"}
            href={`/${slug}/deliveries/${incident.sampleDeliveryId}`}
            className="max-md:flex-1"
          >
            {t("seeExample")}
          </ButtonLink>
          {incident.failed > 0 && can(session, "webhooks:manage") && has(session, "integrations") && (
            <RecoverButton incident={incident} />
          )}
          {endpoint && (
            <EndpointMenu endpoint={endpoint} href={`/${slug}/${endpointPath(scopeOf(endpoint), endpoint.id)}`} />
          )}
        </>
      }
    >
      {rich("causeSince", { headline: incident.headline, time: <Time value={incident.firstSeenAt} /> })}
    </AttentionRow>
  );
}

/** An incident that is over, and left deliveries that failed for good. */
export function RecoveredRow({ incident }: { incident: Incident }) {
  const t = useMessages(overviewMessages);
  const rich = useRichMessages(overviewMessages);
  const session = useSession();
  const { endpoint, failed, resolvedAt, lastSeenAt, sampleDeliveryId } = incident;
  const time = <Time value={resolvedAt ?? lastSeenAt} look="dayClock" />;
  return (
    <AttentionRow
      tone="success"
      title={rich("recoveredAt", { name: endpoint.name, time })}
      actions={
        <>
          <ButtonLink href={`/${session.workspace.slug}/deliveries/${sampleDeliveryId}`} className="max-md:flex-1">
            {t("seeExample")}
          </ButtonLink>
          {can(session, "webhooks:manage") && has(session, "integrations") && <RecoverButton incident={incident} />}
        </>
      }
    >
      {t("recoveredLost", { n: failed })}
    </AttentionRow>
  );
}
