import { afterEach, expect, test, vi } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { seedMany } from "@/e2e/fixtures/failed-deliveries";
import { type Receiver, startReceiver } from "@/e2e/fixtures/receiver";
import { withEngine } from "@/e2e/fixtures/with-engine";
import { eventType } from "@/lib/contracts/event-types";
import type { CreateReplay } from "@/lib/contracts/replays";
import type { Context } from "@/lib/services/context";
import { getDelivery } from "@/lib/services/deliveries/get";
import { createEndpoint, type NewEndpoint } from "@/lib/services/endpoints/create";
import { disableEndpoint } from "@/lib/services/endpoints/disable";
import { enableEndpoint } from "@/lib/services/endpoints/enable";
import { acceptEvent } from "@/lib/services/events/accept";
import { createReplay } from "@/lib/services/replays/create";
import { getReplay } from "@/lib/services/replays/get";
import { updateReplay } from "@/lib/services/replays/update";

withEngine();

const OUTBOUND = { surface: "outbound" } as const;
const FAILED: CreateReplay = { selection: { by: "filter", filter: { state: ["failed"] } }, tryFirst: false };
/** What may go at once after a standstill, as a share of a second's worth. */
const BURST = 0.5;
const receivers: Receiver[] = [];

afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

async function destination(ctx: Context, more: Partial<NewEndpoint> = {}) {
  const receiver = await startReceiver();
  receivers.push(receiver);
  const { id } = await createEndpoint(ctx, OUTBOUND, {
    url: receiver.url(),
    events: ["link.clicked", "sale.created"],
    ...more,
  });
  return { receiver, id };
}

const done = (ctx: Context, id: string) =>
  vi.waitFor(
    async () => {
      const replay = await getReplay(ctx, id);
      expect(replay.state).toBe("done");
      return replay;
    },
    { timeout: 15_000, interval: 50 },
  );

/** The most requests of any second, by the receiver's clock. */
const mostInASecond = ({ received }: Receiver): number =>
  Math.max(...received.map(({ at }) => received.filter((other) => other.at >= at && other.at < at + 1_000).length));

test("a replay sends each delivery once, with the id and bytes of before, and says who asked", async () => {
  const { ctx } = await freshWorkspace();
  const { receiver, id } = await destination(ctx);
  const failed = await seedMany(ctx, [id], 30, "failed");
  const { id: replayId } = await createReplay(ctx, FAILED);
  const replay = await done(ctx, replayId);
  expect(replay.progress).toMatchObject({ total: 30, delivered: 30, inFlight: 0 });
  expect(receiver.received.map((request) => request.id).toSorted()).toEqual(
    failed.map((each) => each.eventId).toSorted(),
  );
  const detail = await getDelivery(ctx, { id: failed[0]!.id });
  expect(detail.event.body).toBe(receiver.received.find((request) => request.id === failed[0]!.eventId)?.body);
  expect(detail.attempts.at(-1)).toMatchObject({ trigger: "replay", number: 11, statusCode: 200 });
});

test("a speed cap is kept by the receiver's clock, and a change of it is followed", async () => {
  const { ctx } = await freshWorkspace();
  const { receiver, id } = await destination(ctx);
  await seedMany(ctx, [id], 90, "failed");
  const { id: replayId } = await createReplay(ctx, { ...FAILED, ratePerSecond: 20 });
  await receiver.arrived(40);
  expect(mostInASecond(receiver)).toBeLessThanOrEqual(20 + 20 * BURST + 1);
  const took = receiver.received[39]!.at - receiver.received[0]!.at;
  expect(took).toBeGreaterThanOrEqual((39 / 20 - BURST) * 1_000);
  await updateReplay(ctx, replayId, { ratePerSecond: null });
  expect((await done(ctx, replayId)).progress).toMatchObject({ delivered: 90 });
});

test("what was held is sent at the speed that was chosen, oldest first", async () => {
  const { ctx } = await freshWorkspace();
  const { receiver, id } = await destination(ctx);
  await disableEndpoint(ctx, OUTBOUND, id);
  const held = await seedMany(ctx, [id], 40, "held");
  await enableEndpoint(ctx, OUTBOUND, id, { held: "send", ratePerSecond: 20 });
  await receiver.arrived(40);
  expect(mostInASecond(receiver)).toBeLessThanOrEqual(20 + 20 * BURST + 1);
  expect(receiver.received.at(-1)!.at - receiver.received[0]!.at).toBeGreaterThanOrEqual((39 / 20 - BURST) * 1_000);
  const place = new Map(held.map((each, at) => [each.eventId, at]));
  // Those of one turn are on their way together.
  for (const [at, request] of receiver.received.entries())
    expect(Math.abs((place.get(request.id) ?? -1) - at)).toBeLessThanOrEqual(20 * BURST + 1);
});

test("an event that happens during a replay does not wait for its end", async () => {
  const { ctx } = await freshWorkspace();
  const { receiver, id } = await destination(ctx, { rateLimit: 20 });
  await seedMany(ctx, [id], 100, "failed");
  const { id: replayId } = await createReplay(ctx, FAILED);
  await receiver.arrived(10);
  const event = await acceptEvent(ctx, { type: "sale.created", data: eventType("sale.created").sample });
  await vi.waitFor(() => expect(receiver.received.some((request) => request.id === event.id)).toBe(true), {
    timeout: 10_000,
    interval: 20,
  });
  expect((await getReplay(ctx, replayId)).progress.delivered).toBeLessThan(70);
  await updateReplay(ctx, replayId, { ratePerSecond: 1_000 });
  await done(ctx, replayId);
  expect(receiver.received).toHaveLength(101);
});
