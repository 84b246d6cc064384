// npm run db:diff <name>: writes the next migration, which is the difference between prisma/schema.snapshot.prisma (what
// the migrations so far build) and prisma/schema.prisma, and moves the snapshot on. What Prisma cannot express is then
// added to that file by hand; `--empty` starts a file for such SQL alone.

import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { diffDatamodels } from "../lib/db/schema-engine";

const SCHEMA = "prisma/schema.prisma";
const SNAPSHOT = "prisma/schema.snapshot.prisma";
const MIGRATIONS = "prisma/migrations";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { empty: { type: "boolean" } } });
const [name, ...rest] = positionals;
if (!name || rest.length > 0 || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Usage: npm run db:diff -- <name_in_snake_case> [--empty]");
  process.exit(2);
}

const schema = await readFile(SCHEMA, "utf8");
const snapshot = existsSync(SNAPSHOT) ? await readFile(SNAPSHOT, "utf8") : null;
const difference = await diffDatamodels(snapshot, schema);

if (difference === null && !values.empty) {
  await writeFile(SNAPSHOT, schema);
  console.log(`${SCHEMA} asks for no change of the database; no migration was written.`);
} else {
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join(MIGRATIONS, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), difference ?? "");
  await writeFile(join(MIGRATIONS, "migration_lock.toml"), 'provider = "postgresql"\n');
  await writeFile(SNAPSHOT, schema);
  console.log(`Wrote ${join(folder, "migration.sql")}. Read it, add by hand what Prisma cannot express, commit it.`);
}
