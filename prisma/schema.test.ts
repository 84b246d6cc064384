import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { diffDatamodels } from "@/lib/db/schema-engine";

test("every change of the schema has its migration (npm run db:diff <name>)", async () => {
  const [snapshot, schema] = await Promise.all(
    ["schema.snapshot.prisma", "schema.prisma"].map((name) => readFile(new URL(name, import.meta.url), "utf8")),
  );
  expect(await diffDatamodels(snapshot ?? "", schema ?? "")).toBeNull();
});
