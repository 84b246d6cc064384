import { activityFilters } from "@/components/activity/activity-filters";
import { ActivityList } from "@/components/activity/activity-list";
import { auditLogQueries } from "@/lib/client/queries/audit-log";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListAuditLog } from "@/lib/contracts/audit-log";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listAuditLog } from "@/lib/services/audit-log/list";

import { accessTo, type EndpointPageProps } from "./read";

export async function EndpointActivityPage(page: EndpointPageProps) {
  const { ctx, allowed } = await accessTo(page);
  if (!allowed) return null;
  const filters = activityFilters(page.id);
  const seeds = ctx.can("audit:read")
    ? [seed(auditLogQueries.list(ctx.workspace.id, filters), () => listAuditLog(ctx, ListAuditLog.parse(filters)))]
    : [];
  return (
    <QuerySeeds state={await prefetch(...seeds)}>
      <ActivityList objectId={page.id} />
    </QuerySeeds>
  );
}
