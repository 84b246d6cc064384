import type { WorkspaceSummary } from "@/lib/contracts/workspaces";
import { type OwnWorkspaceRow, readOwnWorkspaces, restoreWorkspaceRow } from "@/lib/db/people/workspaces";
import { eraseWorkspace, findErasableWorkspaces } from "@/lib/db/retention/erase-workspaces";
import { logger } from "@/lib/observability/logger";
import { invalid, notFound } from "@/lib/shared/errors";

import { getProfile } from "../account/profile";
import { type AccountContext, type Context, contextOf } from "../context";
import { withTransaction } from "../transaction";
import { beginToSettle } from "./settle";
import { toSummary } from "./show";

/**
 * Deletes a workspace: from now on its keys and members are refused and nothing is delivered. An owner can take it back
 * for seven days, then it is erased. @throws AppError VALIDATION_ERROR when the slug is another
 */
export async function deleteWorkspace(ctx: Context, slug: string): Promise<WorkspaceSummary> {
  const { id, name, plan, mode } = ctx.workspace;
  if (slug !== ctx.workspace.slug) throw invalid("slug", "This is not the workspace's slug.");
  const deletedAt = new Date();
  await withTransaction(ctx, async (tx) => {
    await tx.db.workspace.update({ where: { id }, data: { deletedAt, settleDueAt: deletedAt } });
    await tx.audit({ action: "workspace.delete", objectType: "workspace", objectId: id, objectName: name });
  });
  await beginToSettle(id);
  return { id, slug, name, plan, mode, role: "owner", deletedAt: deletedAt.toISOString() };
}

/** Takes a deletion back within its seven days; what was held meanwhile is sent. @throws AppError NOT_FOUND */
export async function restoreWorkspace(ctx: AccountContext, id: string): Promise<WorkspaceSummary> {
  const row = await restorable(ctx, id);
  const { name } = await getProfile(ctx.userId);
  const inside = contextOf({
    workspace: row,
    actor: { type: "user", id: ctx.userId, name },
    permissions: new Set(),
    requestId: ctx.requestId,
    address: ctx.address,
  });
  await withTransaction(inside, async (tx) => {
    // no audit: it is there already
    if (row.deletedAt === null) return;
    if (!(await restoreWorkspaceRow(tx.sql, id))) throw notFound("workspace");
    await tx.audit({ action: "workspace.restore", objectType: "workspace", objectId: id, objectName: row.name });
  });
  await beginToSettle(id);
  return { ...toSummary(row), deletedAt: null };
}

/** For the edge, which answers 404 before it reads a body. @throws AppError NOT_FOUND */
export async function assertRestorable(ctx: AccountContext, id: string): Promise<void> {
  await restorable(ctx, id);
}

async function restorable(ctx: AccountContext, id: string): Promise<OwnWorkspaceRow> {
  const [row] = await readOwnWorkspaces(ctx.userId, id);
  if (!row || row.role !== "owner") throw notFound("workspace");
  return row;
}

/** Erases what was deleted seven days ago. Safe to run twice at once, and after an interruption. */
export async function eraseDeletedWorkspaces(now: Date): Promise<void> {
  for (const id of await findErasableWorkspaces(now)) {
    await eraseWorkspace(id).catch((error: unknown) =>
      logger.error({ error, workspaceId: id }, "A deleted workspace could not be erased"),
    );
  }
}
