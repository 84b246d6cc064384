import { newApiKey } from "@/lib/auth/api-keys";
import type { CreateApiKey, NewApiKey } from "@/lib/contracts/api-keys";
import { lockWorkspace } from "@/lib/db/workspaces";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";
import { showApiKey } from "./find";
import { assertMayGive, assertRoomForKey, expiryOf } from "./rules";
import type { ApiKeyRow } from "./to-api-key";

/**
 * Makes a key of the workspace's mode. The answer is the only place that shows it.
 * @throws AppError FORBIDDEN for permissions that the caller has not, PLAN_LIMIT_REACHED, VALIDATION_ERROR
 */
export async function createApiKey(ctx: Context, input: CreateApiKey): Promise<NewApiKey> {
  assertMayGive(ctx, input.scopes);
  const expiresAt = expiryOf(input.expiresAt);
  const { row, key } = await withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    await assertRoomForKey(ctx, tx);
    const made = await insertKey(ctx, tx, { name: input.name, scopes: input.scopes, expiresAt });
    await tx.audit({
      action: "api_key.create",
      objectType: "api_key",
      objectId: made.row.id,
      objectName: input.name,
      after: { name: input.name, scopes: input.scopes, expiresAt },
    });
    return made;
  });
  return { ...(await showApiKey(ctx, row)), key };
}

/** The row of a new key, and the key, which stands nowhere else. */
export async function insertKey(
  ctx: Context,
  tx: Transaction,
  fields: { name: string; scopes: readonly string[]; expiresAt: Date | null },
): Promise<{ row: ApiKeyRow; key: string }> {
  const { key, hash, prefix, lastFour } = newApiKey(ctx.workspace.mode);
  const row = await tx.db.apiKey.create({
    data: {
      id: newId("apiKey"),
      workspaceId: ctx.workspace.id,
      name: fields.name,
      hash,
      prefix,
      lastFour,
      scopes: [...fields.scopes],
      createdBy: ctx.actor.id,
      expiresAt: fields.expiresAt,
    },
  });
  return { row, key };
}
