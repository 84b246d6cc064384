"use client";

import { Check, CircleMinus } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";

import { ButtonLink } from "@/components/ui/button-link";
import { CodeBlock } from "@/components/ui/code-block";
import { JsonViewer } from "@/components/ui/json-viewer";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { Problem } from "@/lib/client/http";
import { eventTypeQueries } from "@/lib/client/queries/event-types";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { envelopeSchema, sampleBody, schemaFields } from "@/lib/contracts/event-types";
import type { EventTypeDetail } from "@/lib/contracts/events";

import { eventTypeMessages } from "./messages";
import { RecentEvents } from "./recent-events";
import { SchemaTable } from "./schema-table";
import { Subscribers } from "./subscribers";
import { TypeActions } from "./type-actions";

const TABS = ["schema", "json", "sample", "recent", "subscribers"] as const;

/** One event type: when it is sent and when not, what it carries, what came last and who is told. */
export function EventTypeView({ type }: { type: string }) {
  const t = useMessages(eventTypeMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery(eventTypeQueries.detail(workspace.id, type));
  if (data) return <EventType detail={data.data} />;
  return (
    <Page>
      {error ? (
        <ErrorState
          things={t("thisType")}
          message={error.message}
          requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
          retrying={isFetching}
          onRetry={() => void refetch()}
        />
      ) : (
        <LoadingRegion things={t("thisType")}>
          <Skeleton className="h-96" />
        </LoadingRegion>
      )}
    </Page>
  );
}

function EventType({ detail }: { detail: EventTypeDetail }) {
  const t = useMessages(eventTypeMessages);
  const { workspace } = useSession();
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(TABS).withDefault("schema"));
  const { type, schema, description, notSentWhen, apiVersion, endpoints, subscribers } = detail;
  const sample = sampleBody(type, detail.sample, workspace);
  return (
    <Page width="full">
      <PageHeader
        title={
          <span dir="ltr" translate="no">
            {type}
          </span>
        }
        after={<span className="text-small text-text-2">{t("version", { version: apiVersion })}</span>}
        actions={
          <>
            <ButtonLink href={`/${workspace.slug}/deliveries?event=${type}`}>{t("allDeliveries", { type })}</ButtonLink>
            <TypeActions detail={detail} />
          </>
        }
      />
      <div className="grid gap-x-8 gap-y-2 md:grid-cols-2">
        <p className="flex gap-2.5">
          <Check className="text-success mt-0.5 size-4 shrink-0" aria-hidden />
          {description}
        </p>
        {notSentWhen && (
          <p className="text-text-2 flex gap-2.5">
            <CircleMinus className="mt-0.5 size-4 shrink-0" aria-hidden />
            {notSentWhen}
          </p>
        )}
      </div>
      <p className="text-small text-text-2 max-w-[68ch]">{t("orderNotes")}</p>
      <Tabs
        label={t("tabs")}
        value={tab}
        onChange={(next) => void setTab(next)}
        tabs={[
          {
            value: "schema",
            label: t("tabSchema"),
            panel: (
              <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
                <div className="flex min-w-0 flex-col gap-2">
                  <SchemaTable type={type} fields={payloadFields(type, schema)} />
                  <p className="text-small text-text-3">{t("optionalNote")}</p>
                </div>
                <section aria-labelledby="sample-title" className="flex min-w-0 flex-col gap-2 max-xl:hidden">
                  <h2 id="sample-title" className="text-h3">
                    {t("sample")}
                  </h2>
                  <CodeBlock code={sample} language="json" thing={t("sampleThing", { type })} wrap={false} />
                </section>
              </div>
            ),
          },
          {
            value: "json",
            label: t("tabJson"),
            panel: (
              <JsonViewer
                text={JSON.stringify(schema, null, 2)}
                thing={t("schemaThing", { type })}
                fileName={`${type}.schema.json`}
              />
            ),
          },
          {
            value: "sample",
            label: t("tabSample"),
            panel: <JsonViewer text={sample} thing={t("sampleThing", { type })} fileName={`${type}.json`} />,
          },
          { value: "recent", label: t("tabRecent"), panel: <RecentEvents type={type} /> },
          {
            value: "subscribers",
            label: (
              <>
                {t("tabSubscribers")}{" "}
                <span className="num text-text-3 font-normal">{Math.max(endpoints, subscribers.length)}</span>
              </>
            ),
            panel: <Subscribers detail={detail} />,
          },
        ]}
      />
    </Page>
  );
}

/** What all types share, with the fields of this one under `data`; old values only where there are some. */
function payloadFields(type: string, schema: EventTypeDetail["schema"]) {
  return schemaFields(envelopeSchema()).flatMap((field) => {
    if (field.path === "previousAttributes" && !type.endsWith(".updated")) return [];
    return field.path === "data" ? [field, ...schemaFields(schema, "data", 1)] : [field];
  });
}
