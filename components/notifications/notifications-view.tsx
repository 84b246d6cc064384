"use client";

import { FormNotice } from "@/components/form/form-notice";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { ruleQueries } from "@/lib/client/queries/notices";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { NOTICE_CATEGORIES } from "@/lib/contracts/notices";

import { notificationMessages } from "./messages";
import { RuleRow } from "./rule-row";

/** What the server tells by itself, and who gets it by e-mail. */
export function NotificationsView({ mailSetUp, slackReady }: { mailSetUp: boolean; slackReady: boolean }) {
  const t = useMessages(notificationMessages);
  const { workspace } = useSession();
  const { data, error, refetch, isFetching } = useQuery(ruleQueries.list(workspace.id));
  return (
    <Page>
      <PageHeader title={t("title")} description={t("intro")} />
      {!mailSetUp && <FormNotice tone="info">{t("notSetUp")}</FormNotice>}
      <Panel>
        {data ? (
          <ul aria-label={t("title")}>
            {data.data.map((rule) => (
              <RuleRow key={rule.category} rule={rule} mailSetUp={mailSetUp} slackReady={slackReady} />
            ))}
          </ul>
        ) : error ? (
          <ErrorState
            things={t("things")}
            requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        ) : (
          <LoadingRegion things={t("things")}>
            {NOTICE_CATEGORIES.map((category) => (
              <PanelPart key={category} className="flex items-center justify-between gap-6">
                <Skeleton className="w-64" />
                <Skeleton className="h-7 w-40" />
              </PanelPart>
            ))}
          </LoadingRegion>
        )}
      </Panel>
    </Page>
  );
}
