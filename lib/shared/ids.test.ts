import { expect, test } from "vitest";

import { idPattern, idTime, newId, newIdAt, newUnguessableId } from "./ids";

const THOUSAND = { length: 1_000 };

test("ids sort in the order in which they were made, also those of one millisecond", () => {
  const ids = Array.from(THOUSAND, () => newId("event"));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("an id that stands in an address is given away by none of its neighbours", () => {
  const tails = Array.from(THOUSAND, () => newUnguessableId("installation").slice(-16));
  expect(new Set(tails).size).toBe(tails.length);
  // Of 80 random bits half differ from one to the next; those of ids in order are the last few.
  const firstHalves = new Set(tails.map((tail) => tail.slice(0, 8)));
  expect(firstHalves.size).toBe(tails.length);
});

test("an id says when it was made, and has one form", () => {
  const at = new Date("2026-03-01T12:00:00.123Z");
  const id = newIdAt("delivery", at);
  expect(idTime(id)).toEqual(at);
  expect(id).toMatch(idPattern("delivery"));
  for (const other of [id.toUpperCase(), `${id}0`, ` ${id}`, id.replace("dlv_", "evt_"), `${id.slice(0, -1)}u`])
    expect(other).not.toMatch(idPattern("delivery"));
});
