// Prisma's own schema engine in its WebAssembly build: the native one is a download that a closed network refuses, and a
// history written by this one is the history that `prisma migrate deploy` reads.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type * as Bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { DiffTarget, MigrationDirectory, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Pool } from "pg";

const BINDINGS = "@prisma/schema-engine-wasm/schema_engine_bg";
const FILTERS = { externalTables: [], externalEnums: [] };
const LOCKFILE = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' };

/** A migration as it lies in the repository: the name of its folder and its SQL. */
export interface Migration {
  name: string;
  sql: string;
}

let loading: Promise<typeof Bindings> | undefined;

async function loadModule(): Promise<typeof Bindings> {
  // By Node itself and never by a bundler, which would take the module apart from the file beside it.
  const bindings = (await import(
    /* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ BINDINGS
  )) as typeof Bindings;
  const require = createRequire(join(process.cwd(), "package.json"));
  const bytes = await readFile(require.resolve(BINDINGS).replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  // A WebAssembly module does not type its exports; this one is the start function of every wasm-bindgen module.
  const start = instance.exports["__wbindgen_start"] as () => void;
  start();
  return bindings;
}

async function openEngine(connect: () => Promise<SqlDriverAdapter>): Promise<SchemaEngine> {
  const { SchemaEngine } = await (loading ??= loadModule());
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect,
    connectToShadowDb: () => Promise.reject(new Error("The schema engine may not create databases of its own.")),
  };
  return SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
}

/** Prisma's adapter splits a script at every semicolon, also those inside of function bodies, strings and comments. */
function sendScriptsWhole(adapter: SqlDriverAdapter, pool: Pool, onError: (error: unknown) => void): SqlDriverAdapter {
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      onError(error);
      throw error;
    }
  };
  return adapter;
}

/** Answers the one question the engine asks before it compares two datamodels, so that this needs no server. */
const OFFLINE: SqlDriverAdapter = {
  provider: "postgres",
  adapterName: "@prisma/adapter-pg",
  queryRaw: () =>
    Promise.resolve({
      columnNames: ["exists", "version", "numeric_version"],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, "PostgreSQL 18.4", 180_004]],
    }),
  executeRaw: () => Promise.resolve(0),
  executeScript: () => Promise.resolve(),
  startTransaction: () => Promise.reject(new Error("There is no database behind a comparison of datamodels.")),
  getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
  dispose: () => Promise.resolve(),
};

/**
 * Records and runs, over the pool's connection, those of `migrations` that the database has not seen.
 *
 * Throws what PostgreSQL said of the script where it failed; the engine's own error names no cause.
 */
export async function applyMigrations(pool: Pool, migrations: readonly Migration[]): Promise<void> {
  let scriptError: unknown;
  const adapter = await new PrismaPg(pool).connect();
  const engine = await openEngine(() =>
    Promise.resolve(sendScriptsWhole(adapter, pool, (error) => (scriptError = error))),
  );
  try {
    await engine.applyMigrations({
      migrationsList: {
        baseDir: "/",
        lockfile: LOCKFILE,
        shadowDbInitScript: "",
        migrationDirectories: migrations.map(({ name, sql }): MigrationDirectory => ({
          path: name,
          migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
        })),
      },
      filters: FILTERS,
    });
  } catch (error) {
    throw scriptError ?? error;
  } finally {
    engine.free();
    await adapter.dispose();
  }
}

/**
 * The SQL that leads from one datamodel (the text of a `schema.prisma`, null for an empty database) to another; null
 * when both describe the same database. Needs no server.
 */
export async function diffDatamodels(from: string | null, to: string): Promise<string | null> {
  const target = (content: string): DiffTarget => ({
    tag: "schemaDatamodel",
    files: [{ path: "schema.prisma", content }],
  });
  const engine = await openEngine(() => Promise.resolve(OFFLINE));
  try {
    const result = await engine.diff({
      from: from === null ? { tag: "empty" } : target(from),
      to: target(to),
      script: true,
      exitCode: true,
      filters: FILTERS,
    });
    return result.exitCode === 0 ? null : (result.stdout ?? null);
  } finally {
    engine.free();
  }
}
