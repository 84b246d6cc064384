import type { EnableEndpoint, Endpoint } from "@/lib/contracts/endpoints";
import { BATCH, discardHeld, releaseHeld } from "@/lib/db/deliveries/held";

import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";
import { CLOCK_AT_ZERO } from "./failure-clock";
import { getEndpoint } from "./get";
import { type EndpointScope, getEndpointRow } from "./scope";

/**
 * Turns an endpoint on and does with what was held what the person chose: all is sent, or what happened since a time
 * (older ones are discarded), or nothing. Called again it finishes what an interruption left.
 * @throws AppError NOT_FOUND
 */
export async function enableEndpoint(
  ctx: Context,
  scope: EndpointScope,
  id: string,
  input: EnableEndpoint,
): Promise<Endpoint> {
  const target = { workspaceId: ctx.workspace.id, endpointId: id };
  await withTransaction(ctx, async (tx) => {
    const row = await getEndpointRow(tx.db, scope, id);
    if (row.state !== "enabled") await turnOn(ctx, tx, id);
    await tx.audit({
      action: "endpoint.enable",
      objectType: "endpoint",
      objectId: id,
      objectName: row.name,
      before: { state: row.state, reason: row.stateCode },
      after: { state: "enabled", ...input },
    });
  });
  if (input.held === "discard") await inBatches(ctx, (tx) => discardHeld(tx.sql, { ...target, before: null }));
  else await send(ctx, target, input);
  return getEndpoint(ctx, scope, id);
}

async function turnOn(ctx: Context, tx: Transaction, id: string): Promise<void> {
  await tx.db.endpoint.updateMany({
    where: { id, deletedAt: null },
    data: {
      state: "enabled",
      stateCode: null,
      stateAt: new Date(),
      stateBy: ctx.actor.name,
      waitUntil: null,
      version: { increment: 1 },
    },
  });
  await tx.db.endpointHealth.updateMany({ where: { endpointId: id }, data: CLOCK_AT_ZERO });
}

async function send(
  ctx: Context,
  target: { workspaceId: string; endpointId: string },
  input: EnableEndpoint,
): Promise<void> {
  const { since } = input;
  if (since !== undefined) await inBatches(ctx, (tx) => discardHeld(tx.sql, { ...target, before: new Date(since) }));
  const from = new Date();
  const ratePerSecond = input.ratePerSecond ?? null;
  await inBatches(ctx, (tx, offset) => releaseHeld(tx.sql, { ...target, from, ratePerSecond, offset }));
}

/** Each batch commits by itself: there may be a million, and one transaction may not last. */
async function inBatches(ctx: Context, step: (tx: Transaction, done: number) => Promise<number>): Promise<void> {
  for (let done = 0, moved = BATCH; moved === BATCH; done += moved) {
    const offset = done;
    // no audit: the entry of the change that this carries out says what was chosen.
    moved = await withTransaction(ctx, (tx) => step(tx, offset));
  }
}
