import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";

import type { Context } from "../context";
import { createEndpoint } from "../endpoints/create";
import { cancel } from "./cancel";
import { redeliver } from "./redeliver";

withDatabase();

async function twoEndpoints() {
  const made = await freshWorkspace();
  const [here, there] = [
    await createEndpoint(made.ctx, { surface: "outbound" }, anEndpoint()),
    await createEndpoint(made.ctx, { surface: "outbound" }, anEndpoint()),
  ];
  return { ...made, here, there };
}

const rowOf = (ctx: Context, id: string) => ctx.db.delivery.findFirstOrThrow({ where: { id } });
const audits = (ctx: Context, action: string) => ctx.db.auditEntry.count({ where: { action } });

test("an event is sent to another endpoint as a delivery of its own, due now, and the first stays as it is", async () => {
  const { ctx, here, there } = await twoEndpoints();
  const failed = await seedDelivery(ctx, here, { state: "failed" });
  const before = await rowOf(ctx, failed.id);
  const sent = await redeliver(ctx, { id: failed.id }, there.id);
  expect(sent).toMatchObject({ state: "pending", kind: "replay", endpointId: there.id, eventId: failed.eventId });
  const row = await rowOf(ctx, sent.id);
  expect(row).toMatchObject({
    trigger: "manual",
    requestedBy: "Ada",
    eventCreatedAt: failed.eventCreatedAt,
    owner: null,
  });
  expect(row.nextAttemptAt?.getTime()).toBeLessThanOrEqual(Date.now());
  expect(await rowOf(ctx, failed.id)).toEqual(before);
  expect(await audits(ctx, "delivery.redeliver")).toBe(1);
});

test("where the other endpoint has a delivery of the event, that one is sent again, also when asked many times at once", async () => {
  const { ctx, here, there } = await twoEndpoints();
  const { id } = await seedDelivery(ctx, here, { state: "failed" });
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => redeliver(ctx, { id }, there.id)));
  expect(answers.some(({ status }) => status === "fulfilled")).toBe(true);
  expect(await ctx.db.delivery.count({ where: { endpointId: there.id } })).toBe(1);
  const again = await redeliver(ctx, { id }, there.id);
  expect(again.endpointId).toBe(there.id);
  expect(await ctx.db.delivery.count({ where: { endpointId: there.id } })).toBe(1);
});

test("another endpoint that is not here, may not be sent to, or takes nothing is refused and nothing is made", async () => {
  const { ctx, as, here, there } = await twoEndpoints();
  const { id, eventId } = await seedDelivery(ctx, here, { state: "failed" });
  const foreign = await twoEndpoints();
  const says = (call: Promise<unknown>) =>
    call.then(
      () => "sent",
      (error: unknown) => JSON.stringify(error),
    );
  const missing = await says(redeliver(ctx, { id }, "ep_01kec9x4b7m3q5r8t0v2h7q2m8"));
  expect(missing).toContain("VALIDATION_ERROR");
  expect(await says(redeliver(ctx, { id }, foreign.there.id))).toBe(missing);
  await expect(redeliver(as("editor"), { id }, there.id)).rejects.toMatchObject({ error: "FORBIDDEN" });
  await ctx.db.endpoint.updateMany({ where: { id: there.id }, data: { state: "paused" } });
  await expect(redeliver(ctx, { id }, there.id)).rejects.toMatchObject({ error: "CONFLICT" });
  await ctx.db.endpoint.updateMany({ where: { id: there.id }, data: { state: "enabled" } });
  await ctx.db.event.updateMany({ where: { id: eventId }, data: { erasedAt: new Date() } });
  await expect(redeliver(ctx, { id }, there.id)).rejects.toMatchObject({ error: "CONFLICT" });
  expect(await ctx.db.delivery.count({ where: { endpointId: there.id } })).toBe(0);
});

test("what waits or is held is canceled once, and no late answer of an engine revives it", async () => {
  const { ctx, here } = await twoEndpoints();
  for (const state of ["pending", "retrying", "held"] as const) {
    const { id } = await seedDelivery(ctx, here, { state });
    expect(await cancel(ctx, { id })).toMatchObject({
      state: "canceled",
      reason: { code: "canceled" },
      nextAttemptAt: null,
    });
    expect(await rowOf(ctx, id)).toMatchObject({ generation: 1, owner: null });
    expect(await cancel(ctx, { id })).toMatchObject({ state: "canceled" });
    expect(await rowOf(ctx, id)).toMatchObject({ generation: 1 });
  }
  expect(await audits(ctx, "delivery.cancel")).toBe(3);
});

test("what is finished, or being sent at this moment, is not canceled", async () => {
  const { ctx, as, here } = await twoEndpoints();
  for (const state of ["delivered", "failed", "skipped"] as const) {
    const { id } = await seedDelivery(ctx, here, { state });
    await expect(cancel(ctx, { id })).rejects.toMatchObject({ error: "CONFLICT" });
  }
  const leaseUntil = new Date(Date.now() + 60_000);
  const busy = await seedDelivery(ctx, here, { state: "pending", owner: "engine", leaseUntil });
  await expect(cancel(ctx, { id: busy.id })).rejects.toMatchObject({ error: "CONFLICT" });
  expect(await rowOf(ctx, busy.id)).toMatchObject({ state: "pending", owner: "engine" });
  const waiting = await seedDelivery(ctx, here, { state: "retrying" });
  await expect(cancel(as("editor"), { id: waiting.id })).rejects.toMatchObject({ error: "FORBIDDEN" });
  const stranger = await freshWorkspace();
  await expect(cancel(stranger.ctx, { id: waiting.id })).rejects.toMatchObject({ error: "NOT_FOUND" });
});
