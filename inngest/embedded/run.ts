import { canonicalJson } from "../signature";
import type { ServedFunction } from "./served-functions";
import { retryAt, sleepEndsAt } from "./wait-times";

/** An event, written once as canonical JSON and spliced into every request that carries it. */
export interface EngineEvent {
  readonly name: string;
  readonly json: string;
  /** For a failure event, the function that failed. */
  readonly failureOf?: string;
}

/** One function working on one event. No two calls of a run are ever under way at once. */
export interface Run {
  readonly id: string;
  readonly fn: ServedFunction;
  readonly event: EngineEvent;
  /** Tries of the step at hand that failed so far; every step has its own budget. */
  attempt: number;
  /** `step`, or the hash of a planned step that the next call shall run. */
  stepId: string;
  /** Results of finished steps as canonical JSON by hash, in the order they finished. */
  readonly memo: Map<string, string>;
}

/** What the handler said to a call. */
export interface Answer {
  readonly status: number;
  readonly noRetry: boolean;
  readonly retryAfter: string | null;
  readonly body: string;
}

export type Next = { do: "finish" } | { do: "call" } | { do: "wait"; until: number } | { do: "fail"; error: unknown };

const FINISH: Next = { do: "finish" };
const CALL: Next = { do: "call" };

export function newRun(id: string, fn: ServedFunction, event: EngineEvent): Run {
  return { id, fn, event, attempt: 0, stepId: "step", memo: new Map() };
}

/** The body of the next call: canonical JSON (keys in order), put together from parts that already are. */
export function callBody(run: Run): string {
  const { fn, event, memo } = run;
  const hashes = [...memo.keys()];
  const stack = hashes.map((hash) => JSON.stringify(hash)).join(",");
  const steps = hashes.toSorted().map((hash) => `${JSON.stringify(hash)}:${memo.get(hash)}`);
  // `fn_id` and `qi_id` are what turns checkpointing on.
  const ctx =
    `"attempt":${run.attempt},"disable_immediate_execution":false,"fn_id":${JSON.stringify(fn.id)},` +
    `"max_attempts":${fn.attemptsMax},"qi_id":"${run.id}","run_id":"${run.id}",` +
    `"stack":{"current":${hashes.length},"stack":[${stack}]},"use_api":false`;
  return `{"ctx":{${ctx}},"event":${event.json},"events":[${event.json}],"steps":{${steps.join(",")}},"version":-1}`;
}

/** Takes an answer into the run and says what happens next. */
export function takeAnswer(run: Run, answer: Answer, now: number): Next {
  if (answer.status === 200) return FINISH;
  if (answer.status === 206) return takeOps(run, JSON.parse(answer.body) as Op[], answer.retryAfter, now);
  const error: unknown = JSON.parse(answer.body);
  return answer.noRetry ? { do: "fail", error } : tryAgain(run, error, answer.retryAfter, now);
}

/** Another attempt of the step at hand, or the end of the run when its attempts are spent. */
export function tryAgain(run: Run, error: unknown, retryAfter: string | null, now: number): Next {
  const failed = run.attempt++;
  if (run.attempt >= run.fn.attemptsMax) return { do: "fail", error };
  return { do: "wait", until: retryAt(retryAfter, failed, now) };
}

/** A step as the SDK reports it. */
export interface Op {
  op: string;
  id: string;
  name?: string;
  data?: unknown;
  error?: unknown;
}

function takeOps(run: Run, ops: Op[], retryAfter: string | null, now: number): Next {
  let next = CALL;
  let unfinished = 0;
  for (const op of ops) {
    if (takeFinishedStep(run, op)) continue;
    if (op.op === "RunComplete") return FINISH;
    if (++unfinished > 1) return { do: "fail", error: unsupported("steps in parallel") };
    if (op.op === "StepError") {
      next = tryAgain(run, op.error, retryAfter, now);
    } else if (op.op === "StepPlanned") {
      run.stepId = op.id;
    } else if (op.op === "Sleep") {
      // Nothing calls a run while it waits, so the memo may be written ahead.
      remember(run, op.id, "null");
      next = { do: "wait", until: sleepEndsAt(op.name ?? "", now) };
    } else {
      return { do: "fail", error: unsupported(`the operation ${op.op}`) };
    }
  }
  return next;
}

/** Keeps the result of a step that has one: its value, or the error that the function may catch. */
export function takeFinishedStep(run: Run, op: Op): boolean {
  if (op.op === "StepRun") remember(run, op.id, `{"data":${canonicalJson(op.data)}}`);
  else if (op.op === "StepFailed") remember(run, op.id, `{"error":${canonicalJson(op.error)}}`);
  else return false;
  return true;
}

function remember(run: Run, hash: string, json: string): void {
  run.memo.set(hash, json);
  run.attempt = 0;
  run.stepId = "step";
}

function unsupported(what: string): { name: string; message: string } {
  return { name: "UnsupportedError", message: `The embedded engine does not support ${what}.` };
}
