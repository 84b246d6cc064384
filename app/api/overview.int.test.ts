import { expect, test, vi } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery, seedIncident } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makePerson } from "@/lib/api/edge-for-tests";
import { prisma } from "@/lib/db/client";
import { readBacklog } from "@/lib/db/engine/backlog";
import { connectOwner } from "@/lib/db/engine/owners";
import { closeEnginePool } from "@/lib/db/engine/pool";
import type { Context } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { getOverview } from "@/lib/services/overview/get";
import { resolveId } from "@/lib/services/resolve/resolve";
import { newId } from "@/lib/shared/ids";

import * as readyRoute from "./health/ready/route";
import * as metricsRoute from "./metrics/route";
import * as resolveRoute from "./resolve/[anyId]/route";

withDatabase({ METRICS_TOKEN: "a-token-of-some-length" });

const OUTBOUND = { surface: "outbound" } as const;

async function counted(ctx: Context, endpointId: string, hoursAgo: number, counts: object): Promise<void> {
  const slot = new Date(Math.floor((Date.now() - hoursAgo * 3_600_000) / 900_000) * 900_000);
  await prisma().endpointStat.create({
    data: { endpointId, workspaceId: ctx.workspace.id, slot, writer: newId("engine"), latencies: [], ...counts },
  });
}

test("the overview adds up what was counted, and begins with the worst", async () => {
  const { ctx } = await freshWorkspace();
  expect((await getOverview(ctx, { range: "24h" })).verdict.kind).toBe("nothing_set_up");
  const good = await createEndpoint(ctx, OUTBOUND, anEndpoint({ name: "Good" }));
  const bad = await createEndpoint(ctx, OUTBOUND, anEndpoint({ name: "Bad" }));
  expect((await getOverview(ctx, { range: "24h" })).verdict.kind).toBe("no_traffic");
  await counted(ctx, good.id, 1, { succeeded: 30, first: 30, firstSucceeded: 30 });
  await counted(ctx, good.id, 30, { succeeded: 5, first: 5, firstSucceeded: 5 });
  await counted(ctx, bad.id, 2, { failed: 20, first: 20 });
  await prisma().endpointHealth.update({
    where: { endpointId: bad.id },
    data: { failuresInARow: 20, failingSince: new Date() },
  });
  const seen = await getOverview(ctx, { range: "24h" });
  expect(seen.verdict).toMatchObject({ kind: "failing", name: "Bad", endpoints: 2, affected: 1, waiting: 20 });
  expect(seen.figures).toMatchObject({ succeeded: 30, failed: 20, successRate: 0.6 });
  expect(seen.before).toMatchObject({ succeeded: 5, successRate: 1 });
  expect(seen.endpoints.map(({ name }) => name)).toEqual(["Bad", "Good"]);
  expect(seen.buckets.reduce((total, bucket) => total + bucket.succeeded, 0)).toBe(30);
  expect((await getOverview(ctx, { range: "7d" })).figures.succeeded).toBe(35);
});

test("the last hour is told apart from the rest of the day, in quarters of an hour", async () => {
  const { ctx } = await freshWorkspace();
  const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  await counted(ctx, id, 0, { succeeded: 3, first: 3, firstSucceeded: 3 });
  await counted(ctx, id, 5, { succeeded: 7, first: 7, firstSucceeded: 7 });
  const seen = await getOverview(ctx, { range: "1h" });
  expect(seen.figures.succeeded).toBe(3);
  expect(seen.before.succeeded).toBe(0);
  expect(seen.buckets).toHaveLength(5);
  const [first, second] = seen.buckets.map(({ start }) => Date.parse(start));
  expect((second ?? 0) - (first ?? 0)).toBe(900_000);
});

test("a chosen part of the day is all that figures and bars are of, while endpoints are judged by the whole of it", async () => {
  const { ctx } = await freshWorkspace();
  const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  for (const [hoursAgo, succeeded] of [
    [1, 3],
    [5, 7],
    [7, 11],
  ] as const)
    await counted(ctx, id, hoursAgo, { succeeded, first: succeeded, firstSucceeded: succeeded });
  const at = (hoursAgo: number): Date => new Date(Date.now() - hoursAgo * 3_600_000);
  const seen = await getOverview(ctx, { range: "24h", start: at(6), end: at(4) });
  expect(seen.figures.succeeded).toBe(7);
  expect(seen.before.succeeded).toBe(11);
  expect(seen.buckets.reduce((total, bucket) => total + bucket.succeeded, 0)).toBe(7);
  expect(seen.endpoints[0]).toMatchObject({ delivered: 21 });
});

test("the overview knows nothing of another workspace, nor of surfaces that the caller may not see", async () => {
  const { ctx } = await freshWorkspace();
  const other = await freshWorkspace();
  const { id } = await createEndpoint(other.ctx, OUTBOUND, anEndpoint());
  await counted(other.ctx, id, 1, { succeeded: 9 });
  expect(await getOverview(ctx, { range: "24h" })).toMatchObject({ endpoints: [], figures: { succeeded: 0 } });
  const blind = { ...other.ctx, can: (permission: string) => permission === "links:read" } as Context;
  expect((await getOverview(blind, { range: "24h" })).endpoints).toEqual([]);
});

test("an integration that stopped is named with its cause and what waits for it, and only those who may see it are told", async () => {
  const { ctx } = await freshWorkspace();
  const id = newId("installation");
  const workspaceId = ctx.workspace.id;
  await prisma().installation.create({
    data: { id, workspaceId, provider: "hubspot", status: "error", statusCode: "revoked", lastInboundAt: new Date() },
  });
  await prisma().receipt.createMany({
    data: (["held", "held", "processed"] as const).map((state) => {
      const receipt = newId("receipt");
      return { id: receipt, workspaceId, installationId: id, provider: "hubspot", externalId: receipt, state };
    }),
  });
  const seen = await getOverview(ctx, { range: "24h" });
  expect(seen.verdict).toMatchObject({ kind: "integration_error", name: "HubSpot", integrations: 1 });
  expect(seen.verdict.cause).toBe(seen.integrations[0]?.statusReason?.message);
  expect(seen.integrations).toMatchObject([{ id, provider: "hubspot", status: "error", held: 2 }]);
  const blind = { ...ctx, can: (permission: string) => permission === "webhooks:read" } as Context;
  expect(await getOverview(blind, { range: "24h" })).toMatchObject({
    integrations: [],
    verdict: { kind: "nothing_set_up" },
  });
});

test("what failed for good before it recovered is offered for a day, and no longer", async () => {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  const failed = await seedDelivery(ctx, endpoint, { state: "failed" });
  const id = await seedIncident(ctx, endpoint.id, failed.id);
  const { failureGroup } = await prisma().incident.findUniqueOrThrow({ where: { id } });
  await prisma().delivery.updateMany({ where: { id: failed.id }, data: { failureGroup } });
  expect((await getOverview(ctx, { range: "24h" })).recovered).toEqual([]);
  const ended = (hoursAgo: number) =>
    prisma().incident.update({
      where: { id },
      data: { resolvedAt: new Date(), lastSeenAt: new Date(Date.now() - hoursAgo * 3_600_000) },
    });
  await ended(2);
  expect((await getOverview(ctx, { range: "24h" })).recovered).toMatchObject([{ id, failed: 1 }]);
  await ended(25);
  expect((await getOverview(ctx, { range: "24h" })).recovered).toEqual([]);
});

test("an id leads to its page, an attempt's to its delivery, and nothing of another workspace is found", async () => {
  const { ctx } = await freshWorkspace();
  const other = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, OUTBOUND, anEndpoint({ name: "Orders" }));
  const delivery = await seedDelivery(ctx, endpoint);
  expect(await resolveId(ctx, delivery.id)).toMatchObject({ type: "delivery", path: `deliveries/${delivery.id}` });
  expect(await resolveId(ctx, delivery.eventId)).toMatchObject({ type: "event", name: "link.clicked" });
  expect(await resolveId(ctx, endpoint.id)).toMatchObject({
    name: "Orders",
    path: `integrations/automation/${endpoint.id}`,
  });
  const installation = newId("installation");
  const of = { workspaceId: ctx.workspace.id, provider: "stripe", status: "active" as const };
  await prisma().installation.create({ data: { ...of, id: installation } });
  expect(await resolveId(ctx, installation)).toMatchObject({
    type: "integration",
    name: "Stripe",
    path: `integrations/installed/${installation}`,
  });
  for (const id of [
    ctx.workspace.id,
    delivery.id,
    delivery.eventId,
    endpoint.id,
    installation,
    newId("delivery"),
    "nonsense",
    "__proto__",
  ])
    await expect(resolveId(other.ctx, id)).rejects.toMatchObject({ error: "NOT_FOUND" });
  const { headers } = await makePerson({ [other.ctx.workspace.id]: "viewer" });
  const response = await resolveRoute.GET(
    new Request("http://localhost/api/x", { headers: { ...headers, "x-workspace-id": other.ctx.workspace.id } }),
    { params: Promise.resolve({ anyId: delivery.id }) },
  );
  expect(response.status).toBe(404);
});

test("an engine that holds its lock is counted as living, and no longer once its connection is gone", async () => {
  expect((await readBacklog()).engines).toBe(0);
  const connection = await connectOwner(newId("engine"), { notice: () => undefined, lost: () => undefined });
  expect((await readBacklog()).engines).toBe(1);
  await connection.end();
  await vi.waitFor(async () => expect((await readBacklog()).engines).toBe(0));
  await closeEnginePool();
});

test("metrics are for who has the token, and do not exist for others", async () => {
  const bearer = { authorization: "Bearer a-token-of-some-length" };
  const ask = (token?: string) =>
    metricsRoute.GET(
      new Request("http://localhost/api/metrics", { headers: token ? { authorization: `Bearer ${token}` } : {} }),
    );
  expect((await ask()).status).toBe(404);
  expect((await ask("another-token-of-some")).status).toBe(404);
  const text = await (await ask("a-token-of-some-length")).text();
  expect(text).toMatch(
    /^# HELP linquid_outbox_oldest_seconds .+\n# TYPE linquid_outbox_oldest_seconds gauge\nlinquid_outbox_oldest_seconds 0\n/,
  );
  for (const line of text.trim().split("\n")) expect(line).toMatch(/^(?:# (?:HELP|TYPE) )?linquid_[a-z_]+ \S/);
  const ready = await readyRoute.GET(new Request("http://localhost/api/health/ready", { headers: bearer }));
  expect(await ready.json()).toEqual({ database: true, oldestUnplannedS: 0, unplanned: 0, overdue: 0, engines: 0 });
  expect(await (await readyRoute.GET(new Request("http://localhost/api/health/ready"))).text()).toBe("ok\n");
});
