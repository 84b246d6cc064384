// Applies prisma/migrations. Each migration commits together with its row in Prisma's history table, so a process killed
// half way leaves nothing behind, and the next start simply runs it. One process migrates at a time; the lock is the one
// that `prisma migrate deploy` takes, so the two exclude each other as well.

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { DatabaseError, Pool } from "pg";

import { applyMigrations } from "./schema-engine";
import type { Migration } from "./schema-engine";

const MIGRATE_LOCK = 72_707_369;
const LOCK_LIMIT_MS = 300_000;

/** Where the migrations lie; the default holds for every npm script, which starts at the top of the project. */
const DIRECTORY = join(process.cwd(), "prisma/migrations");

export interface MigrateOptions {
  url: string;
  log: (message: string) => void;
  directory?: string;
}

/** The migrations of a directory, oldest first. */
export async function readMigrations(directory = DIRECTORY): Promise<Migration[]> {
  const entries = await readdir(/* turbopackIgnore: true */ directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names
      .toSorted()
      .map(async (name) => ({ name, sql: await readFile(join(directory, name, "migration.sql"), "utf8") })),
  );
}

/** PostgreSQL runs such a statement only by itself, so it cannot commit together with its row of history. */
function needsOwnTransaction({ sql }: Migration): boolean {
  return /\bCONCURRENTLY\b/i.test(sql.replaceAll(/--.*$/gm, ""));
}

/** One connection for all: locks and transactions belong to it, so a second one, made after it broke, is refused. */
async function withConnection<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  let connections = 0;
  const pool = new Pool({
    connectionString: url,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
    application_name: "linquid-migrate",
    // A table that a long transaction holds fails the migration, instead of stopping everybody who queues behind it.
    lock_timeout: 15_000,
    onConnect: () => {
      if (++connections > 1) throw new Error("The connection to the database broke while migrating.");
    },
  });
  // A broken connection is reported by the statement that needed it.
  pool.on("error", () => undefined);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** What Prisma keeps of a migration to notice that its file was edited. */
const fingerprint = (sql: string) => createHash("sha256").update(sql).digest("hex");

interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

async function readHistory(pool: Pool): Promise<HistoryRow[]> {
  const table = await pool.query<{ found: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found");
  if (table.rows[0]?.found !== true) return [];
  const history = await pool.query<HistoryRow>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at",
  );
  return history.rows;
}

/** The migrations that the database has not seen. Throws when its history cannot be continued as it stands. */
function findPending(migrations: readonly Migration[], history: readonly HistoryRow[]): Migration[] {
  const unfinished = history.find((row) => row.finished_at === null);
  if (unfinished) {
    const name = unfinished.migration_name;
    throw new Error(
      `Migration ${name} was begun on this database outside of a transaction and did not finish. ` +
        `Compare the database with its file, then say which it is: ` +
        `npm run db:migrate -- --applied ${name}, or npm run db:migrate -- --rolled-back ${name}`,
    );
  }
  const applied = new Map(history.map((row) => [row.migration_name, row.checksum]));
  for (const { name, sql } of migrations) {
    const checksum = applied.get(name);
    if (checksum !== undefined && checksum !== fingerprint(sql)) {
      throw new Error(
        `Migration ${name} was edited after this database had run it. Restore it; add a new one instead.`,
      );
    }
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function takeLock(pool: Pool, log: (message: string) => void): Promise<void> {
  const end = performance.now() + LOCK_LIMIT_MS;
  for (let waited = false; ; waited = true) {
    const { rows } = await pool.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [MIGRATE_LOCK]);
    if (rows[0]?.taken === true) return;
    if (!waited) log("Another process is migrating this database; waiting for it.");
    if (performance.now() > end) throw new Error("Another process has been migrating this database for five minutes.");
    await sleep(100);
  }
}

function explain(error: unknown, { name, sql }: Migration): Error {
  const detail = error instanceof Error ? error.message : String(error);
  const position = error instanceof DatabaseError ? Number(error.position ?? Number.NaN) : Number.NaN;
  const line = Number.isNaN(position) ? "" : ` (line ${sql.slice(0, position).split("\n").length})`;
  return new Error(`Migration ${name} failed: ${detail}${line}`, { cause: error });
}

/** Runs one migration; `known` are those before it. */
async function applyOne(pool: Pool, known: readonly Migration[], migration: Migration): Promise<void> {
  try {
    if (needsOwnTransaction(migration)) {
      await applyMigrations(pool, [...known, migration]);
      return;
    }
    await pool.query("BEGIN");
    await applyMigrations(pool, [...known, migration]);
    await pool.query("COMMIT");
  } catch (error) {
    await pool.query("ROLLBACK").catch(() => undefined);
    throw explain(error, migration);
  }
}

/**
 * Brings a database up to date and resolves to the names of the migrations it ran; safe to call from several processes
 * at once. Migrations that the database has and this code does not know are left alone: an older version may still run.
 *
 * Throws, with what to do, when a migration fails (nothing of it remains), was edited after it ran, or was left half done
 * by another tool. The URL must lead to PostgreSQL itself and not to a pooler, which loses session locks.
 */
export async function migrateDatabase({ url, log, directory }: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(directory);
  return withConnection(url, async (pool) => {
    await takeLock(pool, log);
    const pending = findPending(migrations, await readHistory(pool));
    const known = migrations.filter((migration) => !pending.includes(migration));
    for (const migration of pending) {
      await applyOne(pool, known, migration);
      known.push(migration);
      log(`Applied migration ${migration.name}.`);
    }
    return pending.map(({ name }) => name);
  });
}

/** What `migrateDatabase` would run, or throw, without changing anything; for a server that must not migrate by itself. */
export async function pendingMigrations({ url, directory }: Omit<MigrateOptions, "log">): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const pending = await withConnection(url, async (pool) => findPending(migrations, await readHistory(pool)));
  return pending.map(({ name }) => name);
}

/** Writes down what a person found out about a migration that did not finish. Throws when there is no such migration. */
export async function resolveMigration(url: string, name: string, as: "applied" | "rolled-back"): Promise<void> {
  const column = as === "applied" ? "finished_at" : "rolled_back_at";
  const changed = await withConnection(url, (pool) =>
    pool.query(
      `UPDATE _prisma_migrations SET ${column} = now()
       WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`,
      [name],
    ),
  );
  if (changed.rowCount === 0) throw new Error(`There is no unfinished migration ${name} on this database.`);
}
