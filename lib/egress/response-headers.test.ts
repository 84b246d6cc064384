import { expect, test } from "vitest";

import { keepResponseHeaders } from "./response-headers";

const raw = (...pairs: [string, string][]): Buffer[] => pairs.flat().map((text) => Buffer.from(text, "latin1"));
const flood = (count: number, value = "v"): [string, string][] =>
  Array.from({ length: count }, (_, at) => [`x-${String(at).padStart(4, "0")}`, value]);

test("names come in lower case, in the order they were sent, repeated ones each", () => {
  expect(keepResponseHeaders(raw(["Set-Cookie", "a"], ["X-A", "1"], ["set-cookie", "b"]))).toEqual([
    ["set-cookie", "a"],
    ["x-a", "1"],
    ["set-cookie", "b"],
  ]);
});

test("at most 50 headers are kept", () => {
  expect(keepResponseHeaders(raw(...flood(80)))).toHaveLength(50);
});

test("at most 4 KiB of names and values are kept, and a later header that fits still is", () => {
  const kept = keepResponseHeaders(raw(["big", "v".repeat(5000)], ...flood(10, "v".repeat(600)), ["last", "1"]));
  expect(kept.flat().join("").length).toBeLessThanOrEqual(4096);
  expect(kept.at(-1)).toEqual(["last", "1"]);
});

test("retry-after is kept behind any flood, without passing the limits", () => {
  const full: [string, string][] = [
    ["big", "v".repeat(4057)],
    ...Array.from({ length: 18 }, (): [string, string] => ["a", "b"]),
  ];
  for (const before of [flood(80), flood(40, "v".repeat(600)), flood(50, "v".repeat(75)), full]) {
    const kept = keepResponseHeaders(raw(...before, ["Retry-After", "120"]));
    expect(kept.filter(([name]) => name === "retry-after")).toEqual([["retry-after", "120"]]);
    expect(kept.length).toBeLessThanOrEqual(50);
    expect(kept.flat().join("").length).toBeLessThanOrEqual(4096);
  }
});

test("a huge retry-after is dropped like any other header that does not fit", () => {
  expect(keepResponseHeaders(raw(["retry-after", "9".repeat(5000)]))).toEqual([]);
});

test("bytes above ASCII are read one by one, names like __proto__ are plain text", () => {
  expect(keepResponseHeaders([Buffer.from("X-É", "latin1"), Buffer.from([0xff, 0x41]), "__proto__", "x"])).toEqual([
    ["x-é", "ÿA"],
    ["__proto__", "x"],
  ]);
});
