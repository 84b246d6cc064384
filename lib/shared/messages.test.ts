import { expect, expectTypeOf, test } from "vitest";

import { defineMessages, type MessageArguments, translator } from "./messages";

const messages = defineMessages({
  plain: "No deliveries yet",
  named: "Open {name}",
  counted: "{n, plural, one {# delivery} other {# deliveries}} to {name}",
  nested: "{n, plural, =0 {nothing} other {{who} waits for {m, number} more}}",
  chosen: "{kind, select, test {a test} other {an event}}",
  grouped: "{n, number} rows",
});

test("a plural message takes the form of its number, which is grouped as the language does", () => {
  const t = translator(messages, "en-GB");
  expect(t("counted", { n: 1, name: "Orders API" })).toBe("1 delivery to Orders API");
  expect(t("counted", { n: 1284, name: "Orders API" })).toBe("1,284 deliveries to Orders API");
  expect(t("nested", { n: 2, who: "Ada", m: 3000 })).toBe("Ada waits for 3,000 more");
  expect(t("grouped", { n: 12480 })).toBe("12,480 rows");
});

test("markup in a value stays text", () => {
  expect(translator(messages, "en-GB")("named", { name: "<b>{n}</b>" })).toBe("Open <b>{n}</b>");
});

test("one catalogue and language always give the same function", () => {
  expect(translator(messages, "en-GB")).toBe(translator(messages, "en-GB"));
  expect(translator(messages, "en-US")).not.toBe(translator(messages, "en-GB"));
});

test("the compiler knows which values a message needs", () => {
  expectTypeOf<MessageArguments<(typeof messages)["plain"]>>().toEqualTypeOf<[]>();
  expectTypeOf<MessageArguments<(typeof messages)["named"]>>().toEqualTypeOf<[values: { name: string }]>();
  expectTypeOf<MessageArguments<(typeof messages)["counted"]>>().toEqualTypeOf<[values: { n: number; name: string }]>();
  expectTypeOf<MessageArguments<(typeof messages)["nested"]>>().toEqualTypeOf<
    [values: { n: number; who: string; m: number }]
  >();
  expectTypeOf<MessageArguments<(typeof messages)["chosen"]>>().toEqualTypeOf<[values: { kind: string }]>();
  const t = translator(messages, "en-GB");
  // @ts-expect-error the name is missing
  expect(() => t("named")).toThrow("name");
  // @ts-expect-error a number must not reach the screen ungrouped
  t("named", { name: 4 });
});
