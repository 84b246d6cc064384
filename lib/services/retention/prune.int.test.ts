import { describe, expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery, type SeededDelivery } from "@/e2e/fixtures/factories";
import { waitsForLock } from "@/e2e/fixtures/waits-for-lock";
import { withDatabase } from "@/e2e/fixtures/with-database";
import type { Plan } from "@/lib/contracts/permissions";
import { edgePool, prisma } from "@/lib/db/client";
import { claimDue } from "@/lib/db/engine/claims";
import { closeEnginePool } from "@/lib/db/engine/pool";
import type { Context } from "@/lib/services/context";
import { newId } from "@/lib/shared/ids";
import { DAY, HOUR, MINUTE } from "@/lib/shared/time";
import type { DeliveryState } from "@/lib/webhooks/state";

import { createEndpoint } from "../endpoints/create";
import { pruneExpired } from "./prune";

withDatabase();

const WORKSPACE = { surface: "workspace" } as const;
const NOW = new Date();
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY);
const inDays = (days: number): Date => daysAgo(-days);
const FINISHED = ["delivered", "failed", "skipped", "canceled"] as const;

async function withEndpoint(plan: Plan) {
  const { ctx } = await freshWorkspace({ plan });
  const endpoint = await createEndpoint(ctx, WORKSPACE, anEndpoint());
  const seed = (state: DeliveryState, days: number) => seedDelivery(ctx, endpoint, { state, createdAt: daysAgo(days) });
  return { ctx, endpoint, seed };
}

const has = async (ctx: Context, { id }: SeededDelivery) => (await ctx.db.delivery.count({ where: { id } })) === 1;
const hasEvent = async (ctx: Context, { eventId }: SeededDelivery) =>
  (await ctx.db.event.count({ where: { id: eventId } })) === 1;
const stateOf = async (ctx: Context, { id }: SeededDelivery) =>
  (await ctx.db.delivery.findFirst({ where: { id } }))?.state ?? "gone";
const heldNotices = (ctx: Context) =>
  ctx.db.notice.findMany({ where: { category: "held_expiring" }, orderBy: { createdAt: "asc" } });
const keysOf = (ctx: Context) => prisma().eventKey.count({ where: { workspaceId: ctx.workspace.id } });

async function seedAttempt(ctx: Context, delivery: SeededDelivery, endpointId: string): Promise<void> {
  await prisma().attempt.create({
    data: {
      id: newId("attempt"),
      workspaceId: ctx.workspace.id,
      deliveryId: delivery.id,
      eventCreatedAt: delivery.eventCreatedAt,
      endpointId,
      number: 1,
      trigger: "automatic",
      startedAt: delivery.eventCreatedAt,
      responseTimeMs: 12,
      requestUrl: "https://hooks.example.com/in",
      requestHeaders: "[]",
    },
  });
}

async function seedReceipt(workspaceId: string | null, state: "processed" | "received" | "held", days: number) {
  const id = newId("receipt");
  const receivedAt = daysAgo(days);
  await prisma().receipt.create({ data: { id, workspaceId, provider: "stripe", externalId: id, state, receivedAt } });
  return async () => (await prisma().receipt.count({ where: { id } })) === 1;
}

describe("by plan", () => {
  test.each([
    ["starter", 7],
    ["pro", 30],
    ["enterprise", 90],
  ] as const)("%s keeps what is finished for %i days, and no longer", async (plan, days) => {
    const { ctx, endpoint, seed } = await withEndpoint(plan);
    const old = await Promise.all(FINISHED.map((state) => seed(state, days + 0.01)));
    const young = await Promise.all(FINISHED.map((state) => seed(state, days - 0.01)));
    for (const each of [...old, ...young]) await seedAttempt(ctx, each, endpoint.id);
    await pruneExpired(NOW);
    for (const each of old) expect([await has(ctx, each), await hasEvent(ctx, each)]).toEqual([false, false]);
    for (const each of young) expect([await has(ctx, each), await hasEvent(ctx, each)]).toEqual([true, true]);
    expect(await ctx.db.attempt.count({})).toBe(young.length);
  });

  test("receipts end with their workspace's retention, those of nobody with the longest", async () => {
    const { ctx } = await withEndpoint("starter");
    const gone = [await seedReceipt(ctx.workspace.id, "processed", 8), await seedReceipt(null, "processed", 91)];
    const kept = [
      await seedReceipt(ctx.workspace.id, "processed", 6),
      await seedReceipt(ctx.workspace.id, "received", 8),
      await seedReceipt(ctx.workspace.id, "held", 8),
      await seedReceipt(null, "processed", 89),
    ];
    await pruneExpired(NOW);
    for (const exists of gone) expect(await exists()).toBe(false);
    for (const exists of kept) expect(await exists()).toBe(true);
  });

  test("the key of an event goes with the event and not before", async () => {
    const { ctx, seed } = await withEndpoint("starter");
    for (const days of [6, 8]) {
      const { eventId, eventCreatedAt } = await seed("delivered", days);
      const key = { key: `key-${days}`, eventId, eventCreatedAt, fingerprint: "f" };
      await prisma().eventKey.create({ data: { workspaceId: ctx.workspace.id, ...key } });
    }
    await pruneExpired(NOW);
    expect(await keysOf(ctx)).toBe(1);
  });
});

describe("what is not delivered", () => {
  test("pending and retrying deliveries, and their events, are never deleted, however old", async () => {
    const { ctx, seed } = await withEndpoint("starter");
    const waiting = [await seed("pending", 200), await seed("retrying", 200)];
    await pruneExpired(NOW);
    await pruneExpired(inDays(30));
    for (const each of waiting) expect([await has(ctx, each), await hasEvent(ctx, each)]).toEqual([true, true]);
  });

  test("an event stays while one of its deliveries waits, though another is done", async () => {
    const { ctx, seed } = await withEndpoint("pro");
    const waiting = await seed("retrying", 40);
    const second = await createEndpoint(ctx, WORKSPACE, anEndpoint());
    const done = await prisma().delivery.create({
      data: {
        id: newId("delivery"),
        workspaceId: ctx.workspace.id,
        eventId: waiting.eventId,
        eventCreatedAt: waiting.eventCreatedAt,
        eventType: "link.clicked",
        endpointId: second.id,
        surface: "workspace",
        state: "delivered",
        createdAt: waiting.eventCreatedAt,
      },
    });
    await pruneExpired(NOW);
    expect(await ctx.db.delivery.count({ where: { id: done.id } })).toBe(0);
    expect(await hasEvent(ctx, waiting)).toBe(true);
  });

  test("an accepted event that was never planned is not deleted", async () => {
    const { ctx, seed } = await withEndpoint("starter");
    const each = await seed("delivered", 20);
    await prisma().outbox.create({
      data: {
        id: newId("outbox"),
        name: "event.accepted",
        workspaceId: ctx.workspace.id,
        eventId: each.eventId,
        eventCreatedAt: each.eventCreatedAt,
      },
    });
    await pruneExpired(NOW);
    expect(await hasEvent(ctx, each)).toBe(true);
  });

  test("held deliveries are announced more than 3 days before their end, once, and then end as expired", async () => {
    const { ctx, seed } = await withEndpoint("starter");
    const held = await seed("held", 0);
    await pruneExpired(inDays(2.9));
    expect(await heldNotices(ctx)).toHaveLength(0);
    for (const days of [3.1, 3.2, 4.5, 6, 6.9]) await pruneExpired(inDays(days));
    const notices = await heldNotices(ctx);
    expect(notices.map((notice) => notice.createdAt)).toEqual([inDays(3.1)]);
    expect(await stateOf(ctx, held)).toBe("held");
    await prisma().$executeRaw`UPDATE deliveries SET created_at = ${inDays(1)} WHERE id = ${held.id}`;
    await pruneExpired(inDays(7.1));
    expect(await ctx.db.delivery.findFirst({ where: { id: held.id } })).toMatchObject({
      state: "canceled",
      reason: "expired",
      generation: 1,
    });
    await pruneExpired(inDays(8.1));
    expect(await stateOf(ctx, held)).toBe("gone");
  });

  test("after a smaller plan, what is held still gets its 3 days, whatever was announced before", async () => {
    const { ctx, seed } = await withEndpoint("enterprise");
    const older = await seed("held", 87);
    const newer = await seed("held", 40);
    await pruneExpired(NOW);
    await prisma().workspace.update({ where: { id: ctx.workspace.id }, data: { plan: "starter" } });
    await pruneExpired(inDays(1.5));
    await pruneExpired(inDays(4.4));
    expect([await stateOf(ctx, older), await stateOf(ctx, newer)]).toEqual(["gone", "held"]);
    await pruneExpired(inDays(4.6));
    expect(await stateOf(ctx, newer)).toBe("gone");
    expect(await heldNotices(ctx)).toHaveLength(2);
  });

  test("two processes that announce at once tell it once", async () => {
    const { ctx, endpoint, seed } = await withEndpoint("starter");
    const held = await seed("held", 5);
    const other = await edgePool().connect();
    await other.query("BEGIN");
    await other.query("SELECT 1 FROM workspaces WHERE id = $1 FOR NO KEY UPDATE", [ctx.workspace.id]);
    await other.query(
      `INSERT INTO notices (id, workspace_id, category, title, text, endpoint_id, event_id, created_at)
       VALUES ($1, $2, 'held_expiring', '', '', $3, $4, $5)`,
      [newId("notice"), ctx.workspace.id, endpoint.id, held.eventId, NOW],
    );
    const pruning = pruneExpired(NOW);
    await waitsForLock(pruning);
    await other.query("COMMIT");
    other.release();
    await pruning;
    expect(await heldNotices(ctx)).toHaveLength(1);
  });
});

describe("while deliveries run", () => {
  async function seedMany(ctx: Context, endpointId: string, total: number): Promise<void> {
    await prisma().$executeRaw`
      INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, endpoint_id, surface, state, created_at)
      SELECT ${endpointId} || '_' || n, ${ctx.workspace.id}, 'event_' || n, ${daysAgo(20)}, 'link.clicked', ${endpointId}, 'workspace',
        'delivered', ${daysAgo(20)}
      FROM generate_series(1, ${total}::int) AS n`;
  }

  test("a row that somebody holds is stepped over, not waited for, and goes the next time", async () => {
    const { ctx, seed } = await withEndpoint("starter");
    const busy = await seed("delivered", 20);
    const free = await seed("delivered", 20);
    const client = await edgePool().connect();
    await client.query("BEGIN");
    await client.query("SELECT 1 FROM deliveries WHERE id = $1 FOR UPDATE", [busy.id]);
    await pruneExpired(NOW);
    expect([await stateOf(ctx, busy), await stateOf(ctx, free)]).toEqual(["delivered", "gone"]);
    await client.query("COMMIT");
    client.release();
    await pruneExpired(NOW);
    expect(await stateOf(ctx, busy)).toBe("gone");
  });

  test("deliveries are claimed while thousands of rows are deleted", async () => {
    const { ctx, endpoint } = await withEndpoint("starter");
    await seedMany(ctx, endpoint.id, 5_000);
    const due = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        seedDelivery(ctx, endpoint, { state: "pending", createdAt: daysAgo(20 + n) }),
      ),
    );
    await prisma().$executeRaw`
      UPDATE deliveries SET next_attempt_at = now() - interval '1 hour' WHERE endpoint_id = ${endpoint.id} AND state = 'pending'`;
    let done = false;
    const pruning = pruneExpired(NOW).then(() => (done = true));
    const claimed = await claimDue("engine", { limit: 100, graceSeconds: 0, without: [] });
    expect(done).toBe(false);
    await pruning;
    expect(new Set(claimed.map((row) => row.id))).toEqual(new Set(due.map((each) => each.id)));
    expect(await ctx.db.delivery.count({})).toBe(due.length);
    await closeEnginePool();
  });
});

test("used-up rows of the server go when their time is over and not before", async () => {
  const { ctx } = await withEndpoint("starter");
  const workspaceId = ctx.workspace.id;
  const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
  const event = { eventId: "evt_x", eventCreatedAt: NOW, workspaceId, name: "event.accepted", createdAt: daysAgo(2) };
  const outbox = [ago(HOUR + MINUTE), ago(HOUR - MINUTE), null];
  for (const sentAt of outbox) await prisma().outbox.create({ data: { id: newId("outbox"), ...event, sentAt } });
  for (const [key, createdAt] of [
    ["old", ago(DAY + MINUTE)],
    ["young", ago(DAY - MINUTE)],
  ] as const) {
    await prisma().idempotencyRecord.create({ data: { workspaceId, key, fingerprint: "f", createdAt } });
  }
  for (const [externalId, receivedAt] of [
    ["old", daysAgo(91)],
    ["young", daysAgo(89)],
  ] as const) {
    const key = { provider: "stripe", scope: workspaceId, externalId, receiptId: externalId, receivedAt };
    await prisma().receiptKey.create({ data: key });
  }
  const mail = { workspaceId, to: "a@example.com", text: "News", category: "endpoint_failing" };
  for (const [subject, createdAt] of [
    ["old", daysAgo(91)],
    ["young", daysAgo(89)],
  ] as const) {
    await prisma().emailMessage.create({ data: { id: newId("email"), ...mail, subject, createdAt } });
    const notice = { workspaceId, category: mail.category, title: subject, text: mail.text, createdAt };
    await prisma().notice.create({ data: { id: newId("notice"), ...notice } });
    const refused = { provider: "stripe", reason: subject, size: 1, createdAt };
    await prisma().verifyFailure.create({ data: { id: newId("receipt"), workspaceId, ...refused } });
  }
  await pruneExpired(NOW);
  const mails = await prisma().emailMessage.findMany({ where: { workspaceId, category: mail.category } });
  expect(mails.map((row) => row.subject)).toEqual(["young"]);
  const notices = await prisma().notice.findMany({ where: { workspaceId, category: mail.category } });
  expect(notices.map((row) => row.title)).toEqual(["young"]);
  const refusals = await prisma().verifyFailure.findMany({ where: { workspaceId } });
  expect(refusals.map((row) => row.reason)).toEqual(["young"]);
  const where = { workspaceId, eventId: "evt_x" };
  expect((await prisma().outbox.findMany({ where })).map((row) => row.sentAt)).toEqual(outbox.slice(1));
  expect((await prisma().idempotencyRecord.findMany({ where: { workspaceId } })).map((row) => row.key)).toEqual([
    "young",
  ]);
  const keys = await prisma().receiptKey.findMany({ where: { scope: workspaceId } });
  expect(keys.map((row) => row.externalId)).toEqual(["young"]);
});
