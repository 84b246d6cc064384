import type { Delivery } from "@/lib/contracts/deliveries";
import { queueRedelivery } from "@/lib/db/deliveries/redeliver";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { isBlockedByPlan } from "../endpoints/to-endpoint";
import { type Transaction, withTransaction } from "../transaction";
import { type DeliveryKey, getDeliveryRow } from "./get";
import { type DeliveryRow, toDelivery } from "./to-delivery";
import { readableSurfaces, writableSurfaces } from "./visible";

/**
 * Sends the same event to the same endpoint again, now: on a waiting delivery as its next attempt, on a finished one
 * with the schedule started anew.
 * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT that says what stands in the way
 */
export async function redeliver(ctx: Context, key: DeliveryKey): Promise<Delivery> {
  return withTransaction(ctx, async (tx) => {
    const row = await getDeliveryRow(ctx, tx.db, key, readableSurfaces(ctx));
    if (!writableSurfaces(ctx).includes(row.surface))
      throw new AppError("FORBIDDEN", `This needs ${row.surface === "outbound" ? "webhooks:manage" : "links:update"}.`);
    await assertSendable(ctx, tx, row);
    const queued = await queueRedelivery(tx.sql, {
      workspaceId: ctx.workspace.id,
      id: row.id,
      eventCreatedAt: row.eventCreatedAt,
      requestedBy: ctx.actor.name,
    });
    if (!queued) throw new AppError("CONFLICT", "It is being sent right now. Look at the result first.");
    await tx.audit({
      action: "delivery.redeliver",
      objectType: "delivery",
      objectId: row.id,
      objectName: row.eventType,
      before: { state: row.state, attemptCount: row.attemptCount },
    });
    return toDelivery(await getDeliveryRow(ctx, tx.db, key, [row.surface]));
  });
}

async function assertSendable(ctx: Context, tx: Transaction, row: DeliveryRow): Promise<void> {
  const problem = (await problemOfEndpoint(ctx, tx, row)) ?? (await problemOfEvent(tx, row));
  if (problem !== null) throw new AppError("CONFLICT", problem);
}

async function problemOfEndpoint(ctx: Context, tx: Transaction, row: DeliveryRow): Promise<string | null> {
  const endpoint = await tx.db.endpoint.findFirst({
    where: { id: row.endpointId },
    select: { state: true, deletedAt: true },
  });
  if (!endpoint || endpoint.deletedAt) return "The endpoint was deleted.";
  if (endpoint.state === "paused") return "The endpoint is paused. Enable it first.";
  if (endpoint.state === "disabled") return "The endpoint was turned off. Turn it on first.";
  return isBlockedByPlan(ctx.workspace.plan, row.surface)
    ? `The ${ctx.workspace.plan} plan does not include this endpoint.`
    : null;
}

async function problemOfEvent(tx: Transaction, row: DeliveryRow): Promise<string | null> {
  if (row.kind === "test") return "A test is not sent again. Send a new one.";
  const event = await tx.db.event.findFirst({
    where: { id: row.eventId, createdAt: row.eventCreatedAt },
    select: { erasedAt: true },
  });
  return !event || event.erasedAt ? "The payload was erased and cannot be sent again." : null;
}
