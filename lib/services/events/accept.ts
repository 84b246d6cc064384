import { createHash } from "node:crypto";

import type { RefusedItem } from "@/lib/contracts/batch";
import { eventType } from "@/lib/contracts/event-types";
import { type AcceptedEvent, CreateEvent } from "@/lib/contracts/events";
import { findKeys, inTransaction, type KnownKey, type NewEvent, writeEvents } from "@/lib/db/engine/accept";
import { acceptEvents } from "@/lib/engine/accept";
import { sharedDate, sharedNow } from "@/lib/shared/clock";
import { AppError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { MINUTE } from "@/lib/shared/time";
import { buildBody } from "@/lib/webhooks/envelope";

import { batchAnswer, invalidItem, notRefused } from "../batch";
import type { Context } from "../context";
import { withTransaction } from "../transaction";

type Result = AcceptedEvent | AppError;

/**
 * Accepts one event: when this resolves it is committed with its outbox row and will be delivered. A repeat with the
 * same idempotency key answers the first one.
 * @throws AppError VALIDATION_ERROR, IDEMPOTENCY_CONFLICT
 */
export async function acceptEvent(ctx: Context, event: CreateEvent): Promise<AcceptedEvent> {
  return inOneChange(ctx, async (store) => {
    const [result] = await acceptAll(ctx, [event], store);
    if (!result || result instanceof AppError)
      throw result ?? new AppError("INTERNAL_ERROR", "The event was not judged.");
    return result;
  });
}

/**
 * Accepts what is valid of a batch and answers in its order, item by item.
 * @throws AppError VALIDATION_ERROR when no item is valid, IDEMPOTENCY_CONFLICT when every key was used for another
 * event; nothing was accepted then
 */
export async function acceptBatch(ctx: Context, items: readonly unknown[]): Promise<(AcceptedEvent | RefusedItem)[]> {
  const parsed = items.map(parseItem);
  const valid = parsed.filter(notRefused);
  return inOneChange(ctx, async (store) => {
    const accepted = await acceptAll(ctx, valid, store);
    let next = 0;
    const results = parsed.map((item): Result =>
      item instanceof AppError
        ? item
        : (accepted[next++] ?? new AppError("INTERNAL_ERROR", "The event was not judged.")),
    );
    return batchAnswer(results, "events");
  });
}

interface Store {
  write(rows: readonly NewEvent[]): Promise<ReadonlySet<string>>;
  known(workspaceId: string, keys: readonly string[]): Promise<Map<string, KnownKey>>;
}

const SHARED: Store = { write: acceptEvents, known: findKeys };

/** Events of many calls share their statements; a call under a key of its own spends that key in the same transaction. */
function inOneChange<Answer>(ctx: Context, run: (store: Store) => Promise<Answer>): Promise<Answer> {
  if (!ctx.beforeCommit) return run(SHARED);
  // no audit: events are what is written down
  return withTransaction(ctx, ({ sql }) =>
    run({
      write: (rows) => writeEvents(rows, inTransaction(sql)),
      known: (workspaceId, keys) => findKeys(workspaceId, keys, inTransaction(sql)),
    }),
  );
}

function parseItem(item: unknown): CreateEvent | AppError {
  const parsed = CreateEvent.safeParse(item);
  return parsed.success ? parsed.data : invalidItem(parsed.error.issues, "event");
}

async function acceptAll(ctx: Context, events: readonly CreateEvent[], store: Store): Promise<Result[]> {
  const links = await knownLinks(ctx, events);
  const rows = events.map((event) =>
    event.linkId !== undefined && !links.has(event.linkId) ? unknownLink() : toRow(ctx, event),
  );
  const valid = rows.filter(notRefused);
  const fresh = valid.length === 0 ? new Set<string>() : await store.write(valid);
  const repeats = valid.flatMap((row) =>
    fresh.has(row.id) || row.idempotencyKey === null ? [] : [row.idempotencyKey],
  );
  const known = repeats.length === 0 ? new Map<string, KnownKey>() : await store.known(ctx.workspace.id, repeats);
  return rows.map((row) => {
    if (row instanceof AppError) return row;
    if (fresh.has(row.id)) return accepted(row.id, row.type, row.createdAt);
    const first = known.get(row.idempotencyKey ?? "");
    if (first?.fingerprint !== row.fingerprint)
      return new AppError("IDEMPOTENCY_CONFLICT", "This idempotency key was used for another event.");
    return accepted(first.eventId, row.type, first.eventCreatedAt);
  });
}

/** Clocks differ a little; what is further ahead has not happened. */
const AHEAD_MAX = 5 * MINUTE;

function toRow(ctx: Context, event: CreateEvent): NewEvent | AppError {
  const type = eventType(event.type);
  const data = type.data.safeParse(event.data);
  if (!data.success) return invalidAt("data", data.error.issues);
  if (event.occurredAt !== undefined && Date.parse(event.occurredAt) > sharedNow() + AHEAD_MAX)
    return invalidItem([{ path: ["occurredAt"], message: "This lies in the future." }], "event");
  const strange = strangePrevious(event, type.data.shape);
  if (strange !== null) return invalidAt("previousAttributes", [strange]);
  const id = newId("event");
  const createdAt = sharedDate();
  const body = buildBody({
    id,
    type: event.type,
    createdAt,
    workspaceId: ctx.workspace.id,
    livemode: ctx.workspace.mode === "live",
    data: data.data,
    previousAttributes: event.previousAttributes,
  });
  return {
    id,
    workspaceId: ctx.workspace.id,
    type: event.type,
    body,
    linkId: event.linkId ?? null,
    customerId: null,
    source: "api",
    correlationId: null,
    actor: ctx.actor.id,
    occurredAt: event.occurredAt === undefined ? createdAt : new Date(event.occurredAt),
    createdAt,
    outboxId: newId("outbox"),
    idempotencyKey: event.idempotencyKey ?? null,
    fingerprint: event.idempotencyKey === undefined ? null : fingerprintOf(event),
  };
}

/** Old values belong to an update, and stand at paths that its `data` has. */
function strangePrevious(
  { type, previousAttributes }: CreateEvent,
  shape: Readonly<Record<string, unknown>>,
): { path: string[]; message: string } | null {
  if (previousAttributes === undefined) return null;
  if (!type.endsWith(".updated")) return { path: [], message: "Only updates carry old values." };
  const unknown = Object.keys(previousAttributes).find((key) => !Object.hasOwn(shape, key));
  return unknown === undefined ? null : { path: [unknown], message: "There is no such field in data." };
}

/** What was asked, without the key: the same request again has the same digest. */
function fingerprintOf({ type, data, occurredAt, linkId, previousAttributes }: CreateEvent): string {
  const asked = [type, data, occurredAt ?? null, linkId ?? null, ...(previousAttributes ? [previousAttributes] : [])];
  return createHash("sha256").update(JSON.stringify(asked)).digest("base64url");
}

async function knownLinks(ctx: Context, events: readonly CreateEvent[]): Promise<Set<string>> {
  const ids = [...new Set(events.flatMap((event) => event.linkId ?? []))];
  if (ids.length === 0) return new Set();
  const rows = await ctx.db.link.findMany({ where: { id: { in: ids } }, select: { id: true } });
  return new Set(rows.map((row) => row.id));
}

const accepted = (id: string, type: string, createdAt: Date): AcceptedEvent => ({
  id,
  type,
  createdAt: createdAt.toISOString(),
});

const unknownLink = (): AppError =>
  new AppError("VALIDATION_ERROR", "The event is not valid.", {
    details: [{ path: "linkId", message: "No such link in this workspace." }],
  });

/** What is wrong below one field of the event. */
const invalidAt = (field: string, issues: readonly { path: readonly PropertyKey[]; message: string }[]): AppError =>
  invalidItem(
    issues.map(({ path, message }) => ({ path: [field, ...path], message })),
    "event",
  );
