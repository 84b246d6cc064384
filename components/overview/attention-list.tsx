"use client";

import { OctagonX } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { Panel } from "@/components/ui/panel";
import { pulseOf } from "@/components/ui/pulse-of";
import { PulseStrip } from "@/components/ui/pulse-strip";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { needingAttention } from "@/lib/client/needing-attention";
import { useRecoverIncident } from "@/lib/client/queries/incidents";
import { useSession } from "@/lib/client/session";
import type { Incident } from "@/lib/contracts/incidents";
import type { Overview } from "@/lib/contracts/overview";
import { can, has } from "@/lib/contracts/session";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { overviewMessages } from "./messages";

/** What needs a person, worst first: the cause in words, an example, and the way to send everything again. */
export function AttentionList({ overview }: { overview: Overview }) {
  const t = useMessages(overviewMessages);
  const incidents = needingAttention(overview);
  if (incidents.length === 0) return null;
  return (
    <Panel aria-label={t("attention")}>
      <ul>
        {incidents.map((incident, at) => (
          <AttentionRow
            key={incident.id}
            incident={incident}
            endpoint={overview.endpoints.find(({ id }) => id === incident.endpointId)}
            first={at === 0}
          />
        ))}
      </ul>
    </Panel>
  );
}

interface AttentionRowProps {
  incident: Incident;
  endpoint: Overview["endpoints"][number] | undefined;
  first: boolean;
}

function AttentionRow({ incident, endpoint, first }: AttentionRowProps) {
  const t = useMessages(overviewMessages);
  const rich = useRichMessages(overviewMessages);
  const locale = useLocale();
  const session = useSession();
  const { slug } = session.workspace;
  const { name } = incident.endpoint;
  const n = incident.failed + incident.retrying;
  const rows = `/${slug}/deliveries?endpoint=${incident.endpointId}&status=failed,retrying`;
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-3 border-b px-4 py-3 last:border-0">
      <span className="bg-danger-soft text-danger rounded-control flex size-8 items-center justify-center max-sm:hidden">
        <OctagonX className="size-4.5" aria-hidden />
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="text-body font-medium wrap-anywhere">{t("isFailing", { name })}</h2>
        <p className="text-text-2 wrap-anywhere">
          {rich("causeSince", { headline: incident.headline, time: <Time value={incident.firstSeenAt} /> })}
        </p>
      </div>
      {endpoint && <PulseStrip cells={pulseOf(endpoint.hours)} span={t("last24h")} className="max-lg:hidden" />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 max-md:w-full">
        <TextLink href={rows} className="num min-w-21 md:text-end">
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
      </div>
    </li>
  );
}

function RecoverButton({ incident }: { incident: Incident }) {
  const t = useMessages(overviewMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const recover = useRecoverIncident(workspace.id);
  const [asking, setAsking] = useState(false);
  const { id, failed } = incident;

  function start(): void {
    recover.mutate(
      { id, tryFirst: true },
      {
        onSuccess: () => toast.success(t("recovered")),
        onError: (error) => toast.error(t("notRecovered", { reason: error.message })),
        onSettled: () => setAsking(false),
      },
    );
  }

  return (
    <>
      <Button onClick={() => setAsking(true)} className="max-md:flex-1">
        {t("recover", { n: formatNumber(failed, locale) })}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("recoverTitle", { n: failed, name: incident.endpoint.name })}
        action={t("recoverAction", { n: failed })}
        pendingAction={t("recovering")}
        pending={recover.isPending}
        onConfirm={start}
      >
        {t("recoverBody")}
      </ConfirmDialog>
    </>
  );
}
