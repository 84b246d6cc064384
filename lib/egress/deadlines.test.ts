import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Deadlines, type Expiring } from "./deadlines";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setImmediate", "clearImmediate", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

class Item implements Expiring {
  slot = -1;
  expiredAt: number | null = null;
  constructor(readonly onExpire: () => void = () => undefined) {}
  expire(): void {
    this.expiredAt = performance.now();
    this.onExpire();
  }
}

const addAll = (deadlines: Deadlines, delays: number[]): { item: Item; due: number }[] =>
  delays.map((delay) => {
    const item = new Item();
    const due = performance.now() + delay;
    deadlines.add(item, due);
    return { item, due };
  });

test("every item expires once its time is over, never early and at most 100 ms late", () => {
  const items = addAll(new Deadlines(), [0, 1, 49, 50, 51, 100, 999, 1000, 1001, 5000, 15_000, 30_000]);
  vi.advanceTimersByTime(30_200);
  for (const { item, due } of items) {
    expect(item.expiredAt).toBeGreaterThanOrEqual(due);
    expect(item.expiredAt! - due).toBeLessThanOrEqual(102);
  }
});

test("a removed item never expires, and removing twice does no harm", () => {
  const deadlines = new Deadlines();
  const [kept, removed] = addAll(deadlines, [100, 100]);
  deadlines.remove(removed!.item);
  deadlines.remove(removed!.item);
  vi.advanceTimersByTime(1000);
  expect(removed!.item.expiredAt).toBeNull();
  expect(kept!.item.expiredAt).not.toBeNull();
});

test("an item that is added or removed while others expire is treated like any other", () => {
  const deadlines = new Deadlines();
  const late = new Item();
  const victim = new Item();
  const first = new Item(() => {
    deadlines.add(late, performance.now());
    deadlines.remove(victim);
  });
  deadlines.add(first, performance.now() + 100);
  deadlines.add(victim, performance.now() + 200);
  vi.advanceTimersByTime(1000);
  expect([first.expiredAt, late.expiredAt].every((at) => at !== null)).toBe(true);
  expect(victim.expiredAt).toBeNull();
});

test("no timer runs while nothing waits, and it starts again with the next item", () => {
  const deadlines = new Deadlines();
  expect(vi.getTimerCount()).toBe(0);
  for (let round = 0; round < 3; round++) {
    const [entry] = addAll(deadlines, [120]);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(500);
    expect(entry!.item.expiredAt).not.toBeNull();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(60_000);
  }
});
