import { type CreateView, type SavedView, type VIEW_PAGES, VIEWS_MAX } from "@/lib/contracts/views";
import { lockWorkspace } from "@/lib/db/workspaces";
import { AppError, notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { withTransaction } from "../transaction";

type Page = (typeof VIEW_PAGES)[number];
type Row = NonNullable<Awaited<ReturnType<Context["db"]["savedView"]["findFirst"]>>>;

/** The views of whoever asks and those that are shared, in the order they were made. */
export async function listViews(ctx: Context, page: Page | undefined): Promise<SavedView[]> {
  const rows = await ctx.db.savedView.findMany({
    where: { ...visibleTo(ctx), ...(page === undefined ? {} : { page }) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => toView(ctx, row));
}

/** @throws AppError CONFLICT when there are as many as one person may have */
export async function createView(ctx: Context, input: CreateView): Promise<SavedView> {
  const row = await withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    if ((await tx.db.savedView.count({ where: { userId: ctx.actor.id } })) >= VIEWS_MAX)
      throw new AppError("CONFLICT", `You have ${VIEWS_MAX} saved views. Delete one first.`);
    const made = await tx.db.savedView.create({
      data: { id: newId("savedView"), workspaceId: ctx.workspace.id, userId: ctx.actor.id, ...input },
    });
    await tx.audit({
      action: "view.create",
      objectType: "view",
      objectId: made.id,
      objectName: made.name,
      after: input,
    });
    return made;
  });
  return toView(ctx, row);
}

/** @throws AppError NOT_FOUND for what the caller cannot see, FORBIDDEN for somebody else's shared view */
export async function deleteView(ctx: Context, id: string): Promise<{ id: string; deleted: true }> {
  await withTransaction(ctx, async (tx) => {
    const row = await tx.db.savedView.findFirst({ where: { id, ...visibleTo(ctx) } });
    if (!row) throw notFound("view");
    if (row.userId !== ctx.actor.id && !ctx.can("workspace:update"))
      throw new AppError("FORBIDDEN", "Somebody else made this view.");
    await tx.db.savedView.deleteMany({ where: { id } });
    await tx.audit({ action: "view.delete", objectType: "view", objectId: id, objectName: row.name });
  });
  return { id, deleted: true };
}

const visibleTo = (ctx: Context) => ({ OR: [{ userId: ctx.actor.id }, { shared: true }] });

const toView = (ctx: Context, row: Row): SavedView => ({
  id: row.id,
  page: row.page as Page,
  name: row.name,
  query: row.query,
  shared: row.shared,
  own: row.userId === ctx.actor.id,
  createdAt: iso(row.createdAt),
});
