import { readdirSync } from "node:fs";

import { expect, test } from "vitest";

import { RESERVED_SLUGS } from "./reserved-slugs";
import { slugOf } from "./slugs";

test("every folder beside [workspace] is a reserved word", () => {
  const names = ["app", "app/(auth)", "public"].flatMap((folder) => {
    try {
      return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    } catch {
      return [];
    }
  });
  const words = names.map(({ name }) => name).filter((name) => /^[a-z]/.test(name));
  expect(words).toContain("api");
  for (const word of words) expect(RESERVED_SLUGS.has(word), word).toBe(true);
});

test("a name that is a reserved word gets another slug", () => {
  expect(slugOf("API")).toBe("api-workspace");
  expect(slugOf("Sign in")).toBe("sign-in-workspace");
  expect(slugOf("Acme")).toBe("acme");
});
