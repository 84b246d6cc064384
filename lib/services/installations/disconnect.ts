import { findStillManaging, findUnrevoked } from "@/lib/db/installations/find";
import { readWorkspace } from "@/lib/db/workspaces";
import { ProviderFailure } from "@/lib/integrations/provider-failure";

import { type Context, systemContext } from "../context";
import { deleteEndpoint } from "../endpoints/delete";
import { cancelLeftWaiting, cancelWaiting } from "../forwards/cancel";
import { withTransaction } from "../transaction";
import { connectedOf } from "./credential";
import { adapterOf, type FullRow, getInstallationRow } from "./find";
import { connectedFor } from "./refresh";
import { markDisconnected, noteTrouble } from "./status";

const BATCH = 20;

/**
 * Ends a connection at once and the destinations that it managed, and then gives access back at the provider; one that
 * cannot be reached is told later. Settings stay for 30 days.
 * @throws AppError NOT_FOUND
 */
export async function disconnectInstallation(ctx: Context, id: string): Promise<{ id: string; deleted: true }> {
  const row = await getInstallationRow(ctx.db, id);
  // no audit: markDisconnected writes it
  await withTransaction(ctx, (tx) => markDisconnected(ctx, tx, row, "workspace"));
  await endManaged(ctx, id);
  await giveBack(ctx, await getInstallationRow(ctx.db, id));
  return { id, deleted: true };
}

/** The app was removed at the provider: there is nothing left to give back. */
export async function disconnectedAtProvider(ctx: Context, id: string): Promise<void> {
  // no audit: markDisconnected writes it
  await withTransaction(ctx, async (tx) => {
    const row = await getInstallationRow(tx.db, id);
    await markDisconnected(ctx, tx, row, "provider");
    await tx.db.credential.deleteMany({ where: { installationId: id } });
  });
  await endManaged(ctx, id);
}

/** Nothing is sent any more to the provider, nor to what the integration had subscribed. */
async function endManaged(ctx: Context, installationId: string): Promise<void> {
  await cancelWaiting(installationId);
  const rows = await ctx.db.endpoint.findMany({ where: { installationId, deletedAt: null }, select: { id: true } });
  for (const { id } of rows) await deleteEndpoint(ctx, { surface: "outbound" }, id, { managed: true });
}

/** Finishes what a crash left of a disconnection, and tells providers that could not be told at the time. */
export async function finishDisconnects(): Promise<void> {
  await cancelLeftWaiting();
  for (const { id, workspaceId } of await findStillManaging(BATCH)) {
    const workspace = await readWorkspace(workspaceId);
    if (workspace) await endManaged(systemContext("check-installations", workspace), id);
  }
  for (const { id, workspaceId } of await findUnrevoked(BATCH)) {
    const workspace = await readWorkspace(workspaceId);
    if (!workspace) continue;
    const ctx = systemContext("check-installations", workspace);
    await giveBack(ctx, await getInstallationRow(ctx.db, id));
  }
}

/** Removes our webhooks and our access. Whatever is gone already is no failure; the tokens go when all is said. */
async function giveBack(ctx: Context, row: FullRow): Promise<void> {
  const { credential } = row;
  if (!credential) return;
  const adapter = adapterOf(row.provider);
  try {
    // A token that has ended cannot be given back; one that cannot be renewed is dead already.
    const connected = await connectedFor(ctx, row.id).catch((error: unknown) => {
      if (error instanceof ProviderFailure && error.kind === "transient") throw error;
      return connectedOf(ctx, row);
    });
    await adapter.unregister?.(connected);
    await adapter.disconnect?.(connected);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    if (error.kind === "transient") {
      await noteTrouble(ctx, row, "revoke_pending", error.code);
      // no audit: the disconnection is in it
      await ctx.db.credential.updateMany({ where: { id: credential.id }, data: { updatedAt: new Date() } });
      return;
    }
  }
  await ctx.db.credential.deleteMany({ where: { id: credential.id } });
  await ctx.db.installation.updateMany({ where: { id: row.id }, data: { troubleCode: null, troubleAt: null } });
}
