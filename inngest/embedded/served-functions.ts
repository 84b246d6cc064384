import { Cron } from "croner";
import { z } from "zod";

/** One function as the executor runs it. */
export interface ServedFunction {
  /** With the app's id before it, as it stands in requests and failure events. */
  readonly id: string;
  /** First try and retries together. */
  readonly attemptsMax: number;
  readonly events: readonly EventTrigger[];
  readonly crons: readonly Cron[];
}

export interface EventTrigger {
  readonly name: string;
  /** For a failure handler, the function whose failures it takes. */
  readonly failureOf?: string;
}

export const FUNCTION_FAILED = "inngest/function.failed";

/** What an Inngest server gives a function that sets none. */
const RETRIES_DEFAULT = 4;
const RETRIES_MAX = 20;

const RegisteredFunction = z.looseObject({
  id: z.string(),
  triggers: z.array(z.looseObject({ event: z.string().optional(), cron: z.string().optional() })),
  steps: z.object({ step: z.object({ retries: z.object({ attempts: z.number().optional() }).optional() }) }),
});
type RegisteredFunction = z.infer<typeof RegisteredFunction>;
type RegisteredTrigger = RegisteredFunction["triggers"][number];

const RegisterPayload = z.looseObject({ functions: z.array(RegisteredFunction).min(1) });

const SUPPORTED_OPTIONS = new Set(["id", "name", "triggers", "steps"]);
const FAILURE_EXPRESSION = /^event\.data\.function_id == '([^']+)'$/;

/**
 * Reads what `serve()` registers.
 * @throws Error naming every function and option that asks for more than this engine does, so that the process stops
 * at start instead of running a function under other rules than a server would
 */
export function readServedFunctions(payload: unknown): ServedFunction[] {
  const refusals: string[] = [];
  const functions = RegisterPayload.parse(payload).functions.map((registered) => {
    const refuse = (what: string): number => refusals.push(`${registered.id}: ${what}`);
    return readFunction(registered, refuse);
  });
  if (refusals.length > 0) {
    throw new Error(`The embedded engine cannot run these functions as asked:\n  ${refusals.join("\n  ")}`);
  }
  return functions;
}

function readFunction(registered: RegisteredFunction, refuse: (what: string) => void): ServedFunction {
  for (const option of Object.keys(registered)) {
    if (!SUPPORTED_OPTIONS.has(option)) refuse(option === "cancel" ? "cancelOn" : option);
  }
  if (registered.triggers.length === 0) refuse("triggers (a function without a trigger is for step.invoke)");
  const retries = registered.steps.step.retries?.attempts ?? RETRIES_DEFAULT;
  if (retries > RETRIES_MAX) refuse(`retries (${retries}, at most ${RETRIES_MAX})`);

  const events: EventTrigger[] = [];
  const crons: Cron[] = [];
  for (const trigger of registered.triggers) {
    if (trigger.cron !== undefined) crons.push(...readCron(trigger.cron, trigger, refuse));
    else events.push(...readEvent(trigger.event ?? "", trigger, refuse));
  }
  return { id: registered.id, attemptsMax: retries + 1, events, crons };
}

function readCron(pattern: string, trigger: RegisteredTrigger, refuse: (what: string) => void): Cron[] {
  if (trigger["jitter"] !== undefined) refuse("trigger jitter");
  try {
    return [new Cron(pattern, { mode: "5-part", timezone: "UTC" })];
  } catch {
    refuse(`trigger cron "${pattern}"`);
    return [];
  }
}

function readEvent(name: string, trigger: RegisteredTrigger, refuse: (what: string) => void): EventTrigger[] {
  const { expression } = trigger;
  if (name === FUNCTION_FAILED && typeof expression === "string") {
    const failureOf = FAILURE_EXPRESSION.exec(expression)?.[1];
    if (failureOf !== undefined) return [{ name, failureOf }];
  }
  if (expression !== undefined) refuse(`trigger expression ${JSON.stringify(expression)}`);
  if (name.includes("*")) refuse(`trigger wildcard "${name}"`);
  if (name === "" || (name.startsWith("inngest/") && name !== FUNCTION_FAILED)) refuse(`trigger event "${name}"`);
  return [{ name }];
}
