import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool } from "pg";

import { env } from "@/lib/env";
import { logger } from "@/lib/observability/logger";

import { PrismaClient } from "./generated/client";
import { createPool, poolConfig } from "./pool";
import { statementName } from "./statement-names";

// Prisma's reads and the edge's own few statements wait for each other as little as possible, so each has its pool.
const PRISMA_CONNECTIONS = 10;
const EDGE_CONNECTIONS = 6;

interface Clients {
  prisma?: PrismaClient;
  pool?: Pool;
}

// Next bundles instrumentation and routes apart and, in development, loads modules again: one process, one of each.
const held = globalThis as typeof globalThis & { linquidClients?: Clients };
const clients: Clients = (held.linquidClients ??= {});

/** The unscoped client, for lib/db and lib/auth alone. Connects on its first query. */
export function prisma(): PrismaClient {
  clients.prisma ??= new PrismaClient({
    adapter: new PrismaPg(poolConfig({ url: databaseUrl(), max: PRISMA_CONNECTIONS, name: "linquid-web" }), {
      onPoolError: (error) => reportLoss(error, clients.prisma),
      // Its query reports the same loss.
      onConnectionError: () => undefined,
      statementNameGenerator: statementName,
    }),
    transactionOptions: { maxWait: 2_000, timeout: 2_000 },
    errorFormat: "minimal",
  });
  return clients.prisma;
}

/** The pool of the edge's named statements: sign-in, counters, repeated writes. */
export function edgePool(): Pool {
  clients.pool ??= createPool({
    url: databaseUrl(),
    max: EDGE_CONNECTIONS,
    name: "linquid-edge",
    onError: (error) => reportLoss(error, clients.pool),
  });
  return clients.pool;
}

/** Ends all connections of this process; the next query opens new ones. */
export async function closeClients(): Promise<void> {
  const { prisma: client, pool } = clients;
  delete clients.prisma;
  delete clients.pool;
  await Promise.all([client?.$disconnect(), pool?.end()]);
}

/** The driver hangs its whole client on the error, so only the words go to the log. None when we closed it ourselves. */
function reportLoss(error: Error, open: object | undefined): void {
  if (open) logger.warn({ reason: error.message }, "A database connection broke while idle");
}

function databaseUrl(): string {
  if (env.databaseUrl === undefined) throw new Error("DATABASE_URL is not set, and no embedded database was started.");
  return env.databaseUrl;
}
