import { z } from "zod";

import { AUDIT_ACTIONS } from "./audit-actions";
import { pathId } from "./ids";
import { operation } from "./operation";
import { commaList, KeysetQuery, QueryEnd, QueryStart } from "./paging";

export const AUDIT_RESULTS = ["done", "denied"] as const;

export const AuditEntry = z
  .strictObject({
    id: z.string(),
    actor: z.strictObject({ type: z.enum(["user", "api_key", "system"]), id: z.string(), name: z.string() }),
    action: z.enum(AUDIT_ACTIONS),
    object: z.strictObject({ type: z.string(), id: z.string(), name: z.string().nullable() }),
    before: z.unknown().describe("The object before the change, secrets masked. Null when there was none."),
    after: z.unknown().describe("The object after the change, secrets masked. Null when there is none."),
    requestId: z.string().nullable(),
    address: z.string().nullable(),
    result: z.enum(AUDIT_RESULTS).describe("Whether it was done, or somebody tried and was refused."),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.output<typeof AuditEntry>;

const filters = {
  actorId: z.string().min(1).max(100).optional().describe("A person, an API key or a job."),
  objectId: z.string().min(1).max(100).optional(),
  action: commaList(AUDIT_ACTIONS).optional(),
  result: z.enum(AUDIT_RESULTS).optional(),
  start: QueryStart.optional(),
  end: QueryEnd.optional(),
};
export const ListAuditLog = KeysetQuery.extend(filters);
export type ListAuditLog = z.output<typeof ListAuditLog>;

export const EXPORT_FORMATS = ["csv", "ndjson"] as const;
const ExportAuditLog = z.strictObject({ ...filters, format: z.enum(EXPORT_FORMATS).default("csv") });
export type ExportAuditLog = z.output<typeof ExportAuditLog>;

const AUTH = { kind: "any", permission: "audit:read", feature: "audit_log" } as const;
const InWorkspace = z.strictObject({ workspaceId: pathId("workspace") });

export const auditLog = {
  list: operation({
    id: "auditLog.list",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/audit-log",
    summary: "List who changed what, newest first, as far back as the plan shows",
    auth: AUTH,
    params: InWorkspace,
    query: ListAuditLog,
    status: 200,
    data: z.array(AuditEntry),
    paging: "keyset",
    rate: "hour",
    errors: [],
  }),
  get: operation({
    id: "auditLog.get",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/audit-log/{entryId}",
    summary: "Read an entry of the audit log",
    auth: AUTH,
    params: InWorkspace.extend({ entryId: pathId("audit") }),
    status: 200,
    data: AuditEntry,
    rate: "hour",
    errors: [],
  }),
  export: operation({
    id: "auditLog.export",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/audit-log/export",
    summary: "Download the audit log as CSV or NDJSON, itself an entry of it",
    auth: AUTH,
    params: InWorkspace,
    query: ExportAuditLog,
    status: 200,
    data: z.string(),
    file: ["text/csv", "application/x-ndjson"],
    rate: "hour",
    deniedAs: "audit.export",
    errors: [],
  }),
} as const;
