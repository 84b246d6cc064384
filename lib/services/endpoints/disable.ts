import type { Endpoint } from "@/lib/contracts/endpoints";
import { BATCH, holdWaiting } from "@/lib/db/deliveries/held";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { getEndpoint } from "./get";
import { getEndpointRow } from "./scope";

/**
 * Pauses an endpoint: nothing is sent to it, and what waits or arrives is held until a person decides. Called on a
 * paused one it changes nothing.
 * @throws AppError NOT_FOUND
 */
export async function disableEndpoint(ctx: Context, scope: EndpointScope, id: string): Promise<Endpoint> {
  await withTransaction(ctx, async (tx) => {
    const row = await getEndpointRow(tx.db, scope, id);
    if (row.state === "paused") return;
    await tx.db.endpoint.updateMany({
      where: { id, deletedAt: null },
      data: {
        state: "paused",
        stateCode: "paused",
        stateAt: new Date(),
        stateBy: ctx.actor.name,
        version: { increment: 1 },
      },
    });
    await tx.audit({
      action: "endpoint.disable",
      objectType: "endpoint",
      objectId: id,
      objectName: row.name,
      before: { state: row.state, reason: row.stateCode },
      after: { state: "paused" },
    });
  });
  const target = { workspaceId: ctx.workspace.id, endpointId: id };
  for (let moved = BATCH; moved === BATCH;) {
    // no audit: holding what waits is part of the pause above.
    moved = await withTransaction(ctx, (tx) => holdWaiting(tx.sql, target));
  }
  return getEndpoint(ctx, scope, id);
}
