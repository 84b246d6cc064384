import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { mutate, MUTATIONS } from "./mutations";

test.each(MUTATIONS.map((mutation) => [mutation.title, mutation] as const))(
  "%s: fits the code as it is",
  (_, mutation) => {
    const text = readFileSync(mutation.file, "utf8");
    expect(mutate(text, mutation)).not.toBe(text);
    const tests = mutation.tests.files.map((file) => readFileSync(file, "utf8")).join("\n");
    // A title that no test has any more would let nothing run.
    for (const title of mutation.tests.title?.split("|") ?? []) expect(tests).toContain(title);
  },
);

test("no two have one title", () => {
  expect(new Set(MUTATIONS.map(({ title }) => title)).size).toBe(MUTATIONS.length);
});
