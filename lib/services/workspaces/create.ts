import type { CreateWorkspace, WorkspaceSummary } from "@/lib/contracts/workspaces";
import { insertOwnedWorkspace } from "@/lib/db/accounts/first-run";
import { readOwnWorkspaces } from "@/lib/db/people/workspaces";
import { AppError, invalid, notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { slugOf } from "@/lib/shared/slugs";

import { getProfile } from "../account/profile";
import { type AccountContext, contextOf } from "../context";
import { withTransaction } from "../transaction";

/**
 * Makes a workspace whose owner is the caller: a live one on the smallest plan, or a test workspace with the plan of its
 * live one. Without a slug it gets the first free one that fits its name.
 * @throws AppError NOT_FOUND for a live workspace that the caller does not own, CONFLICT for a slug that is taken
 */
export async function createWorkspace(ctx: AccountContext, input: CreateWorkspace): Promise<WorkspaceSummary> {
  const live = input.liveWorkspaceId === undefined ? null : await ownLiveWorkspace(ctx, input.liveWorkspaceId);
  const { name: personName } = await getProfile(ctx.userId);
  const workspace = {
    id: newId("workspace"),
    slug: input.slug ?? slugOf(input.name),
    name: input.name,
    plan: live?.plan ?? ("starter" as const),
    mode: live ? ("test" as const) : ("live" as const),
    timeZone: input.timeZone,
    liveWorkspaceId: live?.id ?? null,
  };
  const inside = contextOf({
    workspace,
    actor: { type: "user", id: ctx.userId, name: personName },
    permissions: new Set(),
    requestId: ctx.requestId,
    address: ctx.address,
  });
  await withTransaction(inside, async (tx) => {
    const owner = { memberId: newId("member"), userId: ctx.userId };
    const tries = input.slug === undefined ? 20 : 1;
    let made = false;
    for (let at = 1; at <= tries && !made; at++) {
      if (at > 1) workspace.slug = `${slugOf(input.name).slice(0, 37)}-${at}`;
      made = await insertOwnedWorkspace(tx.sql, workspace, owner);
    }
    if (!made) throw taken();
    await tx.audit({
      action: "workspace.create",
      objectType: "workspace",
      objectId: workspace.id,
      objectName: workspace.name,
      after: workspace,
    });
  });
  const { id, slug, name, mode, plan } = workspace;
  return { id, slug, name, mode, plan, role: "owner", deletedAt: null };
}

export const taken = (): AppError => new AppError("CONFLICT", "A workspace has this slug already.");

async function ownLiveWorkspace(ctx: AccountContext, id: string) {
  const [live] = await readOwnWorkspaces(ctx.userId, id);
  if (!live || live.role !== "owner" || live.deletedAt) throw notFound("workspace");
  if (live.mode !== "live") throw invalid("liveWorkspaceId", "This is a test workspace itself.");
  return live;
}
