"use client";

import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { Problem } from "@/lib/client/http";
import { installationQueries, useReprocess } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { can } from "@/lib/contracts/session";

import { installationMessages } from "./installation-messages";
import { InstallationPanel, useProviderName } from "./installation-panel";

/** One integration with the last things that its provider told. */
export function InstallationView({ id, provider }: { id: string; provider: string }) {
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery(installationQueries.detail(workspace.id, id));
  const t = useMessages(installationMessages);
  const name = useProviderName(provider);
  return (
    <Page>
      <PageHeader title={name} />
      {data ? (
        <>
          <InstallationPanel installation={data.data} />
          <InboundEvents id={id} />
        </>
      ) : error ? (
        <Failed things={t("thisIntegration")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Waiting things={t("thisIntegration")} />
      )}
    </Page>
  );
}

interface FailedProps {
  things: string;
  error: Error;
  onRetry: () => void;
  retrying: boolean;
}

function Failed({ error, ...state }: FailedProps) {
  const requestId = error instanceof Problem ? (error.requestId ?? undefined) : undefined;
  return (
    <Panel>
      <ErrorState {...state} requestId={requestId} />
    </Panel>
  );
}

const Waiting = ({ things }: { things: string }) => (
  <LoadingRegion things={things}>
    <Skeleton className="h-40" />
  </LoadingRegion>
);

function InboundEvents({ id }: { id: string }) {
  const t = useMessages(installationMessages);
  const session = useSession();
  const { data, error, isFetching, refetch } = useQuery(installationQueries.receipts(session.workspace.id, id));
  const reprocess = useReprocess(session.workspace.id, id);
  const forbidden = can(session, "integrations:manage") ? undefined : t("manageForbidden");

  function handleAgain(receiptId: string): void {
    reprocess.mutate(receiptId, {
      onSuccess: () => toast.success(t("queued")),
      onError: (error) => toast.error(error.message),
    });
  }

  return (
    <section className="flex flex-col gap-2.5">
      <h2 className="text-h2">{t("inbound")}</h2>
      {!data && error && (
        <Failed things={t("inboundThings")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {!data && !error && <Waiting things={t("inboundThings")} />}
      {data && (
        <Panel>
          {data.data.length === 0 && <PanelPart>{t("noInbound")}</PanelPart>}
          {data.data.map((receipt) => (
            <PanelPart key={receipt.id} className="flex flex-wrap items-center gap-3">
              <div className="min-w-0 flex-1">
                <p className="text-mono-sm font-mono wrap-anywhere">{receipt.topic}</p>
                <p className="text-small text-text-2 wrap-anywhere">
                  <Time value={receipt.receivedAt} /> {receipt.error ?? receipt.reason ?? receipt.produced[0]?.reason}
                </p>
              </div>
              <StatusBadge of="inbound" state={receipt.state} look="row" />
              <Button size="small" onClick={() => handleAgain(receipt.id)} disabledReason={forbidden}>
                {t("again")}
              </Button>
            </PanelPart>
          ))}
        </Panel>
      )}
    </section>
  );
}
