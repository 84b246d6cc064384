import type { AuditAction } from "@/lib/contracts/audit-actions";
import { newId } from "@/lib/shared/ids";

import { edgePool } from "../client";

export interface DeniedAttempt {
  workspaceId: string;
  actor: { type: string; id: string; name: string };
  action: AuditAction;
  objectType: string;
  objectId: string;
  objectName: string | null;
  requestId: string | null;
  address: string | null;
}

/** Writes that somebody tried what they may not. Nothing changed, so no transaction is around it. */
export async function insertDeniedAttempt(attempt: DeniedAttempt): Promise<void> {
  const { workspaceId, actor, action, objectType, objectId, objectName, requestId, address } = attempt;
  await edgePool().query({
    name: "insert-denied-attempt",
    text: `INSERT INTO audit_entries (id, workspace_id, actor_type, actor_id, actor_name, action, object_type, object_id,
                                      object_name, request_id, address, result)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'denied')`,
    values: [
      newId("audit"),
      workspaceId,
      actor.type,
      actor.id,
      actor.name,
      action,
      objectType,
      objectId,
      objectName,
      requestId,
      address,
    ],
  });
}
