import { Pool, TypeOverrides, types } from "pg";
import type { PoolConfig } from "pg";

export interface PoolOptions {
  url: string;
  /** Connections at most. */
  max: number;
  /** What the server shows in pg_stat_activity. */
  name: string;
  /** Told of a connection that broke while no query was on it; the pool replaces it. */
  onError?: (error: Error) => void;
  /** Server-side limit of one statement, 15 s by default. */
  statementTimeoutMs?: number;
}

const TYPES = new TypeOverrides();
TYPES.setTypeParser(types.builtins.INT8, (text) => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
});
// A day has no time zone; a Date would give it the server's.
TYPES.setTypeParser(types.builtins.DATE, (text) => text);
// Prisma writes UTC into columns without a zone; the driver would read them as local time.
TYPES.setTypeParser(types.builtins.TIMESTAMP, (text) => new Date(`${text.replace(" ", "T")}Z`));

/** The settings of every connection we open, also for Prisma's adapter, which brings parsers of its own. */
export function poolConfig({ url, max, name, statementTimeoutMs = 15_000 }: PoolOptions): PoolConfig {
  return {
    connectionString: url,
    max,
    application_name: name,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: statementTimeoutMs,
    // For a server that no longer answers at all; its own limit speaks first when it does.
    query_timeout: statementTimeoutMs + 5_000,
    idle_in_transaction_session_timeout: 10_000,
  };
}

/** Keeps the loss of a connection from ending the process: the driver reports it as an event that nobody else hears. */
export function surviveLostConnections(pool: Pool, onError: (error: Error) => void = () => undefined): Pool {
  pool.on("error", onError);
  // The pool listens on idle clients only; one that is checked out reports the same loss through its query as well.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/**
 * A pool for our own statements. `{ name, text, values }` prepares a statement once per connection. timestamptz and
 * timestamp (as UTC) come as Date, int8 as number where exact and else as its digits, date as `YYYY-MM-DD`.
 *
 * Getting a connection fails after 5 s, a transaction left idle is ended after 10 s, and a dropped server never ends the
 * process: the queries of that moment fail, `isDatabaseAway` knows them, and the next ones connect again.
 */
export function createPool(options: PoolOptions): Pool {
  return surviveLostConnections(new Pool({ ...poolConfig(options), types: TYPES }), options.onError);
}
