import { array, assert, nat, property } from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { DAY, HOUR, SECOND } from "@/lib/shared/time";

import { DueQueue } from "./due-queue";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: 0 }));
afterEach(() => void vi.useRealTimers());

it("acts in order of time, and in order of arrival at one time, whatever the order of adding", () => {
  assert(
    property(array(nat(50), { maxLength: 200 }), (delays) => {
      const queue = new DueQueue();
      const acted: [number, number][] = [];
      delays.forEach((delay, i) => queue.add(Date.now() + delay, () => void acted.push([delay, i])));
      vi.advanceTimersByTime(50);
      expect(acted).toEqual(
        delays.map((delay, i): [number, number] => [delay, i]).toSorted(([a, i], [b, j]) => a - b || i - j),
      );
      expect(queue.size).toBe(0);
      expect(vi.getTimerCount()).toBe(0);
    }),
  );
});

it("is never early and sets one timer for however many", () => {
  const queue = new DueQueue();
  let acted = 0;
  const act = (): void => void acted++;
  for (let i = 0; i < 10_000; i++) queue.add(3 * DAY, act);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(3 * DAY - 1);
  expect(acted).toBe(0);
  vi.advanceTimersByTime(1);
  expect(acted).toBe(10_000);
});

it("is not early either when its timer is, as Node's may be by a millisecond", () => {
  const queue = new DueQueue();
  let acted = false;
  queue.add(SECOND, () => void (acted = true));
  vi.setSystemTime(-1);
  vi.advanceTimersByTime(SECOND);
  expect(acted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(acted).toBe(true);
});

it("lets an earlier act overtake the one it waits for", () => {
  const queue = new DueQueue();
  const acted: string[] = [];
  queue.add(2 * SECOND, () => void acted.push("later"));
  queue.add(SECOND, () => void acted.push("sooner"));
  vi.advanceTimersByTime(SECOND);
  expect(acted).toEqual(["sooner"]);
});

it("takes acts that come from an act", () => {
  const queue = new DueQueue();
  const acted: number[] = [];
  queue.add(10, () => {
    queue.add(5, () => void acted.push(2));
    queue.add(20, () => void acted.push(3));
    acted.push(1);
  });
  vi.advanceTimersByTime(10);
  expect(acted).toEqual([1, 2]);
  vi.advanceTimersByTime(10);
  expect(acted).toEqual([1, 2, 3]);
});

it("notices within a minute that the clock has jumped ahead", () => {
  const queue = new DueQueue();
  let acted = false;
  queue.add(5 * HOUR, () => void (acted = true));
  vi.setSystemTime(6 * HOUR);
  vi.advanceTimersByTime(60 * SECOND);
  expect(acted).toBe(true);
});

it("forgets all when cleared, its timer too", () => {
  const queue = new DueQueue();
  queue.add(SECOND, () => expect.unreachable());
  queue.clear();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(DAY);
});
