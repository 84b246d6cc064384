import { logger } from "@/lib/observability/logger";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";
import { adapterOf, type InstallationRow } from "./find";
import { type CauseCode, wordsOf } from "./words";

type Status = InstallationRow["status"];

/** The installation as its own events carry it. */
const integrationOf = (row: InstallationRow, status: Status) => ({
  id: row.id,
  provider: row.provider,
  account: row.externalName,
  status,
});

const object = (row: InstallationRow) => ({
  objectType: "integration",
  objectId: row.id,
  objectName: adapterOf(row.provider).manifest.name,
});

const announced = (ctx: Context) => ({ source: "system" as const, actor: ctx.actor.id, correlationId: ctx.requestId });

export async function announceConnected(ctx: Context, tx: Transaction, row: InstallationRow): Promise<void> {
  await tx.audit({
    action: "integration.connect",
    ...object(row),
    after: { account: row.externalName, scopes: row.scopes },
  });
  await tx.emit({
    ...announced(ctx),
    type: "integration.connected",
    data: { integration: integrationOf(row, "active") },
  });
}

/** An installation that needs somebody's hand. Told once, however many notice it. */
export async function markError(ctx: Context, row: InstallationRow, code: CauseCode): Promise<void> {
  const { message } = wordsOf(code, adapterOf(row.provider).manifest.name);
  const at = new Date();
  await withTransaction(ctx, async (tx) => {
    const { count } = await tx.db.installation.updateMany({
      where: { id: row.id, status: { in: ["active", "paused"] } },
      data: { status: "error", statusCode: code, statusDetail: message, statusAt: at, statusBy: null, updatedAt: at },
    });
    if (count === 0) return;
    await tx.audit({ action: "integration.fail", ...object(row), after: { cause: code } });
    await tx.emit({
      ...announced(ctx),
      type: "integration.error",
      data: { integration: integrationOf(row, "error"), error: { cause: code, message, since: iso(at) } },
    });
  });
}

/** The credential proved to work: whatever was wrong with it is over. A destination that is gone is another matter. */
export async function markWorking(ctx: Context, row: InstallationRow): Promise<void> {
  const at = new Date();
  // no audit: markRepaired writes it
  await withTransaction(ctx, async (tx) => {
    await tx.db.installation.updateMany({
      where: { id: row.id },
      data: { lastCheckedAt: at, troubleCode: null, troubleAt: null },
    });
    await markRepaired(ctx, tx, row, { not: "destination" });
  });
}

/** Somebody chose where it goes anew: if that was what was wrong, it is over. */
export const markChosen = (ctx: Context, tx: Transaction, row: InstallationRow): Promise<void> =>
  markRepaired(ctx, tx, row, "destination");

async function markRepaired(
  ctx: Context,
  tx: Transaction,
  row: InstallationRow,
  statusCode: string | { not: string },
): Promise<void> {
  const { count } = await tx.db.installation.updateMany({
    where: { id: row.id, status: "error", statusCode },
    data: { status: "active", statusCode: null, statusDetail: null, statusAt: new Date(), statusBy: ctx.actor.name },
  });
  if (count === 0) return;
  await tx.audit({ action: "integration.repair", ...object(row) });
  await tx.emit({
    ...announced(ctx),
    type: "integration.connected",
    data: { integration: integrationOf(row, "active") },
  });
}

/** Something that passes or that only the operator can repair: the status stays, so that nobody reconnects in vain. */
export async function noteTrouble(
  ctx: Context,
  row: InstallationRow,
  code: "configuration" | "temporary" | "revoke_pending",
  word: string,
): Promise<void> {
  logger[code === "configuration" ? "error" : "warn"](
    { installationId: row.id, provider: row.provider, code, word },
    "A call to a provider failed",
  );
  // no audit: it is evidence, and nothing that anybody did
  await ctx.db.installation.updateMany({
    where: { id: row.id, OR: [{ troubleCode: null }, { troubleCode: { not: code } }] },
    data: { troubleCode: code, troubleAt: new Date() },
  });
}

/** @returns whether it was connected until now */
export async function markDisconnected(
  ctx: Context,
  tx: Transaction,
  row: InstallationRow,
  by: "workspace" | "provider",
): Promise<boolean> {
  const at = new Date();
  const { count } = await tx.db.installation.updateMany({
    where: { id: row.id, status: { not: "disconnected" } },
    data: {
      status: "disconnected",
      statusCode: `by_${by}`,
      statusDetail: null,
      statusAt: at,
      statusBy: by === "workspace" ? ctx.actor.name : "provider",
      troubleCode: null,
      troubleAt: null,
      version: { increment: 1 },
      updatedAt: at,
    },
  });
  if (count === 0) return false;
  // Nobody there acts in anybody's name any more.
  await tx.db.installationMember.deleteMany({ where: { installationId: row.id } });
  await tx.audit({ action: "integration.disconnect", ...object(row), after: { by } });
  await tx.emit({
    ...announced(ctx),
    type: "integration.disconnected",
    data: { integration: integrationOf(row, "disconnected"), by },
  });
  return true;
}
