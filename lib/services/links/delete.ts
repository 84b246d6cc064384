import type { RefusedItem } from "@/lib/contracts/batch";
import type { DeleteLinks } from "@/lib/contracts/links";
import { lockLinks } from "@/lib/db/links/lock";
import { notFound } from "@/lib/shared/errors";

import { batchAnswer } from "../batch";
import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { announced, audited } from "./records";

interface DeletedLink {
  id: string;
  deleted: true;
}

/** Deletes a link: it stops redirecting, its short code stays taken, its clicks and conversions stay. @throws AppError NOT_FOUND */
export async function deleteLink(ctx: Context, id: string): Promise<DeletedLink> {
  if ((await deleteAll(ctx, [id])).size === 0) throw notFound("link");
  return { id, deleted: true };
}

/** Deletes up to 100 links, each with its own event. @throws AppError NOT_FOUND when none of them is there */
export async function deleteLinks(ctx: Context, { ids }: DeleteLinks): Promise<(DeletedLink | RefusedItem)[]> {
  const gone = await deleteAll(ctx, ids);
  return batchAnswer(
    ids.map((id) => (gone.has(id) ? { id, deleted: true as const } : notFound("link"))),
    "ids",
  );
}

async function deleteAll(ctx: Context, ids: string[]): Promise<ReadonlySet<string>> {
  return withTransaction(ctx, async (tx) => {
    await lockLinks(tx.sql, ctx.workspace.id, ids);
    const rows = await tx.db.link.findMany({ where: { id: { in: ids }, deletedAt: null } });
    await tx.db.link.updateMany({
      where: { id: { in: rows.map((row) => row.id) } },
      data: { deletedAt: new Date(), version: { increment: 1 } },
    });
    await tx.audit(...rows.map((row) => audited("link.delete", { before: row })));
    await tx.emit(...rows.map((row) => announced(ctx, "link.deleted", row)));
    return new Set(rows.map((row) => row.id));
  });
}
