import { Inngest, type Logger } from "inngest";

import type { InngestSettings } from "@/lib/env";

import { embeddedSeam } from "./embedded/seam";

/** The SDK has no time limit of its own: a server that accepts and stalls would hold a caller for minutes. */
const REMOTE_TIMEOUT_MS = 2_000;

/**
 * The client of either engine. It is never in dev mode, in which the SDK runs an unsigned request from anyone.
 * Embedded, no request of it ever reaches a socket: all go to the executor, and fail where none runs.
 */
export function createClient(config: InngestSettings, log: Logger) {
  return new Inngest({
    id: "linquid",
    isDev: false,
    ...(config.mode === "embedded" ? embeddedConnection() : remoteConnection(config)),
    // Every good step is saved before the next begins. Calls have no platform's time limit to end ahead of.
    checkpointing: { bufferedSteps: 1, maxRuntime: 0 },
    logger: sdkLogger(log),
    aiMetadata: false,
    sessionPropagation: false,
  });
}

function embeddedConnection() {
  const seam = embeddedSeam();
  const toExecutor: typeof fetch = async (input, init) => {
    if (!seam.fetch) throw new Error("The embedded engine does not run in this process.");
    return seam.fetch(input, init);
  };
  return {
    signingKey: seam.signingKey,
    eventKey: seam.eventKey,
    baseUrl: "http://embedded.invalid",
    fetch: toExecutor,
  };
}

function remoteConnection(config: Extract<InngestSettings, { mode: "remote" }>) {
  const withinTimeout: typeof fetch = (input, init) =>
    // oxlint-disable-next-line house/egress-only -- the operator's own Inngest, mostly at a private address
    fetch(input, { ...init, cache: "no-store", signal: AbortSignal.timeout(REMOTE_TIMEOUT_MS) });
  return {
    signingKey: config.signingKey,
    eventKey: config.eventKey,
    ...(config.baseUrl === undefined ? {} : { baseUrl: config.baseUrl }),
    fetch: withinTimeout,
  };
}

/**
 * A retry that a function asked for is its normal course, not an error. `flush` spares each call a turn of the event
 * loop, which the SDK otherwise waits for the logger's sake (1 ms of 2).
 */
function sdkLogger(log: Logger): Logger & { flush(): void } {
  return {
    debug: (...args) => log.debug(...args),
    info: (...args) => log.info(...args),
    warn: (...args) => log.warn(...args),
    error: (...args) => (isPlannedRetry(args[0]) ? log.debug(...args) : log.error(...args)),
    flush() {},
  };
}

function isPlannedRetry(fields: unknown): boolean {
  const err = typeof fields === "object" && fields !== null && "err" in fields ? fields.err : undefined;
  return err instanceof Error && err.name === "RetryAfterError";
}
