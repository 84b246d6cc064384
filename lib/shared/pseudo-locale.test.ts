import { expect, test } from "vitest";

import { defineMessages, translator } from "./messages";

const messages = defineMessages({
  plain: "No deliveries yet",
  counted: "{n, plural, one {# delivery} other {# deliveries}} to {name}",
});

test("in the pseudo-locale every word of a message is accented and longer, and what fills it stays", () => {
  const t = translator(messages, "en-XA");
  expect(t("plain")).toBe("Ñóó đééļííṽééřííééš ýééŧ");
  expect(t("counted", { n: 2, name: "Orders API" })).toMatch(/^2 đééļííṽ.* Orders API$/);
  expect(t("counted", { n: 2, name: "Orders API" })).not.toMatch(/ to |deliver/);
});
