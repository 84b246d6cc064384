import type { RawExecutor } from "./transaction";

export interface AuditRow {
  id: string;
  workspaceId: string;
  actorType: string;
  actorId: string;
  actorName: string;
  action: string;
  objectType: string;
  objectId: string;
  objectName: string | null;
  /** What JSON can write, or null. */
  before: unknown;
  after: unknown;
  requestId: string | null;
  address: string | null;
}

/** Many entries in one statement: the query builder needs milliseconds for each row of such a list. */
export async function insertAuditEntries(sql: RawExecutor, rows: readonly AuditRow[]): Promise<void> {
  await sql.$executeRaw`
    INSERT INTO audit_entries (id, workspace_id, actor_type, actor_id, actor_name, action, object_type, object_id, object_name,
                               before, after, request_id, address)
    SELECT "id", "workspaceId", "actorType", "actorId", "actorName", "action", "objectType", "objectId", "objectName",
           nullif("before", 'null'::jsonb), nullif("after", 'null'::jsonb), "requestId", "address"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      "id" text, "workspaceId" text, "actorType" text, "actorId" text, "actorName" text, "action" text, "objectType" text,
      "objectId" text, "objectName" text, "before" jsonb, "after" jsonb, "requestId" text, "address" text)`;
}
