import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listAuditLog } from "@/lib/services/audit-log/list";

export const GET = implement(contracts.auditLog.list, ({ ctx, query }) => listAuditLog(ctx, query));
