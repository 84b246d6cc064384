import { expect, test } from "vitest";

import { hashApiKey, newApiKey, parseApiKey } from "./api-keys";

test("a new key carries its mode, at least 160 random bits and a checksum", () => {
  for (const mode of ["live", "test"] as const) {
    const { key, hash, prefix, lastFour } = newApiKey(mode);
    expect(key).toMatch(new RegExp(`^lw_${mode}_[A-Za-z0-9_-]{38}$`));
    expect(parseApiKey(key)).toEqual({ mode });
    expect(hash).toBe(hashApiKey(key));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(key.startsWith(prefix) && key.endsWith(lastFour)).toBe(true);
  }
  expect(new Set(Array.from({ length: 500 }, () => newApiKey("live").key)).size).toBe(500);
});

test("a key with any one character changed is not a key", () => {
  const { key } = newApiKey("live");
  for (let at = 0; at < key.length; at++) {
    const other = key[at] === "A" ? "B" : "A";
    expect(parseApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBeNull();
  }
  expect(parseApiKey(key.replace("lw_live_", "lw_test_"))).toBeNull();
});

test("other texts are not keys", () => {
  for (const text of [
    "",
    "lw_live_",
    `${newApiKey("test").key} `,
    `${newApiKey("test").key}\n`,
    "sk_live_x",
    "x".repeat(10_000),
  ])
    expect(parseApiKey(text)).toBeNull();
});
