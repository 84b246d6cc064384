"use client";

import { IdText } from "@/components/ui/id-text";
import { JsonViewer } from "@/components/ui/json-viewer";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useMessages } from "@/components/ui/locale";
import { Mask } from "@/components/ui/mask";
import { Panel, PanelPart } from "@/components/ui/panel";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { deliveryQueries } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { DeliveryDetail } from "@/lib/contracts/deliveries";

import { deliveryMessages } from "./messages";

/** The fact behind the delivery, and the bytes that every attempt carries. */
export function EventPanel({ delivery }: { delivery: DeliveryDetail }) {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const { event, payloadVisible } = delivery;
  return (
    <Panel aria-labelledby="event-title">
      <PanelPart className="flex flex-col gap-3">
        <div className="flex items-baseline justify-between gap-3">
          <h3 id="event-title" className="text-h3">
            {t("payload")}
          </h3>
          <TextLink href={`/${workspace.slug}/events/${event.id}`} prefetch={false} className="text-small">
            {t("openEvent")}
          </TextLink>
        </div>
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
      <AlsoSent delivery={delivery} />
    </Panel>
  );
}

/** Where else this event went, and how that stands. */
function AlsoSent({ delivery: { id, event } }: { delivery: DeliveryDetail }) {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const { data } = useQuery(deliveryQueries.list(workspace.id, { q: event.id, start: event.createdAt, limit: "20" }));
  const others = data?.data.filter((each) => each.id !== id && each.eventId === event.id) ?? [];
  if (others.length === 0) return null;
  return (
    <PanelPart className="flex flex-col gap-1.5">
      <h4 className="text-small text-text-2 font-medium">{t("alsoSent")}</h4>
      <ul className="text-small flex flex-col gap-1">
        {others.map((each) => (
          <li key={each.id} className="flex items-center justify-between gap-3">
            <TextLink href={`/${workspace.slug}/deliveries/${each.id}`} className="min-w-0 truncate leading-6">
              {each.endpoint.name}
            </TextLink>
            <StatusBadge of="delivery" state={each.state} look="row" />
          </li>
        ))}
      </ul>
    </PanelPart>
  );
}
