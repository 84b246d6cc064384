import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { activityFilters } from "@/components/activity/activity-filters";
import { ActivityView } from "@/components/integrations/activity-view";
import { auditLogQueries } from "@/lib/client/queries/audit-log";
import { ListAuditLog } from "@/lib/contracts/audit-log";
import { installationPage } from "@/lib/server/installation-page";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listAuditLog } from "@/lib/services/audit-log/list";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage({
  params,
}: PageProps<"/[workspace]/integrations/installed/[installationId]/activity">) {
  const found = await installationPage(params);
  if (!found) return null;
  const { ctx, installation } = found;
  const filters = activityFilters(installation.id);
  const seeds = ctx.can("audit:read")
    ? [seed(auditLogQueries.list(ctx.workspace.id, filters), () => listAuditLog(ctx, ListAuditLog.parse(filters)))]
    : [];
  return (
    <HydrationBoundary state={await prefetch(...seeds)}>
      <ActivityView id={installation.id} provider={installation.provider} />
    </HydrationBoundary>
  );
}
