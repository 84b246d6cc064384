"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef } from "react";

import { DiagnosisPanel } from "@/components/diagnosis/diagnosis-panel";
import { useDiagnosis } from "@/components/diagnosis/use-diagnosis";
import { announce } from "@/components/ui/announce";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Page } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { Problem } from "@/lib/client/http";
import { usePollUnlessLive } from "@/lib/client/live";
import { endpointQueries, type ManagedSurface, useTestEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { SECOND } from "@/lib/shared/time";

import { EndpointHeader } from "./endpoint-header";
import { EndpointHeadline } from "./endpoint-headline";
import { EndpointLoading } from "./endpoint-loading";
import { EndpointSettings } from "./endpoint-settings";
import { endpointMessages } from "./messages";
import { MissingEndpoint } from "./missing-endpoint";
import { surfaceHref } from "./surfaces";
import { TestPanel } from "./test-panel";
import { testAnnouncement } from "./test-words";
import { useEndpointActions } from "./use-endpoint-actions";

const REFRESH_MS = 15 * SECOND;

export interface EndpointViewProps {
  surface: ManagedSurface;
  id: string;
  /** The latest deliveries of this endpoint. */
  children: ReactNode;
}

/** One endpoint: what it is, how it is doing, a test in place, and what it received last. */
export function EndpointView({ surface, id, children }: EndpointViewProps) {
  const t = useMessages(endpointMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery({
    ...endpointQueries.detail(workspace.id, surface, id),
    refetchInterval: usePollUnlessLive(REFRESH_MS),
  });
  if (data)
    return (
      <Overview key={id} endpoint={data.data} surface={surface}>
        {children}
      </Overview>
    );
  if (!error) return <EndpointLoading />;
  const problem = error instanceof Problem ? error : null;
  if (problem?.error === "NOT_FOUND") return <MissingEndpoint surface={surface} />;
  return (
    <ErrorState
      things={t("thisEndpoint")}
      message={problem?.message}
      requestId={problem?.requestId ?? undefined}
      onRetry={() => void refetch()}
      retrying={isFetching}
    />
  );
}

function Overview({
  endpoint,
  surface,
  children,
}: {
  endpoint: Endpoint;
  surface: ManagedSurface;
  children: ReactNode;
}) {
  const t = useMessages(endpointMessages);
  const locale = useLocale();
  const router = useRouter();
  const { workspace } = useSession();
  const result = useRef<HTMLElement>(null);
  const test = useTestEndpoint(workspace.id, surface);
  const diagnosed = { id: endpoint.id, name: endpoint.name, surface };
  const diagnosis = useDiagnosis(diagnosed);
  const actions = useEndpointActions(endpoint, surface, () => router.push(surfaceHref(workspace.slug, surface)));

  function sendTest(): void {
    announce(t("announceSending", { name: endpoint.name }));
    test.mutate(
      { id: endpoint.id },
      {
        onSuccess: ({ data }) => {
          announce(testAnnouncement(data, t, locale));
          result.current?.scrollIntoView({ block: "nearest" });
        },
      },
    );
  }

  return (
    <Page>
      <EndpointHeader endpoint={endpoint} actions={actions} testing={test.isPending} onTest={sendTest} />
      <EndpointHeadline endpoint={endpoint} actions={actions} />
      {(test.isPending || test.data || test.error) && (
        <TestPanel
          ref={result}
          running={test.isPending}
          result={test.data?.data}
          error={test.error}
          onAgain={sendTest}
          onClose={() => test.reset()}
        />
      )}
      <DiagnosisPanel endpoint={diagnosed} diagnosis={diagnosis} handlers={{ send_test: sendTest }} />
      <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <section aria-labelledby="latest-title" className="flex min-w-0 flex-col gap-2.5">
          <h2 id="latest-title" className="text-h2">
            {t("latest")}
          </h2>
          {children}
        </section>
        <EndpointSettings endpoint={endpoint} />
      </div>
      {actions.dialogs}
    </Page>
  );
}
