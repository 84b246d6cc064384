"use client";

import { IdText } from "@/components/ui/id-text";
import { JsonViewer } from "@/components/ui/json-viewer";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useMessages } from "@/components/ui/locale";
import { Mask } from "@/components/ui/mask";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { DeliveryDetail } from "@/lib/contracts/deliveries";

import { deliveryMessages } from "./messages";

/** The fact behind the delivery, and the bytes that every attempt carries. */
export function EventPanel({ delivery: { event, payloadVisible } }: { delivery: DeliveryDetail }) {
  const t = useMessages(deliveryMessages);
  return (
    <Panel aria-labelledby="event-title">
      <PanelPart className="flex flex-col gap-3">
        <h3 id="event-title" className="text-h3">
          {t("payload")}
        </h3>
        <KeyValueTable
          caption={t("facts")}
          rows={[
            { key: "id", name: "ID", value: <IdText id={event.id} thing={t("eventId")} /> },
            { key: "occurred", name: t("occurred"), value: <Time value={event.occurredAt} look="exact" /> },
            { key: "source", name: t("source"), value: event.source },
          ]}
        />
        {event.body === null ? (
          <p className="text-small text-text-3">
            {payloadVisible ? t("payloadGone") : <Mask reason={t("payloadHidden")} />}
          </p>
        ) : (
          <JsonViewer text={event.body} thing={t("payloadThing")} fileName={`${event.id}.json`} />
        )}
      </PanelPart>
    </Panel>
  );
}
