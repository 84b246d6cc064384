"use client";

import { RotateCw } from "lucide-react";
import { Fragment, type ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { Verdict } from "@/components/ui/verdict";
import { Problem } from "@/lib/client/http";
import { setupQueries, useUpdateSetup } from "@/lib/client/queries/setup";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can } from "@/lib/contracts/session";
import type { UpdateSetup } from "@/lib/contracts/setup";
import { MINUTE } from "@/lib/shared/time";

import { setupMessages } from "./messages";
import { SetupStepRow } from "./setup-step-row";

/**
 * The way from nothing to a watched first day, ticking itself from what is really there.
 * @param move stands before the last step: the way on from a test workspace to its live one
 */
export function SetupView({ move }: { move: ReactNode }) {
  const t = useMessages(setupMessages);
  const session = useSession();
  const { workspace } = session;
  const { data, error, refetch, isFetching } = useQuery({
    ...setupQueries.detail(workspace.id),
    refetchInterval: MINUTE,
  });
  const update = useUpdateSetup(workspace.id);
  const setup = data?.data;
  const may = can(session, "workspace:update");

  function save(change: UpdateSetup): void {
    update.mutate(change, { onError: ({ message }) => toast.error(t("notSaved", { reason: message })) });
  }

  return (
    <Page className="max-w-[56rem]">
      <PageHeader
        title={t("title")}
        description={setup?.hidden ? t("hidden") : t("intro")}
        actions={
          <>
            <Button icon={<RotateCw />} pending={isFetching} onClick={() => void refetch()}>
              {t("check")}
            </Button>
            {may && setup && (
              <Button variant="ghost" onClick={() => save({ hidden: !setup.hidden })}>
                {t(setup.hidden ? "show" : "hide")}
              </Button>
            )}
          </>
        }
      />
      {setup ? (
        <>
          {setup.complete && <Verdict tone="success" title={t("complete")} />}
          <Panel>
            <ol>
              {setup.steps.map((step, at) => (
                <Fragment key={step.key}>
                  {step.key === "first_day" && move}
                  <SetupStepRow
                    step={step}
                    number={at + 1}
                    open={setup.steps.findIndex(({ state }) => state !== "done") === at}
                    testWorkspace={setup.testWorkspace}
                    onMark={may ? save : undefined}
                  />
                </Fragment>
              ))}
            </ol>
          </Panel>
        </>
      ) : error ? (
        <ErrorState
          things={t("things")}
          requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      ) : (
        <LoadingRegion things={t("things")}>
          <Skeleton className="h-96" />
        </LoadingRegion>
      )}
    </Page>
  );
}
