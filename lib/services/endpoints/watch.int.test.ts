import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { waitsForLock } from "@/e2e/fixtures/waits-for-lock";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { edgePool, prisma } from "@/lib/db/client";
import type { Context } from "@/lib/services/context";
import { newId } from "@/lib/shared/ids";
import { DAY, HOUR, MINUTE } from "@/lib/shared/time";

import { createEndpoint } from "./create";
import { deleteEndpoint } from "./delete";
import { disableEndpoint } from "./disable";
import { watchEndpoints } from "./watch";

withDatabase();

const WORKSPACE = { surface: "workspace" } as const;
const SINCE = new Date("2026-02-01T00:00:00.000Z");
const after = (ms: number): Date => new Date(SINCE.getTime() + ms);

interface Spell {
  failed: number;
  lastFailureAt: Date;
}

/** An endpoint that has been failing since `SINCE`, as the engine would have noted it. */
async function failing({ failed = 50, lastFailureAt = after(5 * DAY) }: Partial<Spell> = {}) {
  const { ctx } = await freshWorkspace();
  const { id, surface } = await createEndpoint(ctx, WORKSPACE, anEndpoint());
  const spell = { failingSince: SINCE, failedDeliveries: failed, lastFailureAt };
  await prisma().endpointHealth.upsert({
    where: { endpointId: id },
    create: { endpointId: id, workspaceId: ctx.workspace.id, ...spell },
    update: spell,
  });
  return { ctx, id, surface };
}

async function seedAttempt(
  ctx: Context,
  endpoint: { id: string; surface: "workspace" | "link" | "outbound" },
  startedAt: Date,
  answer: { statusCode: number; trigger?: "automatic" | "test"; responseTimeMs?: number },
): Promise<void> {
  const delivery = await seedDelivery(ctx, endpoint, { state: answer.statusCode === 200 ? "delivered" : "failed" });
  await prisma().attempt.create({
    data: {
      id: newId("attempt"),
      workspaceId: ctx.workspace.id,
      deliveryId: delivery.id,
      eventCreatedAt: delivery.eventCreatedAt,
      endpointId: endpoint.id,
      number: 1,
      trigger: "automatic",
      startedAt,
      responseTimeMs: 12,
      errorClass: answer.statusCode === 200 ? null : "http",
      requestUrl: "https://hooks.example.com/in",
      requestHeaders: "[]",
      ...answer,
    },
  });
}

const events = (ctx: Context, type: string) => ctx.db.event.findMany({ where: { type }, orderBy: { id: "asc" } });
const notices = (ctx: Context, category: string) => ctx.db.notice.count({ where: { category } });
const stateOf = async (ctx: Context, id: string) => (await ctx.db.endpoint.findFirstOrThrow({ where: { id } })).state;
const healthOf = (ctx: Context, endpointId: string) =>
  ctx.db.endpointHealth.findFirstOrThrow({ where: { endpointId } });
/** What the engine notes with a success. */
const noteSuccess = (ctx: Context, endpointId: string, at: Date) =>
  ctx.db.endpointHealth.updateMany({
    where: { endpointId },
    data: { failingSince: null, failedDeliveries: 0, lastSuccessAt: at },
  });

test("warnings come at 1 hour, 1 day and 4 days, each once, and say when it would be turned off", async () => {
  const { ctx, id, surface } = await failing();
  await seedAttempt(ctx, { id, surface }, SINCE, { statusCode: 503 });
  const seen: number[] = [];
  for (const ms of [
    HOUR - 1,
    HOUR,
    HOUR + MINUTE,
    DAY - 1,
    DAY,
    DAY + MINUTE,
    4 * DAY - 1,
    4 * DAY,
    4 * DAY + MINUTE,
  ]) {
    await watchEndpoints(after(ms));
    seen.push(await notices(ctx, "endpoint_failing"));
  }
  expect(seen).toEqual([0, 1, 1, 1, 2, 2, 2, 3, 3]);
  const told = await events(ctx, "endpoint.failing");
  expect(told).toHaveLength(3);
  expect(JSON.parse(told[0]?.body ?? "")).toMatchObject({
    data: {
      endpoint: { id },
      trouble: { since: SINCE.toISOString(), failedDeliveries: 50, lastStatusCode: 503, lastErrorClass: "http" },
      turnsOffAt: after(5 * DAY).toISOString(),
    },
  });
  expect(await healthOf(ctx, id)).toMatchObject({ warned: 3, reportedSince: SINCE, reportedFailures: 50 });
});

test("parallel watchers give each warning once", async () => {
  const { ctx } = await failing();
  for (const ms of [HOUR, DAY, 4 * DAY]) {
    await Promise.all(Array.from({ length: 4 }, () => watchEndpoints(after(ms))));
  }
  expect(await notices(ctx, "endpoint_failing")).toBe(3);
  expect(await events(ctx, "endpoint.failing")).toHaveLength(3);
});

test("a watcher that was away gives one warning for all that passed", async () => {
  const { ctx, id } = await failing();
  await watchEndpoints(after(2 * DAY));
  expect(await notices(ctx, "endpoint_failing")).toBe(1);
  expect(await healthOf(ctx, id)).toMatchObject({ warned: 2 });
});

test("five days without a success turn an endpoint off once, also with parallel watchers", async () => {
  const { ctx, id, surface } = await failing();
  const waiting = await seedDelivery(ctx, { id, surface }, { state: "retrying" });
  await watchEndpoints(after(5 * DAY - 1));
  expect(await stateOf(ctx, id)).toBe("enabled");
  await Promise.all([watchEndpoints(after(5 * DAY)), watchEndpoints(after(5 * DAY))]);
  expect(await ctx.db.endpoint.findFirstOrThrow({ where: { id } })).toMatchObject({
    state: "disabled",
    stateCode: "failing",
  });
  expect(await events(ctx, "endpoint.disabled")).toHaveLength(1);
  expect(await ctx.db.delivery.findFirstOrThrow({ where: { id: waiting.id } })).toMatchObject({
    state: "held",
    reason: "disabled",
  });
});

test("nine failed deliveries are too few to turn an endpoint off, ten are enough", async () => {
  const nine = await failing({ failed: 9 });
  const ten = await failing({ failed: 10 });
  await watchEndpoints(after(6 * DAY));
  expect(await stateOf(nine.ctx, nine.id)).toBe("enabled");
  expect(await stateOf(ten.ctx, ten.id)).toBe("disabled");
});

test("failures within less than 12 hours turn nothing off, 12 hours apart they do", async () => {
  const dense = await failing({ lastFailureAt: after(12 * HOUR - 1) });
  const apart = await failing({ lastFailureAt: after(12 * HOUR) });
  await watchEndpoints(after(6 * DAY));
  expect(await stateOf(dense.ctx, dense.id)).toBe("enabled");
  expect(await stateOf(apart.ctx, apart.id)).toBe("disabled");
});

test("a success in the log that no engine noted prevents the turn-off and ends the spell", async () => {
  const { ctx, id, surface } = await failing();
  await seedAttempt(ctx, { id, surface }, after(3 * DAY), { statusCode: 200 });
  await watchEndpoints(after(6 * DAY));
  expect(await stateOf(ctx, id)).toBe("enabled");
  expect(await healthOf(ctx, id)).toMatchObject({ failingSince: null, failedDeliveries: 0 });
});

test("a slow success that began before the first failure and ended after it counts", async () => {
  const { ctx, id, surface } = await failing();
  await seedAttempt(ctx, { id, surface }, after(-10_000), { statusCode: 200, responseTimeMs: 15_000 });
  await watchEndpoints(after(6 * DAY));
  expect(await stateOf(ctx, id)).toBe("enabled");
});

test("neither a success before the failures nor a test send prevents the turn-off", async () => {
  const { ctx, id, surface } = await failing();
  await seedAttempt(ctx, { id, surface }, after(-10_000), { statusCode: 200 });
  await seedAttempt(ctx, { id, surface }, after(DAY), { statusCode: 200, trigger: "test" });
  await watchEndpoints(after(6 * DAY));
  expect(await stateOf(ctx, id)).toBe("disabled");
});

test("a success that is noted while the endpoint is being turned off wins", async () => {
  const { ctx, id } = await failing();
  const engine = await edgePool().connect();
  await engine.query("BEGIN");
  await engine.query("UPDATE endpoint_health SET failing_since = NULL, failed_deliveries = 0 WHERE endpoint_id = $1", [
    id,
  ]);
  const watching = watchEndpoints(after(6 * DAY));
  await waitsForLock(watching);
  await engine.query("COMMIT");
  engine.release();
  await watching;
  expect(await stateOf(ctx, id)).toBe("enabled");
});

test("a recovery is told once, and the next spell is warned of anew", async () => {
  const { ctx, id } = await failing();
  await watchEndpoints(after(HOUR));
  await noteSuccess(ctx, id, after(2 * HOUR));
  await Promise.all([watchEndpoints(after(2 * HOUR + MINUTE)), watchEndpoints(after(2 * HOUR + MINUTE))]);
  const told = await events(ctx, "endpoint.recovered");
  expect(told).toHaveLength(1);
  expect(JSON.parse(told[0]?.body ?? "")).toMatchObject({
    data: {
      recoveredAt: after(2 * HOUR).toISOString(),
      trouble: { since: SINCE.toISOString(), failedDeliveries: 50 },
    },
  });
  expect(await notices(ctx, "endpoint_recovered")).toBe(1);
  expect(await healthOf(ctx, id)).toMatchObject({ warned: 0, reportedSince: null, reportedFailures: 0 });
  await ctx.db.endpointHealth.updateMany({ where: { endpointId: id }, data: { failingSince: after(3 * HOUR) } });
  await watchEndpoints(after(4 * HOUR));
  expect(await notices(ctx, "endpoint_failing")).toBe(2);
});

test("a recovery is told even when the endpoint fails again before the next look", async () => {
  const { ctx, id } = await failing();
  await watchEndpoints(after(HOUR));
  await noteSuccess(ctx, id, after(2 * HOUR));
  await ctx.db.endpointHealth.updateMany({ where: { endpointId: id }, data: { failingSince: after(2 * HOUR + 1) } });
  await watchEndpoints(after(2 * HOUR + MINUTE));
  expect(await events(ctx, "endpoint.recovered")).toHaveLength(1);
  await watchEndpoints(after(3 * HOUR + MINUTE));
  expect(await notices(ctx, "endpoint_failing")).toBe(2);
});

test("what never failed for an hour has no recovery to tell of", async () => {
  const { ctx, id } = await failing();
  await watchEndpoints(after(HOUR - 1));
  await noteSuccess(ctx, id, after(HOUR - 1));
  await watchEndpoints(after(HOUR));
  expect(await events(ctx, "endpoint.recovered")).toHaveLength(0);
});

test("paused and deleted endpoints are neither warned of nor turned off", async () => {
  const paused = await failing();
  const deleted = await failing();
  await disableEndpoint(paused.ctx, WORKSPACE, paused.id);
  await deleteEndpoint(deleted.ctx, WORKSPACE, deleted.id);
  await watchEndpoints(after(2 * DAY));
  await watchEndpoints(after(6 * DAY));
  expect(await stateOf(paused.ctx, paused.id)).toBe("paused");
  for (const { ctx } of [paused, deleted]) {
    expect(await ctx.db.notice.count({ where: { category: { in: ["endpoint_failing", "endpoint_disabled"] } } })).toBe(
      0,
    );
  }
});
