import { expect, test } from "vitest";

import { changesOf } from "./changes";

test("only what differs is told, with what was and what is", () => {
  expect(changesOf({ name: "A", version: 1, url: "u" }, { name: "B", version: 1, events: ["x"] })).toEqual([
    { field: "name", before: "A", after: "B" },
    { field: "url", before: "u", after: null },
    { field: "events", before: null, after: "x" },
  ]);
});

test("what is made or destroyed shows one side, and what is no object shows nothing", () => {
  expect(changesOf(null, { name: "A" })).toEqual([{ field: "name", before: null, after: "A" }]);
  expect(changesOf(null, null)).toEqual([]);
  expect(changesOf([1], "text")).toEqual([]);
});

test("set values, lists and switches are told in words, what is free text as it is", () => {
  expect(
    changesOf(
      { state: "disabled", role: "viewer", enabled: true, name: "disabled" },
      { state: "enabled", role: "admin", enabled: false, name: "toString", events: ["a", "b"], filters: { a: 1 } },
    ),
  ).toEqual([
    { field: "state", before: "turned off", after: "enabled" },
    { field: "role", before: "viewer", after: "admin" },
    { field: "enabled", before: "yes", after: "no" },
    { field: "name", before: "disabled", after: "toString" },
    { field: "events", before: null, after: "a, b" },
    { field: "filters", before: null, after: '{"a":1}' },
  ]);
});
