"use client";

import { parseAsInteger, useQueryState } from "nuqs";
import { useRef, useState } from "react";

import type { ExchangeTab } from "@/components/attempt/attempt-exchange";
import { AttemptPanel } from "@/components/attempt/attempt-panel";
import { DiagnosisPanel } from "@/components/diagnosis/diagnosis-panel";
import { useDiagnosis } from "@/components/diagnosis/use-diagnosis";
import { StickyBar } from "@/components/form/sticky-bar";
import { useMessages } from "@/components/ui/locale";
import { ErrorState, NoPermissionState } from "@/components/ui/page-states";
import { Verdict } from "@/components/ui/verdict";
import { Problem } from "@/lib/client/http";
import { useLive } from "@/lib/client/live";
import { deliveryQueries, useRedeliver } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { DeliveryDetail } from "@/lib/contracts/deliveries";
import { SECOND } from "@/lib/shared/time";

import { DeliveryHeader, useAnnounceResult } from "./delivery-header";
import { DeliveryLoading } from "./delivery-loading";
import { DeliveryTimeline } from "./delivery-timeline";
import { DeliveryVerdict } from "./delivery-verdict";
import { EventPanel } from "./event-panel";
import { pollEvery } from "./in-flight";
import { deliveryMessages } from "./messages";
import { MissingDelivery } from "./missing-delivery";
import { RedeliverButton } from "./redeliver-button";
import { useNeighbours } from "./use-neighbours";

/** One delivery: beside the list from 1024 px on, a page of its own below. */
export function DeliveryView({ id }: { id: string }) {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const { state: live } = useLive();
  const { data, error, isFetching, refetch } = useQuery({
    ...deliveryQueries.detail(workspace.id, id),
    refetchInterval: ({ state }) => (live === "live" ? false : pollEvery(state.data?.data)),
  });
  useAnnounceResult(data?.data);
  if (data) return <Delivery key={id} delivery={data.data} />;
  if (!error) return <DeliveryLoading />;
  const problem = error instanceof Problem ? error : null;
  if (problem?.error === "NOT_FOUND") return <MissingDelivery />;
  if (problem?.error === "FORBIDDEN")
    return <NoPermissionState level={1} verb={t("see")} things={t("thisDelivery")} role="Viewer" />;
  return (
    <ErrorState
      things={t("thisDelivery")}
      message={problem?.message}
      requestId={problem?.requestId ?? undefined}
      onRetry={() => void refetch()}
      retrying={isFetching}
    />
  );
}

function Delivery({ delivery }: { delivery: DeliveryDetail }) {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const redeliver = useRedeliver(workspace.id);
  const neighbours = useNeighbours(workspace.id, delivery.id);
  const [chosen, setChosen] = useState<number | null>(null);
  const [other, setOther] = useQueryState("compare", parseAsInteger);
  const [tab, setTab] = useState<ExchangeTab>(other === null ? "response" : "compare");
  const endpoint = { ...delivery.endpoint, id: delivery.endpointId };
  const diagnosis = useDiagnosis(endpoint);
  const panel = useRef<HTMLDivElement>(null);

  const { attempts, state } = delivery;
  const attempt = attempts.find(({ number }) => number === chosen) ?? attempts.at(-1);

  const others = attempts.filter(({ number }) => number !== attempt?.number);
  const diagnosed = useRef<HTMLDivElement>(null);

  function diagnose(): void {
    diagnosis.start();
    diagnosed.current?.scrollIntoView({ block: "nearest" });
  }

  function choose(next: ExchangeTab): void {
    setTab(next);
    if (next !== "compare") void setOther(null);
  }

  function show(next: ExchangeTab): void {
    setChosen(null);
    choose(next);
    panel.current?.scrollIntoView({ block: "nearest" });
  }

  return (
    <>
      <DeliveryHeader delivery={delivery} slug={workspace.slug} neighbours={neighbours} mutation={redeliver} />
      <div className="relative flex min-h-0 flex-1 flex-col gap-5 p-5 [--timeline-ground:var(--color-canvas)] max-lg:px-(--gutter) max-lg:pt-1 lg:overflow-y-auto">
        {redeliver.error && <RedeliverFailed error={redeliver.error} />}
        <DeliveryVerdict
          delivery={delivery}
          onSeeResponse={() => show("response")}
          onSeeRequest={() => show("request")}
          onCompare={() => show(others.length > 0 ? "compare" : "response")}
          onDiagnose={diagnose}
        />
        <section aria-labelledby="timeline-title" className="flex flex-col gap-2">
          <h2 id="timeline-title" className="text-h3">
            {t("timeline")}
          </h2>
          <DeliveryTimeline
            delivery={delivery}
            selected={attempt?.number}
            onSelect={(number) => setChosen(number === attempts.at(-1)?.number ? null : number)}
          />
        </section>
        <div ref={panel} className="empty:hidden">
          {attempt && (
            <AttemptPanel
              attempt={attempt}
              payloadVisible={delivery.payloadVisible}
              tab={tab === "compare" && others.length === 0 ? "response" : tab}
              onTab={choose}
              comparison={{ others, other, onOther: (number) => void setOther(number) }}
            />
          )}
        </div>
        {(state === "failed" || state === "retrying" || diagnosis.result) && (
          <div ref={diagnosed}>
            <DiagnosisPanel endpoint={endpoint} diagnosis={diagnosis} />
          </div>
        )}
        <EventPanel delivery={delivery} />
      </div>
      <div className="contents sm:hidden">
        <StickyBar>
          <RedeliverButton delivery={delivery} mutation={redeliver} size="large" className="w-full" />
        </StickyBar>
      </div>
    </>
  );
}

function RedeliverFailed({ error }: { error: Error }) {
  const t = useMessages(deliveryMessages);
  const wait = error instanceof Problem ? error.retryAfterMs : null;
  return (
    <div role="alert">
      <Verdict
        tone="danger"
        title={
          wait === null
            ? t("redeliverFailed", { message: error.message })
            : t("tooMany", { n: Math.ceil(wait / SECOND) })
        }
      />
    </div>
  );
}
