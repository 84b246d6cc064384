import type { DeliveryDetail } from "@/lib/contracts/deliveries";
import type { TenantClient } from "@/lib/db/tenant";
import { notFound } from "@/lib/shared/errors";
import { iso } from "@/lib/shared/time";
import type { Surface } from "@/lib/webhooks/state";

import type { Context } from "../context";
import { toAttempt } from "./to-attempt";
import { type DeliveryRow, findDeliveryRow, toDelivery } from "./to-delivery";
import { readableSurfaces, retainedSince } from "./visible";

/** Which delivery: by its id, and on an endpoint's own routes only if it is that endpoint's. */
export interface DeliveryKey {
  id: string;
  endpointId?: string;
}

/**
 * @param surfaces where it may be; whoever has just sent a test may see what came of it without the right to read the log
 * @throws AppError NOT_FOUND for a missing, foreign and hidden delivery alike, and past retention
 */
export async function getDelivery(
  ctx: Context,
  key: DeliveryKey,
  surfaces: readonly Surface[] = readableSurfaces(ctx),
): Promise<DeliveryDetail> {
  const row = await getDeliveryRow(ctx, ctx.db, key, surfaces);
  const [event, attempts, endpoint] = await Promise.all([
    ctx.db.event.findFirst({ where: { id: row.eventId, createdAt: row.eventCreatedAt } }),
    ctx.db.attempt.findMany({
      where: { deliveryId: row.id, eventCreatedAt: row.eventCreatedAt },
      orderBy: { number: "asc" },
    }),
    ctx.db.endpoint.findFirst({ where: { id: row.endpointId }, select: { timeoutMs: true } }),
  ]);
  if (!event || !endpoint) throw notFound("delivery");
  const payloadVisible = ctx.can("deliveries:read_payload");
  const body = event.erasedAt ? null : event.body;
  return {
    ...toDelivery(row),
    attempts: attempts.map((attempt) => toAttempt(attempt, body, endpoint, payloadVisible)),
    event: {
      id: event.id,
      type: event.type,
      source: event.source,
      createdAt: iso(event.createdAt),
      occurredAt: iso(event.occurredAt),
      body: payloadVisible ? body : null,
    },
    payloadVisible,
  };
}

/** For the edge, which answers 404 before it reads a body. @throws AppError NOT_FOUND */
export async function assertDelivery(
  ctx: Context,
  key: DeliveryKey,
  surfaces: readonly Surface[] = readableSurfaces(ctx),
): Promise<void> {
  await getDeliveryRow(ctx, ctx.db, key, surfaces);
}

/** @throws AppError NOT_FOUND */
export async function getDeliveryRow(
  ctx: Context,
  db: TenantClient,
  { id, endpointId }: DeliveryKey,
  surfaces: readonly Surface[],
): Promise<DeliveryRow> {
  const row = await findDeliveryRow(db, {
    id,
    ...(endpointId === undefined ? {} : { endpointId }),
    surface: { in: [...surfaces] },
    eventCreatedAt: { gte: retainedSince(ctx) },
  });
  if (!row) throw notFound("delivery");
  return row;
}
