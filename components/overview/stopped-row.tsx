"use client";

import { TriangleAlert } from "lucide-react";

import { ButtonLink } from "@/components/ui/button-link";
import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { PulseStrip } from "@/components/ui/pulse-strip";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useSession } from "@/lib/client/session";
import type { OverviewIntegration } from "@/lib/contracts/overview";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { AttentionRow } from "./attention-row";
import { overviewMessages } from "./messages";
import { useActivity } from "./use-activity";

/** An integration that stopped: the cause, what waits for it, and the way to where it is connected again. */
export function StoppedRow({ integration, first }: { integration: OverviewIntegration; first: boolean }) {
  const t = useMessages(overviewMessages);
  const rich = useRichMessages(overviewMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const activity = useActivity(integration.id);
  const { id, name, held, statusReason } = integration;
  const page = `/${workspace.slug}/integrations/installed/${id}`;
  const forOperator = statusReason?.fix === "server";
  return (
    <AttentionRow
      tone="danger"
      icon={TriangleAlert}
      title={t("hasStopped", { name })}
      strip={activity && <PulseStrip cells={activity.cells} span={t("last24h")} className="max-lg:hidden" />}
      actions={
        <>
          {held > 0 && (
            <TextLink href={`${page}/inbound?status=held`} className="num min-w-21 md:text-end">
              {t("seeWaiting", { n: formatNumber(held, locale) })}
            </TextLink>
          )}
          <ButtonLink variant={first ? "primary" : "secondary"} href={page} className="max-md:flex-1">
            {t(forOperator ? "open" : "reconnect")}
          </ButtonLink>
        </>
      }
    >
      {statusReason &&
        rich("causeSince", { headline: statusReason.message, time: <Time value={statusReason.since} /> })}{" "}
      {held > 0 && t("waitingEvents", { n: held })} {forOperator && t("askOperator")}
    </AttentionRow>
  );
}
