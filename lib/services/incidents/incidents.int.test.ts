import { beforeEach, expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { prisma } from "@/lib/db/client";
import { MINUTE } from "@/lib/shared/time";
import { groupingKey } from "@/lib/webhooks/grouping-key";

import type { Context } from "../context";
import { listDeliveries } from "../deliveries/list";
import { createEndpoint } from "../endpoints/create";
import { deleteEndpoint } from "../endpoints/delete";
import { pruneExpired } from "../retention/prune";
import { listIncidents } from "./list";
import { recordIncidents } from "./record";
import { recoverIncident } from "./recover";

withDatabase();

// Each test is the first that looks.
beforeEach(() => prisma().serverSetting.deleteMany());

const LIMIT = { limit: 50 } as const;
const ago = (minutes: number): Date => new Date(Date.now() - minutes * MINUTE);

async function failing() {
  const made = await freshWorkspace();
  const endpoint = await createEndpoint(made.ctx, { surface: "outbound" }, anEndpoint({ name: "Orders API" }));
  const fail = async (
    minutes: number,
    statusCode: number,
    responseBody: string,
    state: "failed" | "retrying" = "failed",
  ) => {
    const at = ago(minutes);
    const delivery = await seedDelivery(made.ctx, endpoint, { state, statusCode, createdAt: at });
    const cause = statusCode === 503 ? ("http_5xx" as const) : ("http_404" as const);
    const failureGroup = groupingKey({ endpointId: endpoint.id, cause, statusCode, responseBody });
    await prisma().delivery.updateMany({
      where: { id: delivery.id },
      data: { errorClass: "http", failureGroup, lastAttemptAt: at, attemptCount: 1 },
    });
    await health(made.ctx, endpoint.id, { lastFailureAt: at });
    return delivery;
  };
  return { ...made, endpoint, fail };
}

async function health(ctx: Context, endpointId: string, data: { lastFailureAt?: Date; lastSuccessAt?: Date }) {
  const found = await prisma().endpointHealth.updateMany({ where: { endpointId }, data });
  if (found.count === 0)
    await prisma().endpointHealth.create({ data: { endpointId, workspaceId: ctx.workspace.id, ...data } });
}

const list = async (ctx: Context, more: object = {}) => (await listIncidents(ctx, { ...LIMIT, ...more })).data;

test("failures that look alike are one incident, however often they are looked at, and others are another", async () => {
  const { ctx, fail } = await failing();
  await fail(9, 503, "Order 4711 failed: db01 down");
  const last = await fail(2, 503, "Order 4712 failed: db01 down");
  await fail(3, 503, "Order 4713 failed: db01 down", "retrying");
  const other = await fail(5, 404, "no such route");
  await Promise.all([recordIncidents(new Date()), recordIncidents(new Date())]);
  await recordIncidents(new Date());
  const [first, second, ...rest] = await list(ctx);
  expect(rest).toEqual([]);
  expect(first).toMatchObject({
    state: "open",
    endpoint: { name: "Orders API" },
    cause: "http_5xx",
    headline: "Your receiver failed (503).",
    statusCode: 503,
    response: "Order # failed: db# down",
    failed: 2,
    retrying: 1,
    exact: true,
    sampleDeliveryId: last.id,
    firstSeenAt: ago(9).toISOString().slice(0, 16) + first!.firstSeenAt.slice(16),
  });
  expect(second).toMatchObject({ cause: "http_404", failed: 1, sampleDeliveryId: other.id });
});

test("the deliveries of an incident are those that failed its way", async () => {
  const { ctx, fail } = await failing();
  const mine = await fail(2, 503, "down");
  await fail(3, 404, "gone");
  await recordIncidents(new Date());
  const incident = (await list(ctx)).find(({ statusCode }) => statusCode === 503);
  const { data } = await listDeliveries(ctx, { ...LIMIT, incidentId: incident?.id });
  expect(data.map(({ id }) => id)).toEqual([mine.id]);
});

test("is over once the endpoint answered well after it and it was not seen for a while, and comes again as a new one", async () => {
  const { ctx, endpoint, fail } = await failing();
  await fail(20, 503, "down");
  await recordIncidents(new Date());
  expect(await list(ctx)).toMatchObject([{ state: "open" }]);
  await health(ctx, endpoint.id, { lastSuccessAt: ago(19) });
  await recordIncidents(new Date());
  expect(await list(ctx)).toMatchObject([{ state: "resolved", resolvedAt: expect.any(String) }]);
  await fail(1, 503, "down");
  await recordIncidents(new Date());
  expect(await list(ctx)).toMatchObject([{ state: "open" }, { state: "resolved" }]);
  expect(await list(ctx, { state: ["resolved"] })).toHaveLength(1);
  // Seen a minute ago: some of what is sent arrives, and some still fails.
  await health(ctx, endpoint.id, { lastSuccessAt: new Date() });
  await recordIncidents(new Date());
  expect(await list(ctx, { state: ["open"] })).toHaveLength(1);
  await deleteEndpoint(ctx, { surface: "outbound" }, endpoint.id);
  await recordIncidents(new Date());
  expect(await list(ctx, { state: ["open"] })).toEqual([]);
});

test("shows what receivers wrote to those alone who may read payloads, and to no other workspace anything", async () => {
  const { ctx, as, fail } = await failing();
  await fail(2, 503, "secret words");
  await recordIncidents(new Date());
  expect(await list(ctx)).toMatchObject([{ response: "secret words" }]);
  expect(await list(as("viewer"))).toMatchObject([{ response: null }]);
  expect(await list({ ...ctx, can: (permission) => permission === "links:read" })).toEqual([]);
  const stranger = await freshWorkspace();
  expect(await list(stranger.ctx)).toEqual([]);
});

test("pages through without skipping or repeating one", async () => {
  const { ctx, fail } = await failing();
  for (const word of ["one", "two", "three", "four", "five"]) await fail(2, 503, word);
  await recordIncidents(new Date());
  const all = (await list(ctx)).map(({ id }) => id);
  expect(all).toHaveLength(5);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listIncidents(ctx, { limit: 2, cursor });
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.meta.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(all);
});

test("recovering starts one replay of the incident, also when asked twice", async () => {
  const { ctx, fail } = await failing();
  await fail(2, 503, "down");
  await recordIncidents(new Date());
  const [incident] = await list(ctx);
  const options = { tryFirst: true, ratePerSecond: 5 };
  const replay = await recoverIncident(ctx, incident!.id, options);
  expect(replay).toMatchObject({
    selection: { by: "incident", incidentId: incident!.id },
    tryFirst: true,
    ratePerSecond: 5,
  });
  expect((await recoverIncident(ctx, incident!.id, options)).id).toBe(replay.id);
});

test("is deleted with what is past retention", async () => {
  const { ctx, fail } = await failing();
  await fail(2, 503, "down");
  await recordIncidents(new Date());
  await prisma().incident.updateMany({
    where: { workspaceId: ctx.workspace.id },
    data: { lastSeenAt: ago(91 * 24 * 60) },
  });
  expect(await list(ctx)).toEqual([]);
  await pruneExpired(new Date());
  expect(await prisma().incident.count({ where: { workspaceId: ctx.workspace.id } })).toBe(0);
});
