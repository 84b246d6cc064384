"use client";

import { IdText } from "@/components/ui/id-text";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { formatDuration } from "@/lib/shared/presentation/durations";

import { RetryLine } from "./figures/retry-line";
import { endpointMessages } from "./messages";

/** When a failed delivery is tried again, within which limits, and what else the endpoint is set to. */
export function EndpointSettings({ endpoint }: { endpoint: Endpoint }) {
  const t = useMessages(endpointMessages);
  const locale = useLocale();
  const headers = Object.entries(endpoint.headers);
  return (
    <section aria-labelledby="settings-title" className="flex min-w-0 flex-col gap-2.5">
      <h2 id="settings-title" className="text-h2">
        {t("scheduleAndLimits")}
      </h2>
      <Panel>
        <PanelPart>
          <RetryLine preset={endpoint.retryPreset} />
        </PanelPart>
        <PanelPart>
          <KeyValueTable
            caption={t("scheduleAndLimits")}
            rows={[
              { key: "timeout", name: t("timeout"), value: formatDuration(endpoint.timeoutMs, locale) },
              {
                key: "rate",
                name: t("rateLimit"),
                value: endpoint.rateLimit === null ? t("rateNone") : t("ratePerSecond", { n: endpoint.rateLimit }),
              },
            ]}
          />
        </PanelPart>
        <PanelPart>
          <KeyValueTable
            caption={t("settings")}
            rows={[
              {
                key: "headers",
                name: t("customHeaders"),
                value: headers.length === 0 ? t("headersNone") : headers.map(([name]) => name).join(", "),
              },
              {
                key: "secret",
                name: t("secret"),
                value: (
                  <span dir="ltr" translate="no" className="text-mono-sm font-mono">
                    {endpoint.secretHint}
                  </span>
                ),
              },
              { key: "created", name: t("created"), value: <Time value={endpoint.createdAt} /> },
              { key: "id", name: t("id"), value: <IdText id={endpoint.id} thing={t("id")} cut="pane" /> },
            ]}
          />
        </PanelPart>
      </Panel>
    </section>
  );
}
