import type { Pool } from "pg";

import { env } from "@/lib/env";
import { logger } from "@/lib/observability/logger";

import { createPool } from "../pool";

/** More would not help: the statements are few and large, and each connection is a process of the server. */
const CONNECTIONS = 8;

const held = globalThis as typeof globalThis & { linquidEnginePool?: Pool };

/** The pool of the engine's hot statements. One of each process; Next bundles instrumentation and routes apart. */
export function enginePool(): Pool {
  return (held.linquidEnginePool ??= createPool({
    url: engineDatabaseUrl(),
    max: CONNECTIONS,
    name: "linquid-engine",
    onError: (error) => logger.warn({ error }, "A database connection broke while idle"),
  }));
}

/** @throws Error when no database is known to this process */
export function engineDatabaseUrl(): string {
  if (env.databaseUrl === undefined) throw new Error("DATABASE_URL is not set, and no embedded database was started.");
  return env.databaseUrl;
}

export async function closeEnginePool(): Promise<void> {
  const pool = held.linquidEnginePool;
  delete held.linquidEnginePool;
  await pool?.end();
}
