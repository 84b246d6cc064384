import { lockWorkspace } from "@/lib/db/workspaces";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { withTransaction } from "../transaction";

/** Its own account is never told to us: the workspace stands for it, so that there is one installation. */
const SHOWN = "Zapier";

/** The installation that a workspace's Zaps belong to; made when the first of them subscribes. */
export async function zapierInstallation(ctx: Context): Promise<string> {
  const known = await findInstallation(ctx.db);
  if (known) return known;
  // no audit: the subscription that it is made for is written down with its key.
  return withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    const there = await findInstallation(tx.db);
    if (there) return there;
    const id = newId("installation");
    await tx.db.installation.create({
      data: {
        id,
        workspaceId: ctx.workspace.id,
        provider: "zapier",
        externalAccountId: ctx.workspace.id,
        externalName: SHOWN,
        status: "active",
        statusBy: ctx.actor.name,
        scopes: [],
        lastCheckedAt: new Date(),
      },
    });
    await tx.emit({
      type: "integration.connected",
      source: "system",
      actor: ctx.actor.id,
      data: { integration: { id, provider: "zapier", account: SHOWN, status: "active" } },
    });
    return id;
  });
}

async function findInstallation(db: Context["db"]): Promise<string | null> {
  const row = await db.installation.findFirst({
    where: { provider: "zapier", status: { not: "disconnected" } },
    select: { id: true },
  });
  return row?.id ?? null;
}
