import type { NewApiKey, RotateApiKey } from "@/lib/contracts/api-keys";
import { lockWorkspace } from "@/lib/db/workspaces";
import { AppError } from "@/lib/shared/errors";
import { HOUR } from "@/lib/shared/time";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { insertKey } from "./create";
import { findApiKey, showApiKey } from "./find";
import { assertMayGive } from "./rules";
import { assertWorks } from "./update";

/**
 * Makes a new key with the name and permissions of this one, which works on for `overlapHours`.
 * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT for a key that works no more or is being replaced already
 */
export async function rotateApiKey(ctx: Context, id: string, { overlapHours }: RotateApiKey): Promise<NewApiKey> {
  const { row, key } = await withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    const old = await findApiKey(tx.db, id);
    assertWorks(old);
    if (old.replacedBy !== null) throw new AppError("CONFLICT", "This key is being replaced already.");
    assertMayGive(ctx, old.scopes);
    const made = await insertKey(ctx, tx, { name: old.name, scopes: old.scopes, expiresAt: old.expiresAt });
    const ends = new Date(Date.now() + overlapHours * HOUR);
    // An overlap never gives the old key more time than it had.
    const endsAt = old.expiresAt && old.expiresAt < ends ? old.expiresAt : ends;
    await tx.db.apiKey.update({ where: { id }, data: { replacedBy: made.row.id, expiresAt: endsAt } });
    await tx.audit({
      action: "api_key.rotate",
      objectType: "api_key",
      objectId: id,
      objectName: old.name,
      before: { expiresAt: old.expiresAt },
      after: { expiresAt: endsAt, replacedBy: made.row.id },
    });
    return made;
  });
  return { ...(await showApiKey(ctx, row)), key };
}
