// npm run db:migrate: brings DATABASE_URL up to date, or the embedded database of .data when there is none.
// `-- --status` tells what is pending, and fails when something is; `--applied <name>` and `--rolled-back <name>` settle a
// migration that another tool left unfinished.

import { parseArgs } from "node:util";

import { EMBEDDED_DATA_DIR, startEmbeddedPostgres } from "../lib/db/embedded/server";
import { migrateDatabase, pendingMigrations, resolveMigration } from "../lib/db/migrate";

const log = (message: string): void => console.log(message);

const { values } = parseArgs({
  options: { status: { type: "boolean" }, applied: { type: "string" }, "rolled-back": { type: "string" } },
});

async function run(url: string): Promise<number> {
  const rolledBack = values["rolled-back"];
  if (values.applied !== undefined) await resolveMigration(url, values.applied, "applied");
  if (rolledBack !== undefined) await resolveMigration(url, rolledBack, "rolled-back");
  if (values.status === true) {
    const pending = await pendingMigrations({ url });
    log(pending.length === 0 ? "The database is up to date." : `Pending: ${pending.join(", ")}`);
    return pending.length === 0 ? 0 : 1;
  }
  const applied = await migrateDatabase({ url, log });
  if (applied.length === 0) log("The database is up to date.");
  return 0;
}

const given = process.env["DATABASE_URL"];
const embedded = given ? undefined : await startEmbeddedPostgres({ dataDir: EMBEDDED_DATA_DIR, log });
try {
  process.exitCode = await run(given || (embedded?.url ?? ""));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await embedded?.stop();
}
