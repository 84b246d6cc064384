import { expect, test } from "vitest";

import { Together } from "./together";

/** Runs that end when they are told to; each answers with what it was given. */
function controlled(atOnce = 1, itemsMax = 10) {
  const runs: { items: readonly string[]; end: (error?: Error) => void }[] = [];
  const together = new Together<string, readonly string[]>({
    atOnce,
    itemsMax,
    isCommon: (error) => error instanceof RangeError,
    run: (items) =>
      new Promise((resolve, reject) => {
        runs.push({ items, end: (error) => (error ? reject(error) : resolve(items)) });
      }),
  });
  return { together, runs };
}

const settled = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

test("the first call goes at once, and what comes meanwhile goes together", async () => {
  const { together, runs } = controlled();
  const calls = [together.call(["a"]), together.call(["b"]), together.call(["c", "d"])];
  expect(runs.map(({ items }) => items)).toEqual([["a"]]);
  runs[0]!.end();
  await settled();
  expect(runs.map(({ items }) => items)).toEqual([["a"], ["b", "c", "d"]]);
  runs[1]!.end();
  expect(await Promise.all(calls)).toEqual([["a"], ["b", "c", "d"], ["b", "c", "d"]]);
});

test("calls stay whole, and no more fit into a run than it may hold", async () => {
  const { together, runs } = controlled(1, 3);
  void together.call(["a"]);
  for (const items of [
    ["b", "c"],
    ["d", "e"],
    ["f", "g", "h", "i"],
  ])
    void together.call(items);
  for (let at = 0; at < 3; at++) {
    runs[at]!.end();
    await settled();
  }
  expect(runs.map(({ items }) => items.join(""))).toEqual(["a", "bc", "de", "fghi"]);
});

test("one call's items fail alone, and what fails for all fails once", async () => {
  const { together, runs } = controlled();
  void together.call(["a"]);
  const calls = Promise.allSettled([together.call(["b"]), together.call(["c"])]);
  runs[0]!.end();
  await settled();
  runs[1]!.end(new Error("Refused."));
  await settled();
  runs[2]!.end();
  await settled();
  runs[3]!.end(new Error("Refused."));
  expect((await calls).map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);

  await settled();
  void together.call(["d"]);
  const both = Promise.allSettled([together.call(["e"]), together.call(["f"])]);
  runs[4]!.end();
  await settled();
  runs[5]!.end(new RangeError("Away."));
  expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(runs).toHaveLength(6);
});
