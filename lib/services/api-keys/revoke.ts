import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { unsubscribeZapsOfKey } from "../zapier/subscribe";
import { findApiKey } from "./find";

/** Ends a key and the Zaps that subscribed with it: within 5 s it is refused everywhere. Doing it again changes nothing. @throws AppError NOT_FOUND */
export async function revokeApiKey(ctx: Context, id: string): Promise<{ id: string; deleted: true }> {
  await withTransaction(ctx, async (tx) => {
    const { name } = await findApiKey(tx.db, id);
    const { count } = await tx.db.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count > 0) await tx.audit({ action: "api_key.revoke", objectType: "api_key", objectId: id, objectName: name });
  });
  await unsubscribeZapsOfKey(ctx, id);
  return { id, deleted: true };
}
