import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { getLinkRow, toLink, toLinkData } from "./to-link";

/** Deletes a link: it stops redirecting, its short code stays taken, its clicks and conversions stay. @throws AppError NOT_FOUND */
export async function deleteLink(ctx: Context, id: string): Promise<{ id: string; deleted: true }> {
  return withTransaction(ctx, async (tx) => {
    const row = await getLinkRow(tx.db, id);
    await tx.db.link.updateMany({
      where: { id, deletedAt: null },
      data: { deletedAt: new Date(), version: { increment: 1 } },
    });
    await tx.audit({
      action: "link.delete",
      objectType: "link",
      objectId: id,
      objectName: row.shortCode,
      before: toLink(row),
    });
    await tx.emit({
      type: "link.deleted",
      data: { link: toLinkData(row) },
      linkId: id,
      source: "link",
      actor: ctx.actor.id,
    });
    return { id, deleted: true as const };
  });
}
