import type { Metadata } from "next";

import { NotificationsView } from "@/components/notifications/notifications-view";
import { NoAccess } from "@/components/ui/no-access";
import { ruleQueries } from "@/lib/client/queries/notices";
import { QuerySeeds } from "@/lib/client/use-query";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { isMailSetUp } from "@/lib/services/account/mail";
import { listInstallations } from "@/lib/services/installations/list";
import { listRules } from "@/lib/services/notification-rules/rules";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage({ params }: PageProps<"/[workspace]/settings/notifications">) {
  const { ctx, allowed } = await pageContext(params, "workspace:update");
  if (!allowed) return <NoAccess place="alerts" />;
  const state = await prefetch(
    seed(ruleQueries.list(ctx.workspace.id), async () => ({ data: await listRules(ctx), meta: undefined })),
  );
  const slackReady = (await listInstallations(ctx)).some(
    ({ provider, status }) => provider === "slack" && status !== "disconnected",
  );
  return (
    <QuerySeeds state={state}>
      <NotificationsView mailSetUp={isMailSetUp()} slackReady={slackReady} />
    </QuerySeeds>
  );
}
