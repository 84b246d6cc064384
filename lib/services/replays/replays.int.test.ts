import { afterAll, describe, expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { driveReplays } from "@/e2e/fixtures/replays";
import { withDatabase } from "@/e2e/fixtures/with-database";
import type { CreateReplay, Replay } from "@/lib/contracts/replays";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { createEndpoint } from "../endpoints/create";
import { deleteEndpoint } from "../endpoints/delete";
import { disableEndpoint } from "../endpoints/disable";
import { cancelReplay } from "./cancel";
import { createReplay } from "./create";
import { getReplay } from "./get";
import { listReplays } from "./list";
import { pauseReplay } from "./pause";
import { previewReplay } from "./preview";
import { resumeReplay } from "./resume";
import { updateReplay } from "./update";

withDatabase();
afterAll(closeEnginePool);

const OUTBOUND = { surface: "outbound" } as const;
const FAILED = { by: "filter", filter: { state: ["failed"] } } as const satisfies CreateReplay["selection"];
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

async function withEndpoint(surface: "workspace" | "outbound" = "outbound") {
  const workspace = await freshWorkspace();
  const endpoint = await createEndpoint(workspace.ctx, { surface }, anEndpoint({ events: ["link.clicked"] }));
  const seed = (more: Parameters<typeof seedDelivery>[2] = {}) => seedDelivery(workspace.ctx, endpoint, more);
  return { ...workspace, endpoint, seed };
}

const start = (ctx: Context, selection: CreateReplay["selection"], more: Partial<CreateReplay> = {}) =>
  createReplay(ctx, { selection, tryFirst: false, ...more });
const rowOf = (ctx: Context, id: string) => ctx.db.delivery.findFirstOrThrow({ where: { id } });

/** The two sums that must always hold. */
function expectBalanced({ progress }: Replay): void {
  const { total, waiting, sent, inFlight, retrying, delivered, failed, leftOut } = progress;
  expect(waiting + sent + leftOut).toBe(total);
  expect(inFlight + retrying + delivered + failed).toBe(sent);
}

/** As if receivers had answered everything that is queued. */
const answerAll = (ctx: Context, state: "delivered" | "failed" | "retrying") =>
  ctx.db.delivery.updateMany({
    where: { state: "pending", replayId: { not: null } },
    data: { state, lastAttemptAt: new Date(), attemptCount: { increment: 1 } },
  });

describe("what is selected", () => {
  test("by filter is sent, and neither another state nor what came later nor another workspace's", async () => {
    const { ctx, seed } = await withEndpoint();
    const stranger = await withEndpoint();
    const theirs = await stranger.seed({ state: "failed" });
    const failed = [await seed({ state: "failed", step: 10 }), await seed({ state: "failed" })];
    const delivered = await seed();
    const { id } = await start(ctx, FAILED);
    const later = await seed({ state: "failed", createdAt: new Date(Date.now() + 60_000) });
    await driveReplays();
    for (const each of failed)
      expect(await rowOf(ctx, each.id)).toMatchObject({
        state: "pending",
        step: 0,
        trigger: "replay",
        requestedBy: "Ada",
        replayId: id,
        generation: 1,
      });
    expect(await rowOf(ctx, delivered.id)).toMatchObject({ state: "delivered", generation: 0 });
    expect(await rowOf(ctx, later.id)).toMatchObject({ state: "failed", generation: 0 });
    expect(await rowOf(stranger.ctx, theirs.id)).toMatchObject({ state: "failed", generation: 0 });
    const replay = await getReplay(ctx, id);
    expect(replay.progress).toMatchObject({ total: 2, sent: 2, inFlight: 2, leftOut: 0 });
    expectBalanced(replay);
  });

  test("by ids leaves out, with its reason, what is foreign, missing, a test, erased, too old or under way", async () => {
    const { ctx, endpoint, seed } = await withEndpoint();
    const stranger = await withEndpoint();
    const foreign = await stranger.seed({ state: "failed" });
    const good = await seed({ state: "failed" });
    const sentTest = await seed({ state: "failed", kind: "test" });
    const erased = await seed({ state: "failed" });
    await ctx.db.event.updateMany({ where: { id: erased.eventId }, data: { erasedAt: new Date() } });
    const old = await seed({ state: "failed", createdAt: minutesAgo(91 * 24 * 60) });
    const waiting = await seed({ state: "pending" });
    const ids = [good, foreign, sentTest, erased, old, waiting].map((each) => each.id).concat(newId("delivery"));
    const preview = await previewReplay(ctx, { selection: { by: "deliveries", ids } });
    expect(preview).toMatchObject({ matched: 7, exact: true, willSend: 1 });
    expect(Object.fromEntries(preview.leftOut.map(({ code, count }) => [code, count]))).toEqual({
      not_found: 2,
      test: 1,
      erased: 1,
      expired: 1,
      in_progress: 1,
    });
    expect(preview.sample).toMatchObject([{ deliveryId: good.id, endpointId: endpoint.id }]);
    const { id } = await start(ctx, { by: "deliveries", ids });
    await driveReplays();
    const replay = await getReplay(ctx, id);
    expect(replay.progress).toMatchObject({ total: 7, sent: 1, leftOut: 6, leftOutReasons: preview.leftOut });
    expect(replay.selection).toEqual({ by: "deliveries", count: 7 });
    expectBalanced(replay);
  });

  test("of endpoints that take nothing is left out and keeps its state", async () => {
    const { ctx, endpoint, seed } = await withEndpoint();
    const one = await seed({ state: "failed" });
    await disableEndpoint(ctx, OUTBOUND, endpoint.id);
    const gone = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    await seedDelivery(ctx, gone, { state: "failed" });
    await deleteEndpoint(ctx, OUTBOUND, gone.id);
    const { id } = await start(ctx, FAILED);
    await driveReplays();
    const { state, progress } = await getReplay(ctx, id);
    expect(state).toBe("done");
    expect(progress.leftOutReasons.map(({ code }) => code)).toEqual(["endpoint_deleted", "endpoint_paused"]);
    expect(await rowOf(ctx, one.id)).toMatchObject({ state: "failed", generation: 0 });
  });

  test("by a time range are the events an endpoint would get now, those it never got included", async () => {
    const { ctx, endpoint, seed } = await withEndpoint();
    const elsewhere = await createEndpoint(ctx, OUTBOUND, anEndpoint({ events: ["link.clicked"] }));
    const never = await seedDelivery(ctx, elsewhere, { createdAt: minutesAgo(30) });
    const failed = await seed({ state: "failed", createdAt: minutesAgo(20) });
    await seed({ createdAt: minutesAgo(20) });
    await seedDelivery(ctx, elsewhere, { createdAt: minutesAgo(90) });
    const range = {
      by: "events",
      endpointId: endpoint.id,
      start: minutesAgo(60).toISOString(),
      end: minutesAgo(1).toISOString(),
      includeDelivered: false,
    } as const;
    const preview = await previewReplay(ctx, { selection: range });
    expect(preview).toMatchObject({ matched: 3, willSend: 2, leftOut: [{ code: "already_delivered", count: 1 }] });
    const { id } = await start(ctx, range);
    await driveReplays();
    expect((await getReplay(ctx, id)).progress).toMatchObject({ total: 3, sent: 2 });
    expect(await rowOf(ctx, failed.id)).toMatchObject({ state: "pending", kind: "event" });
    const made = await ctx.db.delivery.findFirst({ where: { eventId: never.eventId, endpointId: endpoint.id } });
    expect(made).toMatchObject({ state: "pending", kind: "replay", trigger: "replay", replayId: id });
    expect(await ctx.db.endpointLedger.findMany({ where: { endpointId: endpoint.id } })).toMatchObject([
      { matched: 1n },
    ]);
  });

  test("by a time range obeys the endpoint's filter", async () => {
    const { ctx } = await freshWorkspace();
    const other = await createEndpoint(ctx, OUTBOUND, anEndpoint({ events: ["link.clicked"] }));
    const strict = await createEndpoint(
      ctx,
      OUTBOUND,
      anEndpoint({ events: ["link.clicked"], filters: { "data.link.shortCode": { $eq: "nothing-like-it" } } }),
    );
    await seedDelivery(ctx, other, { createdAt: minutesAgo(5) });
    const range = { by: "events", start: minutesAgo(60).toISOString(), end: minutesAgo(1).toISOString() } as const;
    const count = async (endpointId: string) =>
      (await previewReplay(ctx, { selection: { ...range, endpointId, includeDelivered: true } })).willSend;
    expect(await count(strict.id)).toBe(0);
    expect(await count(other.id)).toBe(1);
  });

  test("by an incident are the failures of its group", async () => {
    const { ctx, endpoint, seed } = await withEndpoint();
    const mine = await seed({ state: "failed" });
    await seed({ state: "failed" });
    const incidentId = newId("incident");
    await ctx.db.delivery.updateMany({ where: { id: mine.id }, data: { failureGroup: "group-1" } });
    await ctx.db.incident.create({
      data: {
        id: incidentId,
        workspaceId: ctx.workspace.id,
        endpointId: endpoint.id,
        failureGroup: "group-1",
        errorClass: "http",
        firstSeenAt: minutesAgo(5),
        lastSeenAt: minutesAgo(1),
        sampleDelivery: mine.id,
      },
    });
    await start(ctx, { by: "incident", incidentId });
    await driveReplays();
    expect(await ctx.db.delivery.count({ where: { state: "pending" } })).toBe(1);
    expect(await rowOf(ctx, mine.id)).toMatchObject({ state: "pending" });
  });

  test("goes to one other endpoint once for each event, and not where it was delivered already", async () => {
    const { ctx, endpoint, seed } = await withEndpoint();
    const target = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    const second = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    const failed = await seed({ state: "failed" });
    const got = await seed({ state: "failed" });
    const copies = [
      { eventId: failed.eventId, eventCreatedAt: failed.eventCreatedAt, endpointId: second.id, state: "failed" },
      { eventId: got.eventId, eventCreatedAt: got.eventCreatedAt, endpointId: target.id, state: "delivered" },
    ] as const;
    await ctx.db.delivery.createMany({
      data: copies.map((copy) => ({
        ...copy,
        id: newId("delivery"),
        workspaceId: ctx.workspace.id,
        eventType: "link.clicked",
        surface: "outbound" as const,
      })),
    });
    const { id } = await start(ctx, FAILED, { endpointId: target.id });
    await driveReplays();
    const replay = await getReplay(ctx, id);
    expect(replay.progress).toMatchObject({ total: 2, sent: 1, leftOut: 1 });
    const made = await ctx.db.delivery.findMany({ where: { replayId: id } });
    expect(made).toMatchObject([{ eventId: failed.eventId, endpointId: target.id, kind: "replay", state: "pending" }]);
    expect(await ctx.db.delivery.count({ where: { endpointId: endpoint.id, state: "failed" } })).toBe(2);
  });

  test("is confined to the surfaces whose permission its maker has", async () => {
    const { ctx, seed } = await withEndpoint();
    const webhook = await createEndpoint(ctx, { surface: "workspace" }, anEndpoint());
    const linked = await seedDelivery(ctx, webhook, { state: "failed" });
    await seed({ state: "failed" });
    const without = (...permissions: string[]): Context => ({ ...ctx, can: (asked) => !permissions.includes(asked) });
    const blind = await previewReplay(without("links:read", "links:update"), { selection: FAILED });
    expect(blind).toMatchObject({ matched: 1, willSend: 1 });
    expect(
      await previewReplay(without("links:read", "links:update"), { selection: { by: "deliveries", ids: [linked.id] } }),
    ).toMatchObject({ willSend: 0, leftOut: [{ code: "not_found", count: 1 }] });
    const reader = without("links:update");
    expect(await previewReplay(reader, { selection: FAILED })).toMatchObject({
      matched: 2,
      willSend: 1,
      leftOut: [{ code: "not_allowed", count: 1 }],
    });
    await start(reader, FAILED);
    await driveReplays();
    expect(await rowOf(ctx, linked.id)).toMatchObject({ state: "failed", generation: 0 });
  });

  test("names endpoints and incidents of this workspace alone, a foreign one answered like a missing one", async () => {
    const { ctx } = await withEndpoint();
    const stranger = await withEndpoint();
    const says = (endpointId: string) =>
      start(ctx, FAILED, { endpointId }).then(
        () => "made",
        (error: unknown) => JSON.stringify(error),
      );
    const missing = await says(newId("endpoint"));
    expect(missing).toContain("No such endpoint");
    expect(await says(stranger.endpoint.id)).toBe(missing);
    await expect(start(ctx, { by: "incident", incidentId: newId("incident") })).rejects.toMatchObject({
      details: [{ path: "selection.incidentId" }],
    });
  });
});

describe("the same selection", () => {
  test("asked for ten times at once is one replay, and every delivery is queued once", async () => {
    const { ctx, seed } = await withEndpoint();
    const failed = [await seed({ state: "failed" }), await seed({ state: "failed" })];
    const made = await Promise.all(Array.from({ length: 10 }, () => start(ctx, FAILED)));
    expect(new Set(made.map((replay) => replay.id)).size).toBe(1);
    await driveReplays();
    for (const each of failed) expect(await rowOf(ctx, each.id)).toMatchObject({ generation: 1 });
  });

  test("in another order is the same, and may be started again when it is over", async () => {
    const { ctx, seed } = await withEndpoint();
    const ids = [(await seed({ state: "failed" })).id, (await seed({ state: "failed" })).id];
    const first = await start(ctx, { by: "deliveries", ids });
    expect((await start(ctx, { by: "deliveries", ids: ids.toReversed() })).id).toBe(first.id);
    await cancelReplay(ctx, first.id);
    expect((await start(ctx, { by: "deliveries", ids })).id).not.toBe(first.id);
  });

  test("in two replays that overlap is not sent by the second while the first has it, nor once it is delivered", async () => {
    const { ctx, seed } = await withEndpoint();
    const both = [await seed({ state: "failed" }), await seed({ state: "failed" })].map((each) => each.id);
    const first = await start(ctx, { by: "deliveries", ids: both.slice(0, 1) });
    const second = await start(ctx, { by: "deliveries", ids: both });
    await driveReplays();
    const progress = async (id: string) => (await getReplay(ctx, id)).progress;
    expect((await progress(first.id)).sent + (await progress(second.id)).sent).toBe(2);
    expect(await rowOf(ctx, both[0]!)).toMatchObject({ generation: 1 });
    await answerAll(ctx, "delivered");
    const third = await start(ctx, { by: "deliveries", ids: both }, { ratePerSecond: 1 });
    await driveReplays();
    expectBalanced(await getReplay(ctx, third.id));
  });
});

describe("a person", () => {
  test("pauses, resumes and cancels; what was not sent keeps its state, and sent and not sent add up", async () => {
    const { ctx, seed } = await withEndpoint();
    for (let each = 0; each < 3; each++) await seed({ state: "failed", createdAt: minutesAgo(10 - each) });
    const { id } = await start(ctx, FAILED, { ratePerSecond: 1 });
    await driveReplays();
    expect((await getReplay(ctx, id)).progress).toMatchObject({ sent: 1, waiting: 2 });
    expect(await pauseReplay(ctx, id)).toMatchObject({ state: "paused", stateReason: { code: "person" } });
    await updateReplay(ctx, id, { ratePerSecond: null });
    await driveReplays();
    expect((await getReplay(ctx, id)).progress).toMatchObject({ sent: 1, waiting: 2 });
    await answerAll(ctx, "delivered");
    await driveReplays();
    expect((await getReplay(ctx, id)).progress).toMatchObject({ sent: 1, inFlight: 0, delivered: 1 });
    const canceled = await cancelReplay(ctx, id);
    expect(canceled).toMatchObject({ state: "canceled", progress: { total: 3, sent: 1, waiting: 2 } });
    expect(canceled.finishedAt).not.toBeNull();
    expect(await ctx.db.delivery.count({ where: { state: "failed", generation: 0 } })).toBe(2);
    await expect(resumeReplay(ctx, id)).rejects.toMatchObject({ error: "CONFLICT" });
    await expect(updateReplay(ctx, id, { ratePerSecond: 5 })).rejects.toMatchObject({ error: "CONFLICT" });
    const actions = await ctx.db.auditEntry.findMany({ where: { objectId: id }, orderBy: { id: "asc" } });
    expect(actions.map((entry) => entry.action)).toEqual([
      "replay.create",
      "replay.pause",
      "replay.update",
      "replay.cancel",
    ]);
  });

  test("who pauses while it is being prepared loses nothing", async () => {
    const { ctx, seed } = await withEndpoint();
    await seed({ state: "failed" });
    const { id } = await start(ctx, FAILED);
    await pauseReplay(ctx, id);
    await driveReplays();
    expect((await getReplay(ctx, id)).progress.total).toBe(0);
    expect(await resumeReplay(ctx, id)).toMatchObject({ state: "preparing" });
    await driveReplays();
    expect((await getReplay(ctx, id)).progress).toMatchObject({ total: 1, sent: 1 });
  });

  test("who asks to try one first has exactly one sent, and when it fails the replay pauses with the delivery as it was", async () => {
    const { ctx, seed } = await withEndpoint();
    const first = await seed({ state: "failed", createdAt: minutesAgo(10), step: 10 });
    await seed({ state: "failed", createdAt: minutesAgo(5) });
    const { id } = await start(ctx, FAILED, { tryFirst: true });
    await driveReplays();
    expect((await getReplay(ctx, id)).progress).toMatchObject({ sent: 1, waiting: 1 });
    await answerAll(ctx, "retrying");
    await driveReplays();
    const paused = await getReplay(ctx, id);
    expect(paused).toMatchObject({ state: "paused", stateReason: { code: "first_failed" }, progress: { sent: 0 } });
    expectBalanced(paused);
    expect(await rowOf(ctx, first.id)).toMatchObject({ state: "failed", nextAttemptAt: null });
    await resumeReplay(ctx, id);
    await driveReplays();
    expect(await rowOf(ctx, first.id)).toMatchObject({ state: "pending" });
    await answerAll(ctx, "delivered");
    await driveReplays();
    expect((await getReplay(ctx, id)).progress).toMatchObject({ sent: 2, delivered: 1, inFlight: 1 });
  });

  test("who asks to stop after failures in a row is asked again after so many", async () => {
    const { ctx, seed } = await withEndpoint();
    for (let each = 0; each < 10; each++) await seed({ state: "failed" });
    const { id } = await start(ctx, FAILED, { stopAfterFailures: 3 });
    await driveReplays();
    await answerAll(ctx, "failed");
    await driveReplays();
    const paused = await getReplay(ctx, id);
    expect(paused).toMatchObject({ state: "paused", stateReason: { code: "failures_in_a_row" } });
    expect(paused.progress).toMatchObject({ failed: 3, waiting: 7 });
  });

  test("sees it finish, with what failed again and what is still being retried apart", async () => {
    const { ctx, seed } = await withEndpoint();
    const [one, two, three] = [
      await seed({ state: "failed" }),
      await seed({ state: "failed" }),
      await seed({ state: "failed" }),
    ];
    const { id } = await start(ctx, FAILED);
    await driveReplays();
    const set = (delivery: { id: string }, state: "delivered" | "failed" | "retrying") =>
      ctx.db.delivery.updateMany({ where: { id: delivery.id }, data: { state } });
    await Promise.all([set(one, "delivered"), set(two, "failed"), set(three, "retrying")]);
    await driveReplays();
    const done = await getReplay(ctx, id);
    expect(done).toMatchObject({ state: "done", progress: { delivered: 1, failed: 1, retrying: 1 } });
    await set(three, "delivered");
    await ctx.db.replay.updateMany({ where: { id }, data: { settleAt: new Date(0) } });
    await driveReplays();
    const settled = await getReplay(ctx, id);
    expect(settled.progress).toMatchObject({ delivered: 2, failed: 1, retrying: 0 });
    expectBalanced(settled);
  });

  test("of another workspace finds, changes and lists nothing", async () => {
    const { ctx, seed } = await withEndpoint();
    await seed({ state: "failed" });
    const { id } = await start(ctx, FAILED);
    const stranger = await freshWorkspace();
    const missing = newId("replay");
    for (const verb of [getReplay, pauseReplay, resumeReplay, cancelReplay]) {
      const says = (target: string) => verb(stranger.ctx, target).catch((error: unknown) => String(error));
      expect(await says(id)).toBe(await says(missing));
    }
    expect((await listReplays(stranger.ctx, { page: 1, limit: 20 })).data).toEqual([]);
    expect((await listReplays(ctx, { page: 1, limit: 20, state: ["preparing"] })).data).toMatchObject([{ id }]);
  });
});
