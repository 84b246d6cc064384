import { expect, test } from "vitest";

import { eventType } from "@/lib/contracts/event-types";

import { checkPayload } from "./payload-check";

const SAMPLE = JSON.stringify(eventType("sale.created").sample, null, 2);

test("a payload that fits its schema has nothing said against it", () => {
  expect(checkPayload(SAMPLE, "sale.created")).toMatchObject({ brokenAt: null, issues: [] });
});

test("what leaves the schema is told with the line on which it stands, also within lists and objects", () => {
  const lines = SAMPLE.split("\n");
  const line = lines.findIndex((each) => /^ {2}"amount":/.test(each));
  expect(line).toBeGreaterThan(0);
  const text = lines.with(line, '  "amount": "many",').join("\n");
  expect(checkPayload(text, "sale.created").issues).toMatchObject([{ line: line + 1, path: "data.amount" }]);
});

test("text that is no JSON object is told from JSON that leaves the schema", () => {
  expect(checkPayload("[1, 2]", "sale.created")).toMatchObject({ data: null, brokenAt: null });
  expect(checkPayload('{\n  "amount": 5,\n  oops\n}', "sale.created")).toMatchObject({ data: null, brokenAt: 3 });
  expect(checkPayload("", "sale.created").data).toBeNull();
});

test("a name with quotes, colons or brackets in it does not move the lines that follow", () => {
  const text = '{\n  "a\\"]:{": "x, y",\n  "amount": "many"\n}';
  const found = checkPayload(text, "sale.created").issues.find(({ path }) => path === "data.amount");
  expect(found?.line).toBe(3);
});
