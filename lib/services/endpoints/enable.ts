import type { EnableEndpoint, Endpoint } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import type { Context } from "../context";
import { sendHeld } from "../replays/send-held";
import { type Transaction, withTransaction } from "../transaction";
import { CLOCK_AT_ZERO } from "./failure-clock";
import { getEndpoint } from "./get";
import { getEndpointRow } from "./scope";

/**
 * Turns an endpoint on. What was held is dealt with as the person chose, by a replay: all is sent, or what happened
 * since a time (older ones are discarded), or nothing. Called again it chooses anew for what is still held.
 * @throws AppError NOT_FOUND
 */
export async function enableEndpoint(
  ctx: Context,
  scope: EndpointScope,
  id: string,
  input: EnableEndpoint,
): Promise<Endpoint> {
  await withTransaction(ctx, async (tx) => {
    const row = await getEndpointRow(tx.db, scope, id);
    if (row.state !== "enabled") await turnOn(ctx, tx, id);
    await sendHeld(ctx, tx, {
      endpointId: id,
      since: input.since ?? null,
      discard: input.held === "discard",
      ratePerSecond: input.ratePerSecond ?? null,
    });
    await tx.audit({
      action: "endpoint.enable",
      objectType: "endpoint",
      objectId: id,
      objectName: row.name,
      before: { state: row.state, reason: row.stateCode },
      after: { state: "enabled", ...input },
    });
  });
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
