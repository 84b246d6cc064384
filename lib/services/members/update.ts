import type { Member, UpdateMember } from "@/lib/contracts/members";
import { lockWorkspace } from "@/lib/db/workspaces";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { getMember } from "./list";
import { assertMayTouch, assertNotLastOwner, findMember } from "./rules";

/**
 * Gives a member another role, from their next request on.
 * @throws AppError NOT_FOUND, FORBIDDEN when ownership changes and the caller is no owner, CONFLICT for the only owner
 */
export async function updateMember(ctx: Context, id: string, { role }: UpdateMember): Promise<Member> {
  await withTransaction(ctx, async (tx) => {
    // Two owners who step down at once must not both see the other.
    await lockWorkspace(tx.sql, ctx.workspace.id);
    const before = await findMember(tx.db, id);
    assertMayTouch(ctx, before.role, role);
    // no audit: nothing changes
    if (before.role === role) return;
    if (before.role === "owner") await assertNotLastOwner(tx, id);
    await tx.db.member.update({ where: { id }, data: { role } });
    await tx.audit({
      action: "member.update",
      objectType: "member",
      objectId: id,
      objectName: before.user.name,
      before: { role: before.role },
      after: { role },
    });
  });
  return getMember(ctx, id);
}
