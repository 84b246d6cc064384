import type { WorkspaceSummary } from "@/lib/contracts/workspaces";
import { lockWorkspace } from "@/lib/db/workspaces";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { findMember } from "../members/rules";
import { withTransaction } from "../transaction";

/** Makes another member owner in place of the caller, who stays as admin. @throws AppError NOT_FOUND, CONFLICT */
export async function transferWorkspace(ctx: Context, memberId: string): Promise<WorkspaceSummary> {
  const { id, name, slug, plan, mode } = ctx.workspace;
  await withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, id);
    const heir = await findMember(tx.db, memberId);
    if (heir.userId === ctx.actor.id) throw new AppError("CONFLICT", "You are the owner already.");
    const before = await tx.db.member.findFirst({ where: { userId: ctx.actor.id } });
    // Somebody took the ownership while this waited for its turn.
    if (before?.role !== "owner") throw new AppError("CONFLICT", "You are no owner any more.");
    await tx.db.member.update({ where: { id: memberId }, data: { role: "owner" } });
    await tx.db.member.update({ where: { id: before.id }, data: { role: "admin" } });
    await tx.audit({
      action: "workspace.transfer",
      objectType: "workspace",
      objectId: id,
      objectName: name,
      before: { owner: ctx.actor.name },
      after: { owner: heir.user.name },
    });
  });
  return { id, slug, name, plan, mode, role: "admin", deletedAt: null };
}
