"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { IdText } from "@/components/ui/id-text";
import { JsonViewer } from "@/components/ui/json-viewer";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useMessages } from "@/components/ui/locale";
import { Mask } from "@/components/ui/mask";
import { Page, PageHeader } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { Problem } from "@/lib/client/http";
import { eventQueries } from "@/lib/client/queries/events";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { EventDetail } from "@/lib/contracts/event-records";
import { SECOND } from "@/lib/shared/time";

import { EventTrace } from "./event-trace";
import { eventMessages } from "./messages";

const SOURCES = {
  api: "sourceApi",
  link: "sourceLink",
  conversion: "sourceConversion",
  provider: "sourceProvider",
  system: "sourceSystem",
  test: "sourceTest",
} as const;

/** While something of it is on its way it is read again this often. */
const POLL_MS = 5 * SECOND;

/** One event: what became of it, what it belongs to, and the bytes that are sent. */
export function EventView({ id }: { id: string }) {
  const t = useMessages(eventMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery({
    ...eventQueries.detail(workspace.id, id),
    refetchInterval: ({ state }) => (state.data?.data.deliveries.some(isOnItsWay) ? POLL_MS : false),
  });
  if (data) return <Event event={data.data} />;
  return (
    <Page>
      {error ? (
        <ErrorState
          things={t("thisEvent")}
          message={error.message}
          requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
          retrying={isFetching}
          onRetry={() => void refetch()}
        />
      ) : (
        <LoadingRegion things={t("thisEvent")}>
          <Skeleton className="h-96" />
        </LoadingRegion>
      )}
    </Page>
  );
}

const isOnItsWay = ({ state }: EventDetail["deliveries"][number]): boolean =>
  state === "pending" || state === "retrying";

function Event({ event }: { event: EventDetail }) {
  const t = useMessages(eventMessages);
  const { workspace } = useSession();
  const { id, type, source, occurredAt, createdAt, linkId, customerId, correlationId, deliveries } = event;
  const delivered = deliveries.filter(({ state }) => state === "delivered").length;
  const n = deliveries.length;
  return (
    <Page>
      <PageHeader
        title={type}
        after={<IdText id={id} thing={t("eventId")} />}
        description={
          n === 0 ? t("verdictNone") : delivered === n ? t("verdictSent", { n }) : t("verdictPart", { delivered, n })
        }
        actions={<ButtonLink href={`/${workspace.slug}/event-types/${type}`}>{t("openType")}</ButtonLink>}
      />
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-6">
          <EventTrace event={event} />
          <KeyValueTable
            caption={t("facts")}
            rows={[
              { key: "source", name: t("source"), value: t(SOURCES[source]) },
              { key: "occurred", name: t("occurred"), value: <Time value={occurredAt} look="exact" /> },
              { key: "accepted", name: t("accepted"), value: <Time value={createdAt} look="exact" /> },
              ...(linkId === null
                ? []
                : [{ key: "link", name: t("link"), value: <IdText id={linkId} thing={t("linkId")} /> }]),
              ...(customerId === null
                ? []
                : [
                    { key: "customer", name: t("customer"), value: <IdText id={customerId} thing={t("customerId")} /> },
                  ]),
              ...(correlationId === null
                ? []
                : [
                    {
                      key: "correlation",
                      name: t("correlation"),
                      value: <IdText id={correlationId} thing={t("correlationId")} />,
                    },
                  ]),
            ]}
          />
        </div>
        <section aria-labelledby="payload-title" className="flex min-w-0 flex-col gap-2">
          <h2 id="payload-title" className="text-h2">
            {t("payload")}
          </h2>
          {event.body === null ? (
            <p className="text-text-2">
              {event.payloadVisible ? t("payloadGone") : <Mask reason={t("payloadHidden")} />}
            </p>
          ) : (
            <JsonViewer text={event.body} thing={t("payloadThing")} fileName={`${id}.json`} />
          )}
        </section>
      </div>
    </Page>
  );
}
