import { expect, test } from "vitest";

import { safeReturnTo } from "./return-to";

test("a path of this app is returned to, with its query", () => {
  expect(safeReturnTo("/acme/deliveries?status=failed#top")).toBe("/acme/deliveries?status=failed#top");
});

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/./\\evil.example",
  "/a/..//evil.example",
  "javascript:alert(1)",
  "acme",
  "",
  undefined,
  ["/a", "/b"],
])("nobody is sent elsewhere by %j", (value) => {
  expect(safeReturnTo(value)).toBe("/");
});

test.each(["/sign-in?returnTo=/x", "/api/events", "/sign-in"])("signing in does not end at %s", (value) => {
  expect(safeReturnTo(value)).toBe("/");
});
