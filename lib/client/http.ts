import type { z } from "zod";

import type {
  BodyInputOf,
  DataOf,
  KeysetMeta,
  Operation,
  PageMeta,
  ParamsOf,
  QueryInputOf,
} from "@/lib/contracts/operation";
import type { ErrorName, FieldIssue } from "@/lib/shared/errors";
import { SECOND } from "@/lib/shared/time";

/** What the API answered instead of data, or `NETWORK` when no answer came. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly details: readonly FieldIssue[];

  constructor(
    readonly error: ErrorName | "NETWORK",
    message: string,
    /** 0 when no answer came. */
    readonly status: number,
    more: {
      requestId?: string | null;
      details?: readonly FieldIssue[];
      retryAfterMs?: number | null;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.details = more.details ?? [];
    this.requestId = more.requestId ?? null;
    this.retryAfterMs = more.retryAfterMs ?? null;
  }

  /** What support asks for. */
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
}

type MetaOf<Op extends Operation> = Op["paging"] extends "page"
  ? PageMeta
  : Op["paging"] extends "keyset"
    ? KeysetMeta
    : undefined;

/** Parts that an operation does not have cannot be given; parts that it has must be. */
export type CallInput<Op extends Operation> = {
  /** Sessions name the workspace; a key knows its own. */
  workspaceId?: string;
  signal?: AbortSignal;
  headers?: Readonly<Record<string, string>>;
  /** In front of the path; the browser needs none. */
  baseUrl?: string;
} & (ParamsOf<Op> extends undefined ? { params?: undefined } : { params: ParamsOf<Op> }) &
  (QueryInputOf<Op> extends undefined ? { query?: undefined } : { query?: QueryInputOf<Op> }) &
  (BodyInputOf<Op> extends undefined ? { body?: undefined } : { body: BodyInputOf<Op> });

export interface CallResult<Op extends Operation> {
  data: DataOf<Op>;
  meta: MetaOf<Op>;
}

/**
 * Calls one operation of the API.
 * @throws Problem for every answer that is not a success, and when none came; an abort is thrown as it is
 */
export async function call<Op extends Operation>(op: Op, input: CallInput<Op>): Promise<CallResult<Op>> {
  const response = await send(op, input);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok || !isSuccess(answer)) throw problemOf(response, answer);
  // The server put it through the operation's own schema.
  return { data: answer.data as DataOf<Op>, meta: answer.meta as MetaOf<Op> };
}

/**
 * Calls an operation that answers a JSON object a line, and gives each as it arrives.
 * @throws Problem when the call is refused or the answer breaks off
 */
export async function* callLines<Op extends Operation, Line>(
  op: Op,
  input: CallInput<Op>,
  line: z.ZodType<Line>,
): AsyncGenerator<Line, void, undefined> {
  const response = await send(op, { ...input, headers: { ...input.headers, accept: "application/x-ndjson" } });
  if (!response.ok || !response.body) throw problemOf(response, await response.json().catch(() => null));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = (rest + value).split("\n");
      rest = parts.pop() ?? "";
      for (const part of parts) yield line.parse(JSON.parse(part));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Calls an operation that answers a file.
 * @throws Problem as `call` does, also when the file breaks off
 */
export async function download<Op extends Operation>(op: Op, input: CallInput<Op>): Promise<Blob> {
  const response = await send(op, input);
  if (!response.ok) throw problemOf(response, await response.json().catch(() => null));
  return response.blob().catch((cause: unknown) => {
    if (input.signal?.aborted) throw cause;
    throw new Problem("NETWORK", "The download broke off. Try again.", 0, { cause });
  });
}

/** Browsers refuse to keep more than 64 KiB alive at a time, of all requests together, whose characters may take three. */
const KEEPALIVE_MAX = 4_096;

/** The bare answer, whatever it says. @throws Problem when none came */
export async function send<Op extends Operation>(op: Op, input: CallInput<Op>): Promise<Response> {
  const url = `${input.baseUrl ?? ""}${pathOf(op.path, input.params)}${searchOf(input.query)}`;
  const headers: Record<string, string> = { accept: "application/json", ...input.headers };
  if (input.workspaceId !== undefined) headers["x-workspace-id"] = input.workspaceId;
  if (input.body !== undefined) headers["content-type"] = "application/json";
  const body = input.body === undefined ? undefined : JSON.stringify(input.body);
  const init: RequestInit = {
    method: op.method,
    headers,
    // What somebody asked for is done, also when they leave the page at once.
    keepalive: op.method !== "GET" && (body?.length ?? 0) < KEEPALIVE_MAX,
    ...(input.signal ? { signal: input.signal } : {}),
    ...(body === undefined ? {} : { body }),
  };
  try {
    return await fetch(url, init);
  } catch (error) {
    if (input.signal?.aborted) throw error;
    throw new Problem("NETWORK", "The server could not be reached. Check the connection and try again.", 0, {
      cause: error,
    });
  }
}

function pathOf(path: string, params: unknown): string {
  const values = isRecord(params) ? params : {};
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
}

/** What is undefined is left out. */
function searchOf(query: unknown): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(isRecord(query) ? query : {})) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

export function problemOf(response: Response, answer: unknown): Problem {
  const { error, message, requestId, details } = isRecord(answer) ? answer : {};
  const retryAfter = Number(response.headers.get("retry-after"));
  return new Problem(
    // The server's own list; an answer from something in between has none.
    typeof error === "string" ? (error as ErrorName) : "INTERNAL_ERROR",
    typeof message === "string" ? message : `The server answered ${response.status}.`,
    response.status,
    {
      requestId: typeof requestId === "string" ? requestId : response.headers.get("x-request-id"),
      details: Array.isArray(details) ? details.filter(isIssue) : [],
      retryAfterMs: retryAfter > 0 ? retryAfter * SECOND : null,
    },
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const isIssue = (value: unknown): value is FieldIssue =>
  isRecord(value) && typeof value["path"] === "string" && typeof value["message"] === "string";
const isSuccess = (value: unknown): value is { success: true; data: unknown; meta?: unknown } =>
  isRecord(value) && value["success"] === true;
