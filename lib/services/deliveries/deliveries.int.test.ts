import { describe, expect, test } from "vitest";

import {
  anEndpoint,
  freshWorkspace,
  type FreshWorkspace,
  type SeededDelivery,
  seedDelivery,
} from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { prisma } from "@/lib/db/client";
import { newId } from "@/lib/shared/ids";
import { MASK } from "@/lib/webhooks/redaction";

import type { Context } from "../context";
import { createEndpoint } from "../endpoints/create";
import { deleteEndpoint } from "../endpoints/delete";
import { getDelivery } from "./get";
import { listDeliveries } from "./list";
import { redeliver } from "./redeliver";

withDatabase();

const OUTBOUND = { surface: "outbound" } as const;
const WORKSPACE = { surface: "workspace" } as const;
const LIMIT = { limit: 50 } as const;

async function withEndpoint(scope: typeof OUTBOUND | typeof WORKSPACE = OUTBOUND) {
  const workspace = await freshWorkspace();
  const endpoint = await createEndpoint(workspace.ctx, scope, anEndpoint());
  return { ...workspace, endpoint };
}

const rowOf = (ctx: Context, id: string) => ctx.db.delivery.findFirstOrThrow({ where: { id } });

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
      startedAt: new Date(),
      responseTimeMs: 12,
      statusCode: 500,
      errorClass: "http",
      requestUrl: "https://hooks.example.com/in",
      requestHeaders: JSON.stringify([["webhook-id", delivery.eventId]]),
      responseHeaders: JSON.stringify([
        ["content-type", "text/plain"],
        ["x-secretive", "value"],
      ]),
      responseBody: Buffer.from("boom"),
      responseSize: 4,
      timings: [10, 20, 30, 100, 120],
    },
  });
}

describe("the list", () => {
  test("pages to the end and back without skipping or repeating a row, also within one millisecond", async () => {
    const { ctx, endpoint } = await withEndpoint();
    const at = new Date(Date.now() - 60_000);
    for (let each = 0; each < 7; each++)
      await seedDelivery(ctx, endpoint, { createdAt: each < 5 ? at : new Date(at.getTime() + each) });
    const all = (await listDeliveries(ctx, LIMIT)).data.map((row) => row.id);
    expect(all).toHaveLength(7);

    const down: string[][] = [];
    let page = await listDeliveries(ctx, { limit: 3 });
    expect(page.meta.prevCursor).toBeNull();
    for (;;) {
      down.push(page.data.map((row) => row.id));
      if (page.meta.nextCursor === null) break;
      page = await listDeliveries(ctx, { limit: 3, cursor: page.meta.nextCursor });
    }
    expect(down.flat()).toEqual(all);
    expect(page.meta.hasMore).toBe(false);

    const back = await listDeliveries(ctx, { limit: 3, cursor: page.meta.prevCursor ?? "" });
    expect(back.data.map((row) => row.id)).toEqual(down[1]);
    const top = await listDeliveries(ctx, { limit: 3, cursor: back.meta.prevCursor ?? "" });
    expect(top.data.map((row) => row.id)).toEqual(down[0]);
    expect(top.meta.prevCursor).toBeNull();
  });

  test("shows only the surfaces whose permission the caller has, whatever the filter asks", async () => {
    const { ctx, endpoint } = await withEndpoint();
    const webhook = await createEndpoint(ctx, WORKSPACE, anEndpoint());
    await seedDelivery(ctx, endpoint);
    await seedDelivery(ctx, webhook);
    const only = (permission: "links:read" | "webhooks:read"): Context => ({
      ...ctx,
      can: (asked) => asked === permission,
    });
    const surfaces = async (caller: Context) =>
      (await listDeliveries(caller, { ...LIMIT, surface: ["workspace", "outbound"] })).data.map(
        (row) => row.endpoint.surface,
      );
    expect(await surfaces(only("links:read"))).toEqual(["workspace"]);
    expect(await surfaces(only("webhooks:read"))).toEqual(["outbound"]);
    expect(await listDeliveries({ ...ctx, can: () => false }, LIMIT)).toMatchObject({ data: [] });
  });

  test("filters by state, code class and id, and finds nothing for what is no id", async () => {
    const { ctx, endpoint } = await withEndpoint();
    const failed = await seedDelivery(ctx, endpoint, { state: "failed", statusCode: 503 });
    await seedDelivery(ctx, endpoint, { statusCode: 200 });
    const ids = async (filters: object) =>
      (await listDeliveries(ctx, { ...LIMIT, ...filters })).data.map((row) => row.id);
    expect(await ids({ state: ["failed"] })).toEqual([failed.id]);
    expect(await ids({ statusCode: ["5xx"] })).toEqual([failed.id]);
    expect(await ids({ statusCode: ["404", "503"] })).toEqual([failed.id]);
    expect(await ids({ q: failed.eventId })).toEqual([failed.id]);
    expect(await ids({ q: failed.id })).toEqual([failed.id]);
    expect(await ids({ q: "order 4711" })).toEqual([]);
  });

  test("keeps rows past the plan's retention out of reach, also before they are deleted", async () => {
    const { ctx, endpoint } = await withEndpoint();
    const old = await seedDelivery(ctx, endpoint, { createdAt: new Date(Date.now() - 91 * 86_400_000) });
    expect((await listDeliveries(ctx, LIMIT)).data).toEqual([]);
    await expect(getDelivery(ctx, { id: old.id })).rejects.toMatchObject({ error: "NOT_FOUND" });
    await expect(redeliver(ctx, { id: old.id })).rejects.toMatchObject({ error: "NOT_FOUND" });
  });

  test("a cursor that is not ours is refused", async () => {
    const { ctx } = await freshWorkspace();
    await expect(listDeliveries(ctx, { ...LIMIT, cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({
      error: "VALIDATION_ERROR",
    });
  });
});

describe("one delivery", () => {
  test("shows what was sent and what came back", async () => {
    const { ctx, endpoint } = await withEndpoint();
    const delivery = await seedDelivery(ctx, endpoint, { state: "failed", statusCode: 500 });
    await seedAttempt(ctx, delivery, endpoint.id);
    const detail = await getDelivery(ctx, { id: delivery.id });
    const [attempt] = detail.attempts;
    expect(detail.event.body).toContain(delivery.eventId);
    expect(attempt?.request.body).toBe(detail.event.body);
    expect(attempt?.response).toEqual({
      headers: [
        ["content-type", "text/plain"],
        ["x-secretive", "value"],
      ],
      body: "boom",
      size: 4,
      truncated: false,
      encoding: "utf8",
    });
    expect(attempt?.timings).toEqual({ dns: 1, connect: 2, tls: 3, firstByte: 10, total: 12 });
    expect(attempt?.explanation?.cause).toBe("http_5xx");
  });

  test("hides bodies and header values from whoever may not read payloads", async () => {
    const { ctx, as, endpoint } = await withEndpoint();
    const delivery = await seedDelivery(ctx, endpoint, { state: "failed", statusCode: 500 });
    await seedAttempt(ctx, delivery, endpoint.id);
    const detail = await getDelivery(as("viewer"), { id: delivery.id });
    expect(detail).toMatchObject({ payloadVisible: false, event: { body: null } });
    expect(detail.attempts[0]).toMatchObject({
      request: { headers: [["webhook-id", MASK]], body: null },
      response: {
        headers: [
          ["content-type", MASK],
          ["x-secretive", MASK],
        ],
        body: null,
      },
    });
    expect(JSON.stringify(detail)).not.toContain("boom");
  });

  test("of another workspace or endpoint is the same as a missing one", async () => {
    const { ctx, endpoint } = await withEndpoint();
    const { id } = await seedDelivery(ctx, endpoint);
    const stranger = await freshWorkspace();
    const says = async (call: Promise<unknown>) =>
      call.then(
        () => "found",
        (error: unknown) => String(error),
      );
    const missing = await says(getDelivery(stranger.ctx, { id: newId("delivery") }));
    expect(missing).toContain("No such delivery");
    expect(await says(getDelivery(stranger.ctx, { id }))).toBe(missing);
    expect(await says(redeliver(stranger.ctx, { id }))).toBe(missing);
    expect(await says(getDelivery(ctx, { id, endpointId: newId("endpoint") }))).toBe(missing);
  });
});

describe("sending again", () => {
  test("on a finished delivery starts the schedule anew, due now, under a new generation", async () => {
    const { ctx, endpoint } = await withEndpoint();
    const { id } = await seedDelivery(ctx, endpoint, { state: "failed", step: 10 });
    expect(await redeliver(ctx, { id })).toMatchObject({ state: "pending", kind: "event", completedAt: null });
    const row = await rowOf(ctx, id);
    expect(row).toMatchObject({
      step: 0,
      trigger: "manual",
      requestedBy: "Ada",
      generation: 1,
      owner: null,
      leaseUntil: null,
    });
    expect(row.nextAttemptAt?.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await ctx.db.auditEntry.count({ where: { objectId: id, action: "delivery.redeliver" } })).toBe(1);
  });

  test("on a waiting one takes the place of its next attempt", async () => {
    const { ctx, endpoint } = await withEndpoint();
    const { id } = await seedDelivery(ctx, endpoint, { state: "retrying", step: 4 });
    await redeliver(ctx, { id });
    expect(await rowOf(ctx, id)).toMatchObject({ state: "pending", step: 4, trigger: "manual" });
  });

  test("is refused while it is being sent, and allowed once the claim has run out", async () => {
    const { ctx, endpoint } = await withEndpoint();
    const busy = await seedDelivery(ctx, endpoint, {
      state: "pending",
      owner: "engine",
      leaseUntil: new Date(Date.now() + 60_000),
    });
    await expect(redeliver(ctx, { id: busy.id })).rejects.toMatchObject({
      error: "CONFLICT",
      message: expect.stringContaining("being sent"),
    });
    expect(await rowOf(ctx, busy.id)).toMatchObject({ owner: "engine", generation: 0 });
    const stuck = await seedDelivery(ctx, endpoint, {
      state: "pending",
      owner: "engine",
      leaseUntil: new Date(Date.now() - 1),
    });
    expect(await redeliver(ctx, { id: stuck.id })).toMatchObject({ state: "pending" });
  });

  const expectRefused = async ({ ctx }: FreshWorkspace, id: string, words: string) => {
    const before = await rowOf(ctx, id);
    await expect(redeliver(ctx, { id })).rejects.toMatchObject({
      error: "CONFLICT",
      message: expect.stringContaining(words),
    });
    expect(await rowOf(ctx, id)).toEqual(before);
  };

  test("is refused in words for a paused, turned-off and deleted endpoint, an erased event and a test", async () => {
    const made = await withEndpoint();
    const { ctx, endpoint } = made;
    const { id, eventId } = await seedDelivery(ctx, endpoint, { state: "failed" });
    const set = (state: "paused" | "disabled" | "enabled") =>
      ctx.db.endpoint.updateMany({ where: { id: endpoint.id }, data: { state } });
    await set("paused");
    await expectRefused(made, id, "paused");
    await set("disabled");
    await expectRefused(made, id, "turned off");
    await set("enabled");
    const sent = await seedDelivery(ctx, endpoint, { state: "failed", kind: "test" });
    await expectRefused(made, sent.id, "test");
    await ctx.db.event.updateMany({ where: { id: eventId }, data: { erasedAt: new Date() } });
    await expectRefused(made, id, "erased");
    await deleteEndpoint(ctx, OUTBOUND, endpoint.id);
    await expectRefused(made, id, "deleted");
  });

  test("is refused when the plan no longer includes the endpoint", async () => {
    const made = await withEndpoint();
    const { id } = await seedDelivery(made.ctx, made.endpoint, { state: "failed" });
    const downgraded = { ...made.ctx, workspace: { ...made.ctx.workspace, plan: "starter" as const } };
    await expect(redeliver(downgraded, { id })).rejects.toMatchObject({
      error: "CONFLICT",
      message: expect.stringContaining("plan"),
    });
  });

  test("needs the right of the delivery's own surface", async () => {
    const { ctx, as, endpoint } = await withEndpoint();
    const { id } = await seedDelivery(ctx, endpoint, { state: "failed" });
    await expect(redeliver(as("editor"), { id })).rejects.toMatchObject({ error: "FORBIDDEN" });
  });

  test("twenty times at once queues it under as many generations and loses none of the answers", async () => {
    const { ctx, endpoint } = await withEndpoint();
    const { id } = await seedDelivery(ctx, endpoint, { state: "failed" });
    await Promise.all(Array.from({ length: 20 }, () => redeliver(ctx, { id })));
    expect(await rowOf(ctx, id)).toMatchObject({ state: "pending", generation: 20 });
  });
});
