import { lockWorkspace } from "@/lib/db/workspaces";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { assertMayTouch, assertNotLastOwner, findMember } from "./rules";

/**
 * Ends a membership with the person's next request. The API keys that they made work on unless `revokeKeys`; the answer
 * says how many do.
 * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT for the only owner
 */
export async function removeMember(
  ctx: Context,
  id: string,
  { revokeKeys }: { revokeKeys: boolean },
): Promise<{ id: string; deleted: true; keysLeft: number }> {
  return withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    const member = await findMember(tx.db, id);
    assertMayTouch(ctx, member.role);
    if (member.role === "owner") await assertNotLastOwner(tx, id);
    const now = new Date();
    const working = {
      createdBy: member.userId,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    };
    const keys = await tx.db.apiKey.findMany({ where: working, select: { id: true, name: true } });
    if (revokeKeys && keys.length > 0) {
      await tx.db.apiKey.updateMany({ where: working, data: { revokedAt: now } });
      await tx.audit(
        ...keys.map((key) => ({
          action: "api_key.revoke" as const,
          objectType: "api_key",
          objectId: key.id,
          objectName: key.name,
        })),
      );
    }
    await tx.db.member.deleteMany({ where: { id } });
    await tx.audit({
      action: "member.remove",
      objectType: "member",
      objectId: id,
      objectName: member.user.name,
      before: { role: member.role },
    });
    return { id, deleted: true, keysLeft: revokeKeys ? 0 : keys.length };
  });
}
