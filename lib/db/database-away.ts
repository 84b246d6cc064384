import { DatabaseError } from "pg";

/**
 * SQLSTATEs that say "later", and not "wrong": connection trouble, no resources (connections, memory, disk), shutting
 * down, starting up, gone.
 */
const AWAY_STATE = /^(?:08...|53...|57P0[1-5]|58030)$/;

const SOCKET_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Prisma's numbers for: cannot reach, timed out, closed, no connection from the pool, too many connections. */
const PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2037"]);

/** Prisma has one number for all that goes wrong with a transaction; this says that no connection came free in time. */
const NOT_STARTED = /Unable to start a transaction in the given time/;

const ADAPTER_KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);

/** The driver has no codes for its own failures, only these sentences. */
const DRIVER_MESSAGE =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end)/;

function textOf(value: object, key: string): string {
  const text: unknown = (value as Record<string, unknown>)[key];
  return typeof text === "string" ? text : "";
}

function saysAway(error: object): boolean {
  const code = textOf(error, "code");
  return (
    (error instanceof DatabaseError && AWAY_STATE.test(code)) ||
    SOCKET_CODES.has(code) ||
    PRISMA_CODES.has(code) ||
    PRISMA_CODES.has(textOf(error, "errorCode")) ||
    (code === "P2028" && NOT_STARTED.test(textOf(error, "message"))) ||
    ADAPTER_KINDS.has(textOf(error, "kind")) ||
    AWAY_STATE.test(textOf(error, "originalCode")) ||
    DRIVER_MESSAGE.test(textOf(error, "message"))
  );
}

/**
 * Whether a failed database call, through the pool or through Prisma, means that the database is away or full and the
 * same call may succeed later: answer 503. A statement that was wrong, slow or in conflict is not that.
 *
 * Ask it only of errors from database calls: a socket error of another connection looks the same.
 */
export function isDatabaseAway(error: unknown): boolean {
  // Errors wrap errors; the bound guards against one that wraps itself.
  const queue: unknown[] = [error];
  for (let looked = 0; queue.length > 0 && looked < 20; looked++) {
    const value = queue.shift();
    if (typeof value !== "object" || value === null) continue;
    if (saysAway(value)) return true;
    if ("cause" in value) queue.push(value.cause);
    if ("meta" in value) queue.push(value.meta);
    if ("driverAdapterError" in value) queue.push(value.driverAdapterError);
    if (value instanceof AggregateError) queue.push(...(value.errors as unknown[]));
  }
  return false;
}

/** Whether a statement failed because there is no room to write; what only reads still works then. */
export const isDiskFull = (error: unknown): boolean => error instanceof DatabaseError && error.code === "53100";
