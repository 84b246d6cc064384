import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { emptyDatabase } from "@/e2e/fixtures/database";
import type { TestDatabase } from "@/e2e/fixtures/database";

import { migrateDatabase, pendingMigrations, resolveMigration } from "./migrate";

/** Held by a test to stop a migration in its middle. */
const GATE = 4711;

const FIRST = `
-- A comment; with a semicolon, and what Prisma's own adapter would cut in pieces:
CREATE TABLE parts (id text NOT NULL, at timestamptz NOT NULL, note text DEFAULT 'a;b') PARTITION BY RANGE (at);
CREATE TABLE parts_rest PARTITION OF parts DEFAULT;
CREATE UNIQUE INDEX parts_key ON parts (id, at) WHERE note <> 'x;y';
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'seen;'; RETURN NEW; END; $$;
CREATE TRIGGER stamp BEFORE INSERT ON parts FOR EACH ROW EXECUTE FUNCTION stamp();
DO $do$ BEGIN EXECUTE 'CREATE TABLE made (id int)'; END; $do$;
INSERT INTO parts VALUES ('1', now());
`;
const SECOND = `CREATE TABLE before_gate (id int); SELECT pg_advisory_xact_lock(${GATE}); CREATE TABLE after_gate (id int);`;

let database: TestDatabase;
let client: Client;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "linquid-migrate-"));
  await writeMigration("1_first", FIRST);
  database = await emptyDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

async function writeMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, "migration.sql"), sql);
}

function migrate(said: string[] = []): Promise<string[]> {
  return migrateDatabase({ url: database.url, directory, log: (message) => said.push(message) });
}

async function tables(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

async function history(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY started_at",
  );
  return rows.map(({ name }) => name);
}

describe("migrating", () => {
  test("runs a file as it stands, function bodies and all, and once only", async () => {
    expect(await pendingMigrations({ url: database.url, directory })).toEqual(["1_first"]);
    expect(await migrate()).toEqual(["1_first"]);
    expect(await tables()).toEqual(["_prisma_migrations", "made", "parts", "parts_rest"]);
    expect((await client.query("SELECT note FROM parts")).rows).toEqual([{ note: "seen;" }]);
    expect(await migrate()).toEqual([]);
    expect(await pendingMigrations({ url: database.url, directory })).toEqual([]);
  });

  test("by three processes at once runs each migration once, and the others wait and say so", async () => {
    const said: string[] = [];
    const applied = await Promise.all([1, 2, 3].map(() => migrate(said)));
    expect(applied.flat()).toEqual(["1_first"]);
    expect(said).toContain("Another process is migrating this database; waiting for it.");
    expect(await history()).toEqual(["1_first"]);
  });

  test("leaves alone what a newer version has applied", async () => {
    await writeMigration("2_newer", "CREATE TABLE newer (id int)");
    await migrate();
    await rm(join(directory, "2_newer"), { recursive: true });
    expect(await migrate()).toEqual([]);
    await writeMigration("3_other", "CREATE TABLE other (id int)");
    expect(await migrate()).toEqual(["3_other"]);
  });

  test("runs what PostgreSQL refuses inside of a transaction", async () => {
    await writeMigration("2_index", "CREATE INDEX CONCURRENTLY made_id ON made (id)");
    expect(await migrate()).toEqual(["1_first", "2_index"]);
  });
});

describe("a migration that does not get through", () => {
  test("because its process was killed leaves nothing, and the next start completes", async () => {
    await writeMigration("2_second", SECOND);
    await client.query("SELECT pg_advisory_lock($1)", [GATE]);
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", CHILD], {
      env: { ...process.env, URL_TO_MIGRATE: database.url, MIGRATIONS: directory },
      stdio: "inherit",
    });
    await expect.poll(waitsAtGate, { timeout: 10_000 }).toBe(true);
    child.kill("SIGKILL");
    await once(child, "exit");
    await client.query("SELECT pg_advisory_unlock($1)", [GATE]);

    expect(await migrate()).toEqual(["2_second"]);
    expect(await history()).toEqual(["1_first", "2_second"]);
    expect(await tables()).toContain("after_gate");
  });

  test("because its connection broke leaves nothing, and says so", async () => {
    await writeMigration("2_second", SECOND);
    await client.query("SELECT pg_advisory_lock($1)", [GATE]);
    const outcome = Promise.allSettled([migrate()]);
    await expect.poll(waitsAtGate, { timeout: 10_000 }).toBe(true);
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE objid = $1 AND NOT granted", [GATE]);
    const message = expect.stringContaining("Migration 2_second failed: terminating connection");
    expect(await outcome).toMatchObject([{ status: "rejected", reason: { message } }]);
    expect(await history()).toEqual(["1_first"]);
    expect(await tables()).not.toContain("before_gate");
  });

  test("because its SQL is wrong is named with its line, leaves nothing, and runs once it is mended", async () => {
    await writeMigration("2_wrong", "CREATE TABLE half (id int);\nSELECT nothing FROM nowhere;");
    await expect(migrate()).rejects.toThrow('Migration 2_wrong failed: relation "nowhere" does not exist (line 2)');
    expect(await history()).toEqual(["1_first"]);
    expect(await tables()).not.toContain("half");
    await writeMigration("2_wrong", "CREATE TABLE half (id int);");
    expect(await migrate()).toEqual(["2_wrong"]);
  });
});

describe("a history that cannot be continued", () => {
  test("because a file was edited after it ran is refused", async () => {
    await migrate();
    await writeMigration("1_first", `${FIRST}SELECT 1;`);
    await expect(migrate()).rejects.toThrow("Migration 1_first was edited");
    await expect(pendingMigrations({ url: database.url, directory })).rejects.toThrow("Migration 1_first was edited");
  });

  test.each(["applied", "rolled-back"] as const)(
    "because another tool left a migration unfinished is refused until a person says it is %s",
    async (verdict) => {
      await migrate();
      await writeMigration("2_foreign", "CREATE TABLE foreigner (id int)");
      await client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name)
         VALUES ('f', encode(sha256('CREATE TABLE foreigner (id int)'), 'hex'), '2_foreign')`,
      );
      await expect(migrate()).rejects.toThrow(`npm run db:migrate -- --${verdict} 2_foreign`);
      await resolveMigration(database.url, "2_foreign", verdict);
      expect(await migrate()).toEqual(verdict === "applied" ? [] : ["2_foreign"]);
      await expect(resolveMigration(database.url, "2_foreign", verdict)).rejects.toThrow("no unfinished migration");
    },
  );
});

const CHILD = `
  const { migrateDatabase } = await import(${JSON.stringify(fileURLToPath(new URL("migrate.ts", import.meta.url)))});
  await migrateDatabase({ url: process.env.URL_TO_MIGRATE, directory: process.env.MIGRATIONS, log: () => undefined });
`;

async function waitsAtGate(): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM pg_locks WHERE objid = $1 AND NOT granted", [GATE]);
  return rowCount === 1;
}
