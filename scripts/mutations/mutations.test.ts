import { existsSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { mutate, MUTATIONS } from "./mutations";

test.each(MUTATIONS.map((mutation) => [mutation.title, mutation] as const))(
  "%s: fits the code as it is",
  (_, mutation) => {
    const text = readFileSync(mutation.file, "utf8");
    expect(mutate(text, mutation)).not.toBe(text);
    for (const file of mutation.tests.files) expect(existsSync(file), file).toBe(true);
  },
);

test("no two have one title", () => {
  expect(new Set(MUTATIONS.map(({ title }) => title)).size).toBe(MUTATIONS.length);
});
