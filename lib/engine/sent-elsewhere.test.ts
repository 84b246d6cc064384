import { expect, test } from "vitest";

import { SentElsewhere } from "./sent-elsewhere";

const MINUTE = 60_000;
const row = (generation: number) => ({ id: "dlv_1", generation });

test("what an engine elsewhere accepted and never ran is sent again after 1, 2, 4 … 16 minutes, for ever", () => {
  const sent = new SentElsewhere();
  const waits: number[] = [];
  let last = 0;
  sent.note(row(1), 0);
  for (let now = MINUTE / 2; waits.length < 7; now += MINUTE / 2) {
    if (!sent.mayGo(row(1), now)) continue;
    waits.push((now - last) / MINUTE);
    sent.note(row(1), now);
    last = now;
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 16, 16]);
});

test("a new generation is new work and goes at once", () => {
  const sent = new SentElsewhere();
  sent.note(row(1), 0);
  expect(sent.mayGo(row(1), 1)).toBe(false);
  expect(sent.mayGo(row(2), 1)).toBe(true);
});

test("what was never sent goes", () => {
  expect(new SentElsewhere().mayGo(row(0))).toBe(true);
});
