import { createHash } from "node:crypto";

import { clientAddress } from "@/lib/auth/address";
import { assertFresh } from "@/lib/auth/fresh-session";
import { answerOnce, type Answer } from "@/lib/auth/idempotent-answers";
import { noteKeyUse } from "@/lib/auth/key-uses";
import {
  type BodyOf,
  type DataOf,
  type KeysetMeta,
  type Operation,
  type PageMeta,
  type ParamsOf,
  type QueryOf,
  takesIdempotencyKey,
} from "@/lib/contracts/operation";
import type { AccountContext, Context } from "@/lib/services/context";
import { invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { HOUR } from "@/lib/shared/time";

import { authenticate, type Principal } from "./authenticate";
import { accountContext, noSuchObject, workspaceContext, type Asked } from "./authorise";
import { noteDenied } from "./denied";
import { parseFields } from "./field-issues";
import { toProblem } from "./problem";
import { rateLimit, RateLimited, type Budget } from "./rate-limit";
import { readBody } from "./read-body";
import { readQuery, sentNothing } from "./read-query";
import { jsonResponse, withEdgeHeaders } from "./response";
import { assertSameOrigin } from "./same-origin";

/** Who asks, as the operation's `auth` says: nobody known, a person outside any workspace, or someone in a workspace. */
export type ContextFor<Op extends Operation> = Op["auth"] extends { kind: "public" }
  ? null
  : Op["auth"] extends { kind: "account" }
    ? AccountContext
    : Context;

export interface RequestFacts {
  /** `req_…`, always ours; also in the log and the answer. */
  id: string;
  address: string | null;
  headers: Headers;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  /** Null for API keys. */
  sessionId: string | null;
  /** `Set-Cookie` values that go out with the answer if the call succeeds. */
  setCookies(cookies: readonly string[]): void;
}

export interface Call<Op extends Operation> {
  ctx: ContextFor<Op>;
  params: ParamsOf<Op>;
  query: QueryOf<Op>;
  body: BodyOf<Op>;
  request: RequestFacts;
  /** Judges the caller anew, for an answer that outlives the question. @throws AppError as the call itself would now */
  judgeAgain: () => Promise<ContextFor<Op>>;
}

/** The data of an object that a POST found instead of making it; answered with `statusWhenThere`. */
export class AlreadyThere<Data> {
  constructor(readonly data: Data) {}
}

/** The data; with `meta` beside it where the operation is paged; a Response for downloads and streams. */
export type Result<Op extends Operation> =
  | (Op["paging"] extends "page"
      ? { data: DataOf<Op>; meta: PageMeta }
      : Op["paging"] extends "keyset"
        ? { data: DataOf<Op>; meta: KeysetMeta }
        : DataOf<Op>)
  | AlreadyThere<DataOf<Op>>
  | Response;

export type Handler<Op extends Operation> = (call: Call<Op>) => Promise<Result<Op>>;

/** Looks for what the path names, before the body is looked at. @throws AppError NOT_FOUND */
export type Find<Op extends Operation> = (
  ctx: ContextFor<Op>,
  params: ParamsOf<Op>,
  from: Pick<RequestFacts, "address">,
) => Promise<unknown>;

type RouteParams = Record<string, string | string[] | undefined>;
export type RouteHandler = (request: Request, route: { params: Promise<RouteParams | undefined> }) => Promise<Response>;

const WRITES: ReadonlySet<string> = new Set(["POST", "PATCH", "PUT", "DELETE"]);

/** What an answer shows that was refused before anything was counted. */
const uncounted = (): Budget => ({
  limit: 0,
  remaining: 0,
  resetAt: new Date(Math.ceil((Date.now() + 1) / HOUR) * HOUR),
});

/**
 * The only way to serve an operation. Every call is judged in the same order (input contract): who asks, whether a page
 * of ours asks, how often, in which workspace, whether they may, whether it is still them, whether the object exists,
 * media type, size, form, fields; only then the handler runs, and its answer passes through the operation's schema.
 */
export function implement<Op extends Operation>(op: Op, handler: Handler<Op>, find?: Find<Op>): RouteHandler {
  return async (request, route) => {
    const requestId = newId("request");
    let budget = uncounted();
    let known: Context | null = null;
    try {
      const address = clientAddress(request.headers);
      const principal = op.auth.kind === "public" ? null : await authenticate(request.headers);
      if (principal?.kind === "session") assertSameOrigin(op.method, request.headers);
      if (principal?.kind === "api_key") noteKeyUse(principal.holder, { address, asked: `${op.method} ${op.path}` });
      budget = await rateLimit(principal, op.rate, address);

      // Next gives no object at all for a path without parameters, whatever its types say.
      const rawParams = (await route.params) ?? {};
      const asked: Asked = {
        ...askedBy(request.headers, rawParams, requestId, address),
        onKnown: (each) => {
          known = each;
        },
      };
      const ctx = await contextFor(op, principal, asked);
      if (op.fresh && principal?.kind === "session") assertFresh(principal.confirmedAt);
      const judgeAgain = async (): Promise<ContextFor<Op>> =>
        contextFor(op, op.auth.kind === "public" ? null : await authenticate(request.headers), asked);
      const params = parseParams(op, rawParams);
      await find?.(ctx, params, { address });

      const bytes = { body: new Uint8Array() };
      const body = await parseBody(op, request, bytes);
      const query = readQuery(op, request.url);
      const cookies: string[] = [];
      const facts: RequestFacts = {
        id: requestId,
        address,
        headers: request.headers,
        signal: request.signal,
        sessionId: principal?.kind === "session" ? principal.sessionId : null,
        setCookies: (more) => void cookies.push(...more),
      };

      const run = async (ctx: ContextFor<Op>): Promise<Response | Answer> => {
        const result = await handler({ ctx, params, query, body, request: facts, judgeAgain });
        if (result instanceof Response) return result;
        return result instanceof AlreadyThere
          ? { status: op.statusWhenThere ?? op.status, body: serialise(op, result.data) }
          : { status: op.status, body: serialise(op, result) };
      };
      const key = idempotencyKey(op, request.headers);
      if (key !== null && ctx !== null) {
        const fingerprint = fingerprintOf(request, bytes.body);
        const { answer, repeated } = await answerOnce(
          {
            scope: "workspace" in ctx ? ctx.workspace.id : ctx.userId,
            key,
            claim: requestId,
            namesPeople: op.namesNobody !== true,
            fingerprint,
            answerOf: (result) => answerInside(op, result),
          },
          async (beforeCommit) => asAnswer(await run({ ...ctx, beforeCommit })),
        );
        return jsonResponse(
          answer.status,
          answer.body,
          requestId,
          budget,
          repeated ? { "idempotent-replayed": "true" } : {},
        );
      }
      const answer = await run(ctx);
      const response =
        answer instanceof Response
          ? withEdgeHeaders(answer, requestId, budget)
          : jsonResponse(answer.status, answer.body, requestId, budget);
      for (const cookie of cookies) response.headers.append("set-cookie", cookie);
      return response;
    } catch (error) {
      if (error instanceof RateLimited) budget = error.budget;
      if (known) await noteDenied(op, known, (await route.params) ?? {}, error);
      const problem = toProblem(error, requestId, op.id);
      return jsonResponse(problem.status, problem.body, requestId, budget, problem.headers);
    }
  };
}

function askedBy(headers: Headers, params: RouteParams, requestId: string, address: string | null): Asked {
  const inPath = params["workspaceId"];
  return {
    requestId,
    address,
    headerWorkspaceId: headers.get("x-workspace-id"),
    pathWorkspaceId: typeof inPath === "string" ? inPath : null,
  };
}

async function contextFor<Op extends Operation>(
  op: Op,
  principal: Principal | null,
  asked: Asked,
): Promise<ContextFor<Op>> {
  const { auth } = op;
  const context =
    auth.kind === "public" || principal === null
      ? null
      : auth.kind === "account"
        ? accountContext(principal, asked)
        : await workspaceContext(principal, auth, asked);
  // The three branches are those of the type, which TypeScript cannot follow through a type parameter.
  return context as ContextFor<Op>;
}

/** An id that cannot be one is answered like one that does not exist. */
function parseParams<Op extends Operation>(op: Op, raw: RouteParams): ParamsOf<Op> {
  if (
    Object.values(raw).some((value) => typeof value !== "string" || value.includes("\u0000") || !value.isWellFormed())
  )
    throw noSuchObject();
  if (!op.params) return undefined as ParamsOf<Op>;
  const result = op.params.safeParse(raw);
  if (!result.success) throw noSuchObject();
  return result.data as ParamsOf<Op>;
}

async function parseBody<Op extends Operation>(
  op: Op,
  request: Request,
  bytes: { body: Uint8Array },
): Promise<BodyOf<Op>> {
  if (!WRITES.has(op.method) || (!op.body && op.method === "DELETE")) return undefined as BodyOf<Op>;
  const read = await readBody(request);
  bytes.body = read.bytes;
  const value = parseFields(op.body ?? sentNothing, read.value);
  return (op.body ? value : undefined) as BodyOf<Op>;
}

function idempotencyKey(op: Operation, headers: Headers): string | null {
  const key = headers.get("idempotency-key");
  if (key === null || !takesIdempotencyKey(op)) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw invalid("Idempotency-Key", "Use 1 to 255 printable ASCII characters without spaces.");
  return key;
}

function fingerprintOf(request: Request, body: Uint8Array): string {
  const { pathname, search } = new URL(request.url);
  return createHash("sha256").update(`${request.method} ${pathname}${search}\n`).update(body).digest("hex");
}

function asAnswer(result: Response | Answer): Answer {
  if (result instanceof Response) throw new Error("A write that answers no JSON of ours says what `repeats` do.");
  return result;
}

/** What a transaction resolved to as the answer of the whole call, or null when that is made of more. */
function answerInside(op: Operation, result: unknown): Answer | null {
  if (op.paging !== undefined || op.statusWhenThere !== undefined) return null;
  const data = op.data.safeParse(result);
  return data.success ? { status: op.status, body: JSON.stringify({ success: true, data: data.data }) } : null;
}

/** Through the schema, so that a field nobody promised, a secret above all, fails the call instead of leaving. */
function serialise(op: Operation, result: unknown): string {
  if (op.paging === undefined) return JSON.stringify({ success: true, data: op.data.parse(result) });
  const { data, meta } = result as { data: unknown; meta: PageMeta | KeysetMeta };
  return JSON.stringify({ success: true, data: op.data.parse(data), meta });
}
