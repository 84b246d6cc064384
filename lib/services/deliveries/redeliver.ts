import type { Delivery } from "@/lib/contracts/deliveries";
import { insertRedelivery, queueRedelivery } from "@/lib/db/deliveries/redeliver";
import { tellOfDelivery } from "@/lib/db/live/tell";
import { AppError, invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import type { Surface } from "@/lib/webhooks/state";

import type { Context } from "../context";
import { isBlockedByPlan } from "../endpoints/to-endpoint";
import { type Transaction, withTransaction } from "../transaction";
import { type DeliveryKey, getDeliveryRow } from "./get";
import { type DeliveryRow, toDelivery } from "./to-delivery";
import { assertWritable, readableSurfaces } from "./visible";

/**
 * Sends the same event to the same endpoint again, now: on a waiting delivery as its next attempt, on a finished one
 * with the schedule started anew. With another endpoint the event goes there: on that one's own delivery of it if there
 * is one, else on a new one.
 * @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION_ERROR for an endpoint that is not here, CONFLICT that says what
 * stands in the way
 */
export async function redeliver(ctx: Context, key: DeliveryKey, endpointId?: string): Promise<Delivery> {
  return withTransaction(ctx, async (tx) => {
    const row = await getDeliveryRow(ctx, tx.db, key, readableSurfaces(ctx));
    const elsewhere = endpointId !== undefined && endpointId !== row.endpointId;
    if (!elsewhere) assertWritable(ctx, row.surface);
    const target = elsewhere ? await otherEndpoint(ctx, tx, endpointId) : endpointOf(row);
    const problem = (await problemOfEndpoint(ctx, tx, target.id, target.surface)) ?? (await problemOfEvent(tx, row));
    if (problem !== null) throw new AppError("CONFLICT", problem);
    const known = elsewhere ? await deliveryAt(tx, row, target.id) : row;
    const id = known?.id ?? newId("delivery");
    const { eventId, eventCreatedAt } = row;
    const request = { workspaceId: ctx.workspace.id, id, eventCreatedAt, requestedBy: ctx.actor.name };
    const queued = known
      ? await queueRedelivery(tx.sql, request)
      : await insertRedelivery(tx.sql, { ...request, eventId, endpoint: target });
    if (!queued) throw new AppError("CONFLICT", "It is being sent right now. Look at the result first.");
    await tx.audit({
      action: "delivery.redeliver",
      objectType: "delivery",
      objectId: id,
      objectName: row.eventType,
      ...(known && { before: { state: known.state, attemptCount: known.attemptCount } }),
      ...(elsewhere && { after: { endpointId, insteadOf: row.id } }),
    });
    await tellOfDelivery(tx.sql, { workspaceId: ctx.workspace.id, surface: target.surface, id, created: !known });
    return toDelivery(await getDeliveryRow(ctx, tx.db, { id }, [target.surface]));
  });
}

interface Target {
  id: string;
  surface: Surface;
}

const endpointOf = ({ endpointId, surface }: DeliveryRow): Target => ({ id: endpointId, surface });

/** A foreign endpoint and a missing one are answered alike. */
async function otherEndpoint(ctx: Context, tx: Transaction, id: string): Promise<Target> {
  const endpoint = await tx.db.endpoint.findFirst({
    where: { id, surface: { in: readableSurfaces(ctx) } },
    select: { id: true, surface: true },
  });
  if (!endpoint) throw invalid("endpointId", "No such endpoint in this workspace.");
  assertWritable(ctx, endpoint.surface);
  return endpoint;
}

const deliveryAt = (tx: Transaction, { eventId, eventCreatedAt }: DeliveryRow, endpointId: string) =>
  tx.db.delivery.findFirst({
    where: { eventId, eventCreatedAt, endpointId, kind: { not: "test" } },
    select: { id: true, state: true, attemptCount: true },
  });

async function problemOfEndpoint(ctx: Context, tx: Transaction, id: string, surface: Surface): Promise<string | null> {
  const endpoint = await tx.db.endpoint.findFirst({
    where: { id },
    select: { state: true, deletedAt: true },
  });
  if (!endpoint || endpoint.deletedAt) return "The endpoint was deleted.";
  if (endpoint.state === "paused") return "The endpoint is paused. Enable it first.";
  if (endpoint.state === "disabled") return "The endpoint was turned off. Turn it on first.";
  return isBlockedByPlan(ctx.workspace.plan, surface)
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
