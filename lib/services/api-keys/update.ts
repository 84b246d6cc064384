import type { ApiKey, UpdateApiKey } from "@/lib/contracts/api-keys";
import { lockWorkspace } from "@/lib/db/workspaces";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { findApiKey, showApiKey } from "./find";
import { assertMayGive, expiryOf } from "./rules";
import { type ApiKeyRow, stateOf } from "./to-api-key";

/**
 * Changes what was named. What a key may do changes within 5 s everywhere.
 * @throws AppError NOT_FOUND, FORBIDDEN for permissions that the caller has not, CONFLICT for a key that works no more
 */
export async function updateApiKey(ctx: Context, id: string, patch: UpdateApiKey): Promise<ApiKey> {
  if (patch.scopes) assertMayGive(ctx, patch.scopes);
  const row = await withTransaction(ctx, async (tx) => {
    // Rotating and changing one key at once would each write what the other did not see.
    await lockWorkspace(tx.sql, ctx.workspace.id);
    const before = await findApiKey(tx.db, id);
    assertWorks(before);
    const data = {
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(patch.scopes === undefined ? {} : { scopes: patch.scopes }),
      ...(patch.expiresAt === undefined ? {} : { expiresAt: expiryOf(patch.expiresAt) }),
    };
    const after = await tx.db.apiKey.update({ where: { id }, data });
    await tx.audit({
      action: "api_key.update",
      objectType: "api_key",
      objectId: id,
      objectName: after.name,
      before: shown(before),
      after: shown(after),
    });
    return after;
  });
  return showApiKey(ctx, row);
}

const shown = ({ name, scopes, expiresAt }: ApiKeyRow) => ({ name, scopes, expiresAt });

/** @throws AppError CONFLICT for a key that was revoked or has expired */
export function assertWorks(row: ApiKeyRow): void {
  const state = stateOf(row);
  if (state === "revoked" || state === "expired")
    throw new AppError("CONFLICT", `This key is ${state}. Create a new one.`);
}
