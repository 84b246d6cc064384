"use client";

import { useRouter, useSelectedLayoutSegment } from "next/navigation";
import { type ReactNode, useRef } from "react";

import { announce } from "@/components/ui/announce";
import { cn } from "@/components/ui/cn";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Page } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { Problem } from "@/lib/client/http";
import { usePollUnlessLive } from "@/lib/client/live";
import { endpointQueries, useTestEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Endpoint } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { SECOND } from "@/lib/shared/time";

import { EndpointHeader } from "./endpoint-header";
import { EndpointLoading } from "./endpoint-loading";
import { EndpointPageContext } from "./endpoint-page";
import { endpointMessages } from "./messages";
import { MissingEndpoint } from "./missing-endpoint";
import { scopeHref } from "./surfaces";
import { TestPanel } from "./test-panel";
import { testAnnouncement } from "./test-words";
import { useEndpointActions } from "./use-endpoint-actions";

const REFRESH_MS = 15 * SECOND;

export interface EndpointFrameProps {
  scope: EndpointScope;
  id: string;
  /** The tab that is open. */
  children: ReactNode;
}

/** Around every tab of an endpoint: what it is and how it stands, what can be done with it, and a test in place. */
export function EndpointFrame({ scope, id, children }: EndpointFrameProps) {
  const t = useMessages(endpointMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery({
    ...endpointQueries.detail(workspace.id, scope, id),
    refetchInterval: usePollUnlessLive(REFRESH_MS),
  });
  if (data)
    return (
      <Frame key={id} endpoint={data.data} scope={scope}>
        {children}
      </Frame>
    );
  if (!error) return <EndpointLoading />;
  const problem = error instanceof Problem ? error : null;
  if (problem?.error === "NOT_FOUND") return <MissingEndpoint scope={scope} />;
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

function Frame({ endpoint, scope, children }: { endpoint: Endpoint; scope: EndpointScope; children: ReactNode }) {
  const t = useMessages(endpointMessages);
  const locale = useLocale();
  const router = useRouter();
  const { workspace } = useSession();
  // A list scrolls by itself, below the head that stays.
  const fill = useSelectedLayoutSegment() === "deliveries";
  const result = useRef<HTMLElement>(null);
  const test = useTestEndpoint(workspace.id, scope);
  const actions = useEndpointActions(endpoint, scope, () => router.push(scopeHref(workspace.slug, scope)));

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
    <Page fill={fill}>
      <EndpointHeader endpoint={endpoint} scope={scope} actions={actions} testing={test.isPending} onTest={sendTest} />
      {(test.isPending || test.data || test.error) && (
        <div className={cn(fill && "shrink-0 overflow-y-auto md:max-h-[45dvh]")}>
          <TestPanel
            ref={result}
            running={test.isPending}
            result={test.data?.data}
            error={test.error}
            onAgain={sendTest}
            onClose={() => test.reset()}
          />
        </div>
      )}
      <EndpointPageContext value={{ endpoint, scope, actions, sendTest }}>{children}</EndpointPageContext>
      {actions.dialogs}
    </Page>
  );
}
