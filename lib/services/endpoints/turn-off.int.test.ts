import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import type { Context } from "@/lib/services/context";

import { createEndpoint } from "./create";
import { deleteEndpoint } from "./delete";
import { disableEndpoint } from "./disable";
import { turnOffGone } from "./turn-off";

withDatabase();

const WORKSPACE = { surface: "workspace" } as const;

async function withEndpoint() {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, WORKSPACE, anEndpoint());
  return { ctx, endpoint };
}

const announced = (ctx: Context) => ctx.db.event.count({ where: { type: "endpoint.disabled" } });
const rowOf = (ctx: Context, id: string) => ctx.db.endpoint.findFirstOrThrow({ where: { id } });

test("of parallel 410s one turns the endpoint off, with one audit entry, one notice and one event", async () => {
  const { ctx, endpoint } = await withEndpoint();
  await Promise.all(Array.from({ length: 5 }, () => turnOffGone(ctx.workspace.id, endpoint.id)));
  expect(await rowOf(ctx, endpoint.id)).toMatchObject({ state: "disabled", stateCode: "gone", stateBy: null });
  expect(await ctx.db.auditEntry.count({ where: { objectId: endpoint.id, action: "endpoint.turn_off" } })).toBe(1);
  expect(await ctx.db.notice.count({ where: { endpointId: endpoint.id, category: "endpoint_disabled" } })).toBe(1);
  expect(await announced(ctx)).toBe(1);
});

test("a 410 holds what waits and leaves what is being sent to its sender", async () => {
  const { ctx, endpoint } = await withEndpoint();
  const waiting = await seedDelivery(ctx, endpoint, { state: "pending" });
  const retrying = await seedDelivery(ctx, endpoint, { state: "retrying" });
  const leaseUntil = new Date(Date.now() + 60_000);
  const sending = await seedDelivery(ctx, endpoint, { state: "pending", owner: "engine", leaseUntil });
  const done = await seedDelivery(ctx, endpoint, { state: "failed" });
  await turnOffGone(ctx.workspace.id, endpoint.id);
  const rows = await ctx.db.delivery.findMany({ where: { endpointId: endpoint.id } });
  const states = new Map(rows.map((row) => [row.id, [row.state, row.reason]]));
  expect(states.get(waiting.id)).toEqual(["held", "disabled"]);
  expect(states.get(retrying.id)).toEqual(["held", "disabled"]);
  expect(states.get(sending.id)).toEqual(["pending", null]);
  expect(states.get(done.id)).toEqual(["failed", null]);
});

test("the event of a turn-off says what is held and names the host alone", async () => {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, WORKSPACE, anEndpoint({ url: "https://hooks.example.com/in/token-7f" }));
  await seedDelivery(ctx, endpoint, { state: "pending" });
  await seedDelivery(ctx, endpoint, { state: "held" });
  await seedDelivery(ctx, endpoint, { state: "delivered" });
  await turnOffGone(ctx.workspace.id, endpoint.id);
  const { body } = await ctx.db.event.findFirstOrThrow({ where: { type: "endpoint.disabled" } });
  expect(JSON.parse(body)).toMatchObject({
    data: { reason: "gone", heldDeliveries: 2, endpoint: { id: endpoint.id, host: "hooks.example.com" } },
  });
  expect(body).not.toContain("token-7f");
});

test("a 410 never turns a person's pause into an automatic turn-off, nor touches a deleted endpoint", async () => {
  const { ctx, endpoint: paused } = await withEndpoint();
  const deleted = await createEndpoint(ctx, WORKSPACE, anEndpoint());
  await disableEndpoint(ctx, WORKSPACE, paused.id);
  await deleteEndpoint(ctx, WORKSPACE, deleted.id);
  await turnOffGone(ctx.workspace.id, paused.id);
  await turnOffGone(ctx.workspace.id, deleted.id);
  expect(await rowOf(ctx, paused.id)).toMatchObject({ state: "paused" });
  expect(await rowOf(ctx, deleted.id)).toMatchObject({ state: "enabled" });
  expect(await announced(ctx)).toBe(0);
});

test("a 410 under another workspace's id turns nothing off", async () => {
  const { ctx, endpoint } = await withEndpoint();
  const { ctx: other } = await freshWorkspace();
  await turnOffGone(other.workspace.id, endpoint.id);
  expect(await rowOf(ctx, endpoint.id)).toMatchObject({ state: "enabled" });
});
