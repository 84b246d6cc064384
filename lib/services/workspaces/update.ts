import type { Plan } from "@/lib/contracts/permissions";
import type { UpdateWorkspace, Workspace } from "@/lib/contracts/workspaces";
import { isUniqueViolation } from "@/lib/db/unique-violation";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { taken } from "./create";
import { beginToSettle } from "./settle";
import { getWorkspace } from "./show";

/** Changes what was named. @throws AppError CONFLICT for a slug that is taken */
export async function updateWorkspace(ctx: Context, patch: UpdateWorkspace): Promise<Workspace> {
  const data = {
    ...(patch.name === undefined ? {} : { name: patch.name }),
    ...(patch.slug === undefined ? {} : { slug: patch.slug }),
    ...(patch.timeZone === undefined ? {} : { timeZone: patch.timeZone }),
  };
  await withTransaction(ctx, async (tx) => {
    const { id, name, slug, timeZone } = ctx.workspace;
    await tx.db.workspace.update({ where: { id }, data });
    await tx.audit({
      action: "workspace.update",
      objectType: "workspace",
      objectId: id,
      objectName: data.name ?? name,
      before: { name, slug, timeZone },
      after: { name, slug, timeZone, ...data },
    });
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? taken() : error;
  });
  return getWorkspace(ctx);
}

/**
 * Changes the plan. Endpoints that it no longer includes stay readable; their deliveries are held, and sent when a plan
 * includes them again.
 */
export async function updatePlan(ctx: Context, plan: Plan): Promise<Workspace> {
  await withTransaction(ctx, async (tx) => {
    const { id, name, plan: before } = ctx.workspace;
    await tx.db.workspace.update({ where: { id }, data: { plan, settleDueAt: new Date() } });
    await tx.audit({
      action: "workspace.update_plan",
      objectType: "workspace",
      objectId: id,
      objectName: name,
      before: { plan: before },
      after: { plan },
    });
  });
  await beginToSettle(ctx.workspace.id);
  return getWorkspace(ctx);
}
