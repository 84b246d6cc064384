import type { Delivery } from "@/lib/contracts/deliveries";
import { cancelDelivery } from "@/lib/db/deliveries/redeliver";
import { tellOfDelivery } from "@/lib/db/live/tell";
import { AppError } from "@/lib/shared/errors";
import { isDeliveryFinished } from "@/lib/webhooks/state";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { type DeliveryKey, getDeliveryRow } from "./get";
import { toDelivery } from "./to-delivery";
import { assertWritable, readableSurfaces } from "./visible";

/**
 * Ends a delivery that waits for its next attempt, or is held. One that was canceled before is answered as it is.
 * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT when it is finished or being sent at this moment
 */
export async function cancel(ctx: Context, key: DeliveryKey): Promise<Delivery> {
  return withTransaction(ctx, async (tx) => {
    const row = await getDeliveryRow(ctx, tx.db, key, readableSurfaces(ctx));
    assertWritable(ctx, row.surface);
    if (row.state === "canceled") return toDelivery(row);
    if (isDeliveryFinished(row.state)) throw new AppError("CONFLICT", "It is finished, so nothing is left to cancel.");
    const { id, eventCreatedAt } = row;
    if (!(await cancelDelivery(tx.sql, { workspaceId: ctx.workspace.id, id, eventCreatedAt })))
      throw new AppError("CONFLICT", "It is being sent right now. Look at the result first.");
    await tx.audit({
      action: "delivery.cancel",
      objectType: "delivery",
      objectId: id,
      objectName: row.eventType,
      before: { state: row.state, attemptCount: row.attemptCount },
    });
    await tellOfDelivery(tx.sql, { workspaceId: ctx.workspace.id, surface: row.surface, id });
    return toDelivery(await getDeliveryRow(ctx, tx.db, key, [row.surface]));
  });
}
