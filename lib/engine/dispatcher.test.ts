import { beforeEach, expect, test, vi } from "vitest";

import { newId } from "@/lib/shared/ids";

import { Dispatcher } from "./dispatcher";
import type { Job } from "./job";
import { ENDPOINT_MAX, ENDPOINT_START, FAILING_MAX, GLOBAL_MAX, WORKSPACE_MAX } from "./lanes";

// Receivers that never answer, of endpoints as the engine finds them.
vi.mock("./send", () => ({ sendOnce: () => new Promise(() => {}), attemptRow: vi.fn<() => void>() }));
vi.mock("./routing", () => ({
  routingOf: async () => ({ routes: { get: () => ({ hold: null, waitUntil: 0, rateLimit: null }) } }),
}));

const ID = newId("delivery");

const claimed = (generation: number, more: Partial<Job> = {}): Job => ({
  id: ID,
  workspaceId: newId("workspace"),
  endpointId: newId("endpoint"),
  eventId: newId("event"),
  eventType: "sale.created",
  eventCreatedAt: new Date(),
  body: "{}",
  generation,
  attemptCount: 0,
  step: 0,
  trigger: "automatic",
  requestedBy: null,
  replayed: false,
  attempts: [],
  place: "waiting",
  claimedAt: performance.now(),
  done: null,
  ...more,
});

let one: Dispatcher;
beforeEach(() => {
  one = new Dispatcher(vi.fn<() => void>(), vi.fn<() => void>());
});

/** Has so many jobs run, and answers how many of them are on their way once all that may start has started. */
async function run(count: number, of: { failures?: number; more?: Partial<Job> } = {}): Promise<number> {
  const before = one.inFlight;
  for (let at = 0; at < count; at++) {
    const job = claimed(1, { id: newId("delivery"), ...of.more });
    one.lanes.of(job.endpointId, job.workspaceId).failuresInARow = of.failures ?? 0;
    void one.run(job);
  }
  let seen = -1;
  while (seen !== one.inFlight) {
    seen = one.inFlight;
    // A turn of the event loop, in which all that was waiting for a promise has gone on.
    await new Promise(setImmediate);
  }
  return one.inFlight - before;
}

test("a claim is held once, however often it is found", () => {
  expect(one.hold(claimed(1))).toBe(true);
  expect(one.hold(claimed(1))).toBe(false);
  expect({ size: one.size, bytes: one.bytes }).toEqual({ size: 1, bytes: 2 });
});

test("a newer claim takes the place of one whose request is still on its way, and an older one never does", () => {
  const older = claimed(1);
  one.hold(older);
  one.take(1);
  older.place = "sent";
  expect(one.hold(claimed(2))).toBe(true);
  expect(one.hold(claimed(1))).toBe(false);
  expect(one.job(ID)?.generation).toBe(2);
  expect({ size: one.size, bytes: one.bytes }).toEqual({ size: 1, bytes: 2 });
});

test("endpoints that keep failing have a quarter of all sockets between them, and the others do not wait for it", async () => {
  expect(await run(2 * FAILING_MAX, { failures: 3 })).toBe(FAILING_MAX);
  expect(await run(50, { failures: 2 })).toBe(50);
  expect(FAILING_MAX).toBe(GLOBAL_MAX / 4);
});

test("a process opens a thousand sockets and no more", async () => {
  expect(await run(1_200)).toBe(GLOBAL_MAX);
  expect(GLOBAL_MAX).toBe(1_000);
});

test("one workspace has 256 of them, and its neighbour does not wait", async () => {
  expect(await run(400, { more: { workspaceId: newId("workspace") } })).toBe(WORKSPACE_MAX);
  expect(WORKSPACE_MAX).toBe(256);
  expect(await run(1)).toBe(1);
});

test("one endpoint has 8 at first, and up to 32 once it has answered quickly", async () => {
  const more = { workspaceId: newId("workspace"), endpointId: newId("endpoint") };
  expect(await run(100, { more })).toBe(ENDPOINT_START);
  const lane = one.lanes.of(more.endpointId, more.workspaceId);
  for (let answers = 0; answers < 100; answers++) lane.learn(true, 20);
  expect(lane.width).toBe(ENDPOINT_MAX);
  lane.learn(false, 20);
  expect(lane.width).toBe(ENDPOINT_MAX / 2);
  expect([ENDPOINT_START, ENDPOINT_MAX]).toEqual([8, 32]);
});
