import { readFile } from "node:fs/promises";

import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";

import { emptyDatabase, freshDatabase } from "@/e2e/fixtures/database";
import type { TestDatabase } from "@/e2e/fixtures/database";
import { diffDatamodels } from "@/lib/db/schema-engine";

async function connect(database: TestDatabase): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await database.drop();
  });
  return client;
}

/** Every column with its type and whether it may be null, and every value of an enumeration, a line each. */
async function describeDatabase(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    SELECT format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                  CASE WHEN a.attnotnull THEN ' not null' ELSE '' END) AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT format('%s: %s', t.typname, e.enumlabel) FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
    ORDER BY line`);
  return rows.map(({ line }) => line);
}

test("the migrations, edited by hand as they are, build every column and value that the schema describes", async () => {
  const schema = await readFile(new URL("schema.prisma", import.meta.url), "utf8");
  const described = await connect(await emptyDatabase());
  await described.query((await diffDatamodels(null, schema)) ?? "");
  const migrated = await connect(await freshDatabase());
  expect(await describeDatabase(migrated)).toEqual(expect.arrayContaining(await describeDatabase(described)));
});
