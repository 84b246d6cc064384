"use client";

import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { formatBytes } from "@/lib/shared/presentation/numbers";

import { receiptMessages } from "./messages";

/** Requests that were not believed. Nothing stands here while there are none, as it mostly is. */
export function RefusedRequests({ installationId, providerName }: { installationId: string; providerName: string }) {
  const t = useMessages(receiptMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const { data } = useQuery(installationQueries.refusals(workspace.id, installationId));
  if (!data || data.data.length === 0) return null;
  return (
    <section id="refused" aria-labelledby="refused-title" className="flex flex-col gap-2.5">
      <div>
        <h2 id="refused-title" className="text-h2">
          {t("refused")}
        </h2>
        <p className="text-text-2">{t("refusedBody", { name: providerName })}</p>
      </div>
      <Panel>
        <ul aria-label={t("refusedCaption")}>
          {data.data.map(({ id, reason, address, bytes, receivedAt }) => (
            <li key={id} className="not-first:border-t">
              <PanelPart className="text-small flex flex-wrap items-center gap-x-4 gap-y-1">
                <StatusBadge of="inbound" state="rejected" look="row" />
                <span className="min-w-0 flex-1">{t(reason)}</span>
                {address !== null && (
                  <span dir="ltr" translate="no" className="text-mono-sm text-text-2 font-mono">
                    {address}
                  </span>
                )}
                <span className="num text-text-2">{formatBytes(bytes, locale)}</span>
                <Time value={receivedAt} look="log" />
              </PanelPart>
            </li>
          ))}
        </ul>
      </Panel>
    </section>
  );
}
