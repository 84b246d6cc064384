import { assert, jsonValue, property } from "fast-check";
import { expect, test } from "vitest";

import { jsonPath, readJson, visibleNodes } from "./json-nodes";

test("numbers, order and repeated keys are shown as they were sent", () => {
  const nodes = readJson('{"b":12345678901234567890,"2":1e400,"1":-0.0,"b":true}')!;
  expect(nodes.slice(1).map((node) => [node.key, node.text, node.kind])).toEqual([
    ["b", "12345678901234567890", "number"],
    ["2", "1e400", "number"],
    ["1", "-0.0", "number"],
    ["b", "true", "literal"],
  ]);
});

test("a text that is not JSON gives no tree", () => {
  for (const text of ["", "{", "{a:1}", "[1,]", "undefined", "\u0000"]) expect(readJson(text)).toBeNull();
});

test("ten thousand levels are read, pathed and shown without overflow", () => {
  const depth = 10_000;
  const nodes = readJson("[".repeat(depth) + "]".repeat(depth))!;
  expect(nodes).toHaveLength(depth);
  expect(nodes.at(-1)!.depth).toBe(depth - 1);
  expect(jsonPath(nodes, depth - 1)).toBe("[0]".repeat(depth - 1));
  expect(visibleNodes(nodes, () => true, 500)).toHaveLength(500);
  expect(visibleNodes(nodes, (at) => at < 3, 500)).toEqual([0, 1, 2, 3]);
});

test("a path names objects by key and arrays by place, and quotes what is not a name", () => {
  const nodes = readJson('{"data":{"items":[{"id":7},{"a b":"__proto__"}],"__proto__":{"x":1}}}')!;
  const pathOf = (text: string): string =>
    jsonPath(
      nodes,
      nodes.findIndex((node) => node.text === text),
    );
  expect(pathOf("7")).toBe("data.items[0].id");
  expect(pathOf('"__proto__"')).toBe('data.items[1]["a b"]');
  expect(pathOf("1")).toBe("data.__proto__.x");
});

test("for any JSON the tree has one line per value, and each line's text is that value", () => {
  assert(
    property(jsonValue(), (value) => {
      const nodes = readJson(JSON.stringify(value, null, 1))!;
      let count = 0;
      JSON.parse(JSON.stringify(value), (_key, inner: unknown) => {
        count += 1;
        return inner;
      });
      expect(nodes).toHaveLength(count);
      expect(nodes[0]!.end).toBe(nodes.length);
      for (const node of nodes) {
        if (node.kind !== "object" && node.kind !== "array")
          expect(() => JSON.parse(node.text) as unknown).not.toThrow();
      }
    }),
  );
});
