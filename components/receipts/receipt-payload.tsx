"use client";

import { IdText } from "@/components/ui/id-text";
import { JsonViewer } from "@/components/ui/json-viewer";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Mask } from "@/components/ui/mask";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { ReceiptDetail } from "@/lib/contracts/receipts";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { receiptMessages } from "./messages";

/** What is known of it besides what it said. */
export function ReceiptFacts({ receipt }: { receipt: ReceiptDetail }) {
  const t = useMessages(receiptMessages);
  const locale = useLocale();
  const { id, externalId, occurredAt, receivedAt, processedAt, livemode, attempts } = receipt;
  const time = (key: string, name: string, value: string | null) =>
    value === null ? [] : [{ key, name, value: <Time value={value} look="exact" /> }];
  return (
    <Panel aria-labelledby="facts-title">
      <PanelPart>
        <h3 id="facts-title" className="text-h3 pb-2">
          {t("facts")}
        </h3>
        <KeyValueTable
          caption={t("facts")}
          rows={[
            {
              key: "external",
              name: t("externalId"),
              value: <IdText id={externalId} thing={t("externalId")} cut="pane" />,
            },
            { key: "id", name: t("id"), value: <IdText id={id} thing={t("id")} cut="pane" /> },
            ...(livemode === null ? [] : [{ key: "mode", name: t("mode"), value: t(livemode ? "live" : "test") }]),
            ...time("occurred", t("occurred"), occurredAt),
            ...time("received", t("received"), receivedAt),
            ...time("processed", t("processed"), processedAt),
            { key: "tries", name: t("tries"), value: formatNumber(attempts, locale) },
          ]}
        />
      </PanelPart>
    </Panel>
  );
}

/** What it said, byte for byte, for those who may see payloads. */
export function ReceiptPayload({ receipt: { headers, body, payloadVisible, externalId } }: { receipt: ReceiptDetail }) {
  const t = useMessages(receiptMessages);
  const hidden = (
    <p className="text-small text-text-3">{payloadVisible ? t("bodyGone") : <Mask reason={t("bodyHidden")} />}</p>
  );
  return (
    <Panel aria-labelledby="payload-title">
      <PanelPart className="flex flex-col gap-3">
        <h3 id="payload-title" className="text-h3">
          {t("body")}
        </h3>
        {body === null ? hidden : <JsonViewer text={body} thing={t("bodyThing")} fileName={`${externalId}.json`} />}
      </PanelPart>
      <PanelPart className="flex flex-col gap-2">
        <h3 className="text-h3">{t("headers")}</h3>
        {headers === null ? (
          hidden
        ) : (
          <>
            <KeyValueTable
              mono
              caption={t("headers")}
              rows={headers.map(([name, value], index) => ({ key: `${index} ${name}`, name, value }))}
            />
            <p className="text-small text-text-3">{t("headersNote")}</p>
          </>
        )}
      </PanelPart>
    </Panel>
  );
}
