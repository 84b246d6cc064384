import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getAuditEntry } from "@/lib/services/audit-log/list";

export const GET = implement(contracts.auditLog.get, ({ ctx, params }) => getAuditEntry(ctx, params.entryId));
