import { downloadOf } from "@/lib/api/download";
import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { exportAuditLog } from "@/lib/services/audit-log/list";

export const GET = implement(contracts.auditLog.export, ({ ctx, query }) =>
  downloadOf(exportAuditLog(ctx, query), {
    contentType: query.format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson",
    fileName: `audit-log-${ctx.workspace.slug}-${new Date().toISOString().slice(0, 10)}.${query.format}`,
  }),
);
