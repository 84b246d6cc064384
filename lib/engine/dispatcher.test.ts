import { expect, test, vi } from "vitest";

import { newId } from "@/lib/shared/ids";

import { Dispatcher } from "./dispatcher";
import type { Job } from "./job";

const ID = newId("delivery");

const claimed = (generation: number): Job => ({
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
});

const dispatcher = (): Dispatcher => new Dispatcher(vi.fn<() => void>(), vi.fn<() => void>());

test("a claim is held once, however often it is found", () => {
  const one = dispatcher();
  expect(one.hold(claimed(1))).toBe(true);
  expect(one.hold(claimed(1))).toBe(false);
  expect({ size: one.size, bytes: one.bytes }).toEqual({ size: 1, bytes: 2 });
});

test("a newer claim takes the place of one whose request is still on its way, and an older one never does", () => {
  const one = dispatcher();
  const older = claimed(1);
  one.hold(older);
  one.take(1);
  older.place = "sent";
  expect(one.hold(claimed(2))).toBe(true);
  expect(one.hold(claimed(1))).toBe(false);
  expect(one.job(ID)?.generation).toBe(2);
  expect({ size: one.size, bytes: one.bytes }).toEqual({ size: 1, bytes: 2 });
});
