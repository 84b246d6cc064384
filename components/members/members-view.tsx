"use client";

import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { memberQueries } from "@/lib/client/queries/members";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can } from "@/lib/contracts/session";

import { InvitationsSection } from "./invitations-section";
import { MemberRow } from "./member-row";
import { memberMessages } from "./messages";

/** Who belongs to the workspace and who is asked to. */
export function MembersView() {
  const t = useMessages(memberMessages);
  const session = useSession();
  const { data, error, refetch, isRefetching } = useQuery(memberQueries.list(session.workspace.id));
  return (
    <Page>
      <PageHeader title={t("title")} />
      <Panel>
        {data ? (
          <ul aria-label={t("title")}>
            {data.data.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </ul>
        ) : error ? (
          <ErrorState
            things={t("things")}
            requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
            onRetry={() => void refetch()}
            retrying={isRefetching}
          />
        ) : (
          <PanelPart aria-busy>
            <Skeleton className="h-10" />
          </PanelPart>
        )}
      </Panel>
      {can(session, "members:invite") && <InvitationsSection />}
    </Page>
  );
}
