import { expect, test } from "vitest";

import { compareBodies, compareHeaders } from "./compare";

test("the order of keys is no difference, a value and a missing field are", () => {
  const before = '{"ok":true,"error":{"code":1,"list":[1,2]}}';
  const after = '{"error":{"list":[1,3],"code":1},"ok":true,"more":null}';
  expect(compareBodies(before, after)).toEqual([
    { kind: "changed", at: "error.list[1]", before: "2", after: "3", expected: false },
    { kind: "added", at: "more", before: null, after: "null", expected: false },
  ]);
  expect(compareBodies('{"a":1,"b":2}', '{"b":2,"a":1}')).toEqual([]);
});

test("text is compared by line, and a body that is gone as one that has none", () => {
  expect(compareBodies("one\ntwo", "one\n2")).toEqual([
    { kind: "changed", at: "2", before: "two", after: "2", expected: false },
  ]);
  expect(compareBodies("gone", null)).toEqual([
    { kind: "removed", at: "1", before: "gone", after: null, expected: false },
  ]);
  expect(compareBodies(null, null)).toEqual([]);
});

test("what differs each time by its nature is told apart from what should not", () => {
  const changes = compareHeaders(
    [
      ["Webhook-Id", "evt_1"],
      ["webhook-timestamp", "1"],
      ["x-kind", "a"],
    ],
    [
      ["webhook-id", "evt_1"],
      ["webhook-timestamp", "2"],
      ["x-kind", "b"],
    ],
  );
  expect(changes.map(({ at, expected }) => [at, expected])).toEqual([
    ["webhook-timestamp", true],
    ["x-kind", false],
  ]);
});

test("a body of four thousand levels is compared without running out of stack", () => {
  const deep = (leaf: string): string => "[".repeat(4_000) + leaf + "]".repeat(4_000);
  expect(compareBodies(deep("1"), deep("2"))).toHaveLength(1);
});
