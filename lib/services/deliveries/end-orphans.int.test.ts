import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { prisma } from "@/lib/db/client";
import type { Context } from "@/lib/services/context";

import { createEndpoint } from "../endpoints/create";
import { endOrphans } from "./end-orphans";

withDatabase();

const WORKSPACE = { surface: "workspace" } as const;

async function withEndpoint() {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, WORKSPACE, anEndpoint());
  return { ctx, endpoint };
}

const rowOf = (ctx: Context, id: string) => ctx.db.delivery.findFirstOrThrow({ where: { id } });
/** As a crash leaves it: the endpoint has changed and nothing of what waits has. */
const change = (ctx: Context, id: string, data: { state?: "paused" | "disabled"; deletedAt?: Date }) =>
  ctx.db.endpoint.updateMany({ where: { id }, data });

test("what waits or is held for a deleted endpoint ends as canceled, and no late answer revives it", async () => {
  const { ctx, endpoint } = await withEndpoint();
  const seeded = [];
  for (const state of ["pending", "retrying", "held"] as const)
    seeded.push(await seedDelivery(ctx, endpoint, { state }));
  await change(ctx, endpoint.id, { deletedAt: new Date() });
  expect(await endOrphans()).toBe(3);
  for (const { id } of seeded) {
    const row = await rowOf(ctx, id);
    expect(row).toMatchObject({ state: "canceled", reason: "endpoint_deleted", nextAttemptAt: null, generation: 1 });
    expect(row.completedAt).not.toBeNull();
  }
});

test("what waits for a paused or turned-off endpoint is held for that reason", async () => {
  for (const state of ["paused", "disabled"] as const) {
    const { ctx, endpoint } = await withEndpoint();
    const { id } = await seedDelivery(ctx, endpoint, { state: "retrying" });
    await change(ctx, endpoint.id, { state });
    await endOrphans();
    expect(await rowOf(ctx, id)).toMatchObject({ state: "held", reason: state, completedAt: null });
  }
});

test("a live claim is left to its holder, a claim whose lease ran out is not", async () => {
  const { ctx, endpoint } = await withEndpoint();
  const claimed = (ms: number) =>
    seedDelivery(ctx, endpoint, { state: "pending", owner: "engine", leaseUntil: new Date(Date.now() + ms) });
  const live = await claimed(60_000);
  const dead = await claimed(-60_000);
  await change(ctx, endpoint.id, { deletedAt: new Date() });
  await endOrphans();
  expect(await rowOf(ctx, live.id)).toMatchObject({ state: "pending", owner: "engine" });
  expect(await rowOf(ctx, dead.id)).toMatchObject({ state: "canceled", owner: null });
});

test("what waits for an enabled endpoint, is held for a paused one, or is finished is left alone", async () => {
  const { ctx, endpoint } = await withEndpoint();
  const waiting = await seedDelivery(ctx, endpoint, { state: "pending" });
  const paused = await createEndpoint(ctx, WORKSPACE, anEndpoint());
  const held = await seedDelivery(ctx, paused, { state: "held" });
  const done = await seedDelivery(ctx, paused, { state: "delivered" });
  await change(ctx, paused.id, { state: "paused" });
  expect(await endOrphans()).toBe(0);
  expect((await rowOf(ctx, waiting.id)).state).toBe("pending");
  expect((await rowOf(ctx, held.id)).state).toBe("held");
  expect((await rowOf(ctx, done.id)).state).toBe("delivered");
});

test("more orphans than one statement moves are all ended, also by parallel sweeps", async () => {
  const { ctx, endpoint } = await withEndpoint();
  const { eventCreatedAt } = await seedDelivery(ctx, endpoint, { state: "pending" });
  const total = 2_500;
  await prisma().$executeRaw`
    INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, endpoint_id, surface, state)
    SELECT 'many_' || n, ${ctx.workspace.id}, 'event_' || n, ${eventCreatedAt}, 'link.clicked', ${endpoint.id}, 'workspace', 'pending'
    FROM generate_series(2, ${total}::int) AS n`;
  await change(ctx, endpoint.id, { deletedAt: new Date() });
  const moved = await Promise.all([endOrphans(), endOrphans()]);
  await endOrphans();
  expect(moved[0] + moved[1]).toBeLessThanOrEqual(total);
  expect(await ctx.db.delivery.count({ where: { endpointId: endpoint.id, state: "canceled" } })).toBe(total);
});
