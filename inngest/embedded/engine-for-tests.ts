import { promisify } from "node:util";

import type { InngestFunction } from "inngest";
import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { vi } from "vitest";

import { createClient } from "../create-client";
import type { Executor } from "./executor";
import { startEmbedded } from "./start-embedded";

export const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** The client the tests define their functions with; its requests go to the engine started last. */
export const client = createClient({ mode: "embedded" }, SILENT);

export interface Call {
  fnId: string;
  at: number;
  attempt: number;
  status: number;
  retryAfter: string | null;
}

export interface TestEngine {
  executor: Executor;
  handler: (request: Request) => Promise<Response>;
  /** Every call made, with the clock of its beginning. */
  calls: Call[];
  /** What was logged as an error or a warning. */
  logged: { fields: unknown; message: string }[];
}

/** Sets the clock and timers under the test's hand; promises and sockets stay real. */
export function holdClock(at = "2026-03-01T00:00:00.000Z"): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: Date.parse(at) });
}

/** The real `serve()` handler of these functions. */
export function handlerOf(functions: InngestFunction.Any[]): (request: Request) => Promise<Response> {
  const served = serve({ client, functions, enableUnauthedSync: false });
  return (request) => served(request as NextRequest, undefined);
}

/** An engine that drives these functions through their real handler. */
export async function startEngine(functions: InngestFunction.Any[]): Promise<TestEngine> {
  const handle = handlerOf(functions);
  const calls: Call[] = [];
  const logged: TestEngine["logged"] = [];
  const handler = async (request: Request): Promise<Response> => {
    if (request.method !== "POST") return handle(request);
    const at = Date.now();
    const { ctx } = (await request.clone().json()) as { ctx: { attempt: number } };
    const response = await handle(request);
    const fnId = new URL(request.url).searchParams.get("fnId") ?? "";
    calls.push({
      fnId,
      at,
      attempt: ctx.attempt,
      status: response.status,
      retryAfter: response.headers.get("retry-after"),
    });
    return response;
  };
  const record = (fields: object, message: string): void => void logged.push({ fields, message });
  const executor = await startEmbedded({ handler, log: { warn: record, error: record } });
  return { executor, handler: handle, calls, logged };
}

/** Returns when no call is about to begin or under way. The held clock does not move. */
export async function settled({ executor }: TestEngine): Promise<void> {
  do {
    await promisify(setImmediate)();
    await vi.advanceTimersByTimeAsync(0);
  } while (executor.stats().queued + executor.stats().running > 0);
}

/** Moves the held clock on by `ms`, from one timer to the next, and lets calls finish between. */
export async function pass(engine: TestEngine, ms: number): Promise<void> {
  await settled(engine);
  const end = Date.now() + ms;
  setTimeout(() => {}, ms);
  while (Date.now() < end) {
    await vi.advanceTimersToNextTimerAsync();
    await settled(engine);
  }
}
