import { BATCH, cancelUnfinished } from "@/lib/db/deliveries/held";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { assertOwnRules, getEndpointRow } from "./scope";
import { toEndpoint } from "./to-endpoint";

/**
 * Deletes an endpoint. Its row stays, marked, so that its log can be read; its secrets and header values are destroyed
 * and what waits or is held is canceled.
 * @param managed true for the integration that the endpoint belongs to; others must ask there
 * @throws AppError NOT_FOUND, CONFLICT for a managed endpoint
 */
export async function deleteEndpoint(
  ctx: Context,
  scope: EndpointScope,
  id: string,
  { managed = false } = {},
): Promise<{ id: string; deleted: true }> {
  await withTransaction(ctx, async (tx) => {
    const row = await getEndpointRow(tx.db, scope, id);
    if (!managed) assertOwnRules(row);
    await tx.db.endpoint.updateMany({
      where: { id, deletedAt: null },
      data: { deletedAt: new Date(), sealedHeaders: null, headerNames: [], headerHints: [], version: { increment: 1 } },
    });
    await tx.db.endpointSecret.deleteMany({ where: { endpointId: id } });
    await tx.audit({
      action: "endpoint.delete",
      objectType: "endpoint",
      objectId: id,
      objectName: row.name,
      before: toEndpoint(ctx.workspace.plan, row, 0),
    });
  });
  for (let moved = BATCH; moved === BATCH;) {
    // no audit: canceling what waits is part of the deletion above.
    moved = await withTransaction(ctx, (tx) =>
      cancelUnfinished(tx.sql, { workspaceId: ctx.workspace.id, endpointId: id }),
    );
  }
  return { id, deleted: true };
}
