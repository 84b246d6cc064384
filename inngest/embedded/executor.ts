import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

import type { Cron } from "croner";
import { serializeError } from "inngest";
import { LRUCache } from "lru-cache";

import { DAY } from "@/lib/shared/time";

import { canonicalJson, createSigner, signedRequest } from "../signature";
import { DueQueue } from "./due-queue";
import {
  callBody,
  newRun,
  takeAnswer,
  takeFinishedStep,
  tryAgain,
  type EngineEvent,
  type Next,
  type Op,
  type Run,
} from "./run";
import { FUNCTION_FAILED, readServedFunctions, type ServedFunction } from "./served-functions";

export interface ExecutorOptions {
  signingKey: string;
  eventKey: string;
  /** The handler that `serve()` of `inngest/next` returns; called in process for sync and runs. */
  handler: (request: Request) => Promise<Response>;
  log: ExecutorLog;
}

export interface ExecutorLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Executor {
  /** Takes the client's requests: events and checkpoints. Everything else is 404. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Reads the functions from the handler and starts their crons. Once per executor: after a stop, make another.
   * @throws Error when the handler refuses, or when a function asks for more than this engine does
   */
  start(): Promise<void>;
  /** Begins no further call, then waits up to `graceMs` for those under way. What waited is dropped. */
  stop(options: { graceMs: number }): Promise<void>;
  /** `queued`: about to be called · `running`: calls under way · `waiting`: runs, future events and crons not yet due. */
  stats(): { queued: number; running: number; waiting: number };
}

/** The handler looks at path and query only; the name can never be resolved. */
const ENDPOINT = "http://embedded.invalid/api/inngest";

/** How many calls begin in one turn of the event loop, so that a burst does not keep sockets waiting. */
const CALLS_PER_TURN = 32;

/** How many event ids are remembered. One forgotten early may run twice, which the claims on rows bear. */
const SEEN_MAX = 100_000;

/**
 * An Inngest engine in this process: it drives the app's own `serve()` handler with signed requests and keeps runs in
 * memory only, because every unit of work is a row that the sweeper finds again.
 */
export function createExecutor(options: ExecutorOptions): Executor {
  const { handler, log } = options;
  const sign = createSigner(options.signingKey);
  const eventPath = `/e/${options.eventKey}`;

  let state: "new" | "running" | "stopped" = "new";
  const triggers = new Map<string, { fn: ServedFunction; failureOf: string | undefined }[]>();
  const seen = new LRUCache<string, true>({
    max: SEEN_MAX,
    ttl: DAY,
    ttlResolution: 0,
    perf: { now: () => Date.now() },
  });
  const due = new DueQueue();
  const underWay = new Map<string, Run>();
  const queue: Run[] = [];
  let beginning = false;
  let onIdle: (() => void) | undefined;
  // A run belongs to no request: without this it would inherit, and hold, the async context of whoever sent its event.
  const inOwnContext = AsyncLocalStorage.snapshot();

  function accept(sent: SentEvent): string {
    const id = sent.id ?? randomUUID();
    if (sent.id !== undefined) {
      if (seen.has(id)) return id;
      seen.set(id, true);
    }
    if (!triggers.has(sent.name)) return id;
    const now = Date.now();
    const ts = sent.ts ?? now;
    const event: EngineEvent = { name: sent.name, json: canonicalJson({ ...sent, id, ts }) };
    if (ts > now) due.add(ts, () => dispatch(event));
    else dispatch(event);
    return id;
  }

  function dispatch(event: EngineEvent): void {
    for (const { fn, failureOf } of triggers.get(event.name) ?? []) {
      if (failureOf === undefined || failureOf === event.failureOf) enqueue(newRun(randomUUID(), fn, event));
    }
  }

  function enqueue(run: Run): void {
    queue.push(run);
    if (beginning) return;
    beginning = true;
    queueMicrotask(() => inOwnContext(beginCalls));
  }

  function beginCalls(): void {
    for (const run of queue.splice(0, CALLS_PER_TURN)) void call(run);
    beginning = queue.length > 0;
    if (beginning) setImmediate(beginCalls);
  }

  async function call(run: Run): Promise<void> {
    underWay.set(run.id, run);
    let next: Next;
    try {
      const url = `${ENDPOINT}?fnId=${encodeURIComponent(run.fn.id)}&stepId=${run.stepId}`;
      const response = await handler(signedRequest({ method: "POST", url, body: callBody(run), sign }));
      const answer = {
        status: response.status,
        noRetry: response.headers.get("x-inngest-no-retry") === "true",
        retryAfter: response.headers.get("retry-after"),
        body: await response.text(),
      };
      next = takeAnswer(run, answer, Date.now());
    } catch (error) {
      next = tryAgain(run, serializeError(error), null, Date.now());
    }
    underWay.delete(run.id);
    if (state === "running") proceed(run, next);
    else if (underWay.size === 0) onIdle?.();
  }

  function proceed(run: Run, next: Next): void {
    if (next.do === "call") enqueue(run);
    else if (next.do === "wait") due.add(next.until, () => enqueue(run));
    else if (next.do === "fail") fail(run, next.error);
  }

  function fail(run: Run, error: unknown): void {
    log.error({ functionId: run.fn.id, runId: run.id, error }, "a run failed for good");
    if (!triggers.has(FUNCTION_FAILED)) return;
    const data =
      `{"error":${canonicalJson(error)},"event":${run.event.json},` +
      `"function_id":${JSON.stringify(run.fn.id)},"run_id":"${run.id}"}`;
    const json = `{"data":${data},"id":"${randomUUID()}","name":"${FUNCTION_FAILED}","ts":${Date.now()}}`;
    dispatch({ name: FUNCTION_FAILED, json, failureOf: run.fn.id });
  }

  function startCron(fn: ServedFunction, cron: Cron): void {
    const tick = cron.nextRun(new Date())?.getTime();
    if (tick === undefined) return;
    due.add(tick, () => {
      const event = { data: { cron: cron.getPattern() }, id: randomUUID(), name: "inngest/scheduled.timer", ts: tick };
      enqueue(newRun(randomUUID(), fn, { name: event.name, json: canonicalJson(event) }));
      startCron(fn, cron);
    });
  }

  function takeEvents(body: string): Response {
    if (state === "new") return refusal(503, "The embedded engine has not started.");
    const events = JSON.parse(body) as SentEvent[];
    // While stopping, an event has the fate of one accepted a moment earlier: its rows wait for the sweeper.
    return Response.json({
      status: 200,
      ids: state === "running" ? events.map(accept) : events.map(() => randomUUID()),
    });
  }

  function takeCheckpoint(runId: string, body: string): Response {
    const run = underWay.get(runId);
    const { steps } = JSON.parse(body) as { steps: Op[] };
    // 409 makes the SDK end the call at once and for good.
    const taken = run !== undefined && steps.every((op) => takeFinishedStep(run, op));
    return Response.json({}, { status: taken ? 200 : 409 });
  }

  return {
    async fetch(input, init) {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const body = typeof init?.body === "string" ? init.body : "";
      if (pathname === eventPath) return takeEvents(body);
      const runId = /^\/v1\/checkpoint\/([^/]+)\/async$/.exec(pathname)?.[1];
      if (runId !== undefined) return takeCheckpoint(runId, body);
      return refusal(404, "The embedded engine has no such address, or knows another event key.");
    },

    async start() {
      if (state !== "new") throw new Error("An executor starts once.");
      const body = canonicalJson({ url: ENDPOINT });
      const headers = { "x-inngest-sync-kind": "in_band" };
      const response = await handler(signedRequest({ method: "PUT", url: ENDPOINT, body, sign, headers }));
      const answer = await response.text();
      if (response.status !== 200) throw new Error(`The Inngest handler refused (${response.status}): ${answer}`);
      const functions = readServedFunctions(JSON.parse(answer));
      state = "running";
      for (const fn of functions) {
        for (const { name, failureOf } of fn.events) {
          const known = triggers.get(name) ?? [];
          triggers.set(name, [...known, { fn, failureOf }]);
        }
        for (const cron of fn.crons) startCron(fn, cron);
      }
    },

    async stop({ graceMs }) {
      state = "stopped";
      due.clear();
      queue.length = 0;
      if (underWay.size === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        onIdle = resolve;
        timer = setTimeout(resolve, graceMs);
      });
      clearTimeout(timer);
      if (underWay.size > 0) log.warn({ running: underWay.size }, "the embedded engine stopped before its calls ended");
    },

    stats: () => ({ queued: queue.length, running: underWay.size, waiting: due.size }),
  };
}

interface SentEvent {
  name: string;
  id?: string;
  ts?: number;
  data?: unknown;
}

function refusal(status: number, error: string): Response {
  return Response.json({ status, error }, { status });
}
