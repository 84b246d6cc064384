import { expect, test } from "vitest";

import { negotiateLocale, parsePreferences, PREFERENCE_COOKIES, preferenceCookie } from "./preferences";

test("a cookie that is not one of our values is the default, not a value", () => {
  const hostile: Record<string, string> = {
    [PREFERENCE_COOKIES.theme]: "<script>",
    [PREFERENCE_COOKIES.localZone]: "../../etc",
    [PREFERENCE_COOKIES.zoneMode]: "__proto__",
  };
  expect(parsePreferences((name) => hostile[name], null)).toEqual({
    theme: "system",
    zoneMode: "local",
    localZone: null,
    sidebar: "open",
    shortcuts: true,
    locale: "en-GB",
  });
});

test("what was chosen is read back", () => {
  const chosen: Record<string, string> = {
    [PREFERENCE_COOKIES.theme]: "dark",
    [PREFERENCE_COOKIES.localZone]: "Europe/Berlin",
    [PREFERENCE_COOKIES.sidebar]: "narrow",
  };
  const read = parsePreferences((name) => chosen[name], "de-DE,en-US;q=0.8");
  expect(read).toMatchObject({ theme: "dark", localZone: "Europe/Berlin", sidebar: "narrow", locale: "en-US" });
});

test("the first English of the browser decides the clock; a chosen language goes before it", () => {
  expect(negotiateLocale(undefined, "fr-FR, en-au;q=0.7, en-US;q=0.5")).toBe("en-AU");
  expect(negotiateLocale(undefined, "fr,en")).toBe("en-GB");
  expect(negotiateLocale("en-XA", "en-US")).toBe("en-XA");
  expect(negotiateLocale("en-US\nx", "x".repeat(10_000))).toBe("en-GB");
});

test("a preference is kept for the whole site and sent with no request of another", () => {
  expect(preferenceCookie("localZone", "America/New_York")).toBe(
    "lw-zone=America%2FNew_York; path=/; max-age=31536000; samesite=lax",
  );
});
