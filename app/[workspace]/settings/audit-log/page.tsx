import type { Metadata } from "next";
import { Suspense } from "react";

import { AuditLoading, AuditView } from "@/components/audit/audit-view";
import { auditFiltersOf, loadAuditSearch } from "@/components/audit/search-params";
import { NoAccess } from "@/components/ui/no-access";
import { auditLogQueries } from "@/lib/client/queries/audit-log";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListAuditLog } from "@/lib/contracts/audit-log";
import { pageContext, sessionInfo } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listAuditLog } from "@/lib/services/audit-log/list";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditLogPage({ params, searchParams }: PageProps<"/[workspace]/settings/audit-log">) {
  const { ctx, allowed } = await pageContext(params, "audit:read");
  if (!allowed) return <NoAccess place="auditLog" />;
  const filters = auditFiltersOf(await loadAuditSearch(searchParams));
  const { features } = await sessionInfo(params);
  const seeds = features.audit_log?.on
    ? [seed(auditLogQueries.list(ctx.workspace.id, filters), () => listAuditLog(ctx, ListAuditLog.parse(filters)))]
    : [];
  return (
    <QuerySeeds state={await prefetch(...seeds)}>
      <Suspense fallback={<AuditLoading />}>
        <AuditView />
      </Suspense>
    </QuerySeeds>
  );
}
