import type { Metadata } from "next";

import { activityFilters } from "@/components/activity/activity-filters";
import { ActivityView } from "@/components/integrations/activity-view";
import { auditLogQueries } from "@/lib/client/queries/audit-log";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListAuditLog } from "@/lib/contracts/audit-log";
import { installationMetadata, installationPage } from "@/lib/server/installation-page";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listAuditLog } from "@/lib/services/audit-log/list";

type Props = PageProps<"/[workspace]/integrations/installed/[installationId]/activity">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> => installationMetadata(params, "Activity");

export default async function ActivityPage({ params }: Props) {
  const found = await installationPage(params);
  if (!found) return null;
  const { ctx, installation } = found;
  const filters = activityFilters(installation.id);
  const seeds = ctx.can("audit:read")
    ? [seed(auditLogQueries.list(ctx.workspace.id, filters), () => listAuditLog(ctx, ListAuditLog.parse(filters)))]
    : [];
  return (
    <QuerySeeds state={await prefetch(...seeds)}>
      <ActivityView id={installation.id} provider={installation.provider} />
    </QuerySeeds>
  );
}
