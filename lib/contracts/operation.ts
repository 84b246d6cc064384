import type { z } from "zod";

import type { ErrorName } from "@/lib/shared/errors";

import type { AuditAction } from "./audit-actions";
import type { Feature, Permission } from "./permissions";

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/**
 * Who may call. `public` needs nobody; `session` refuses API keys; `any` takes a session or an API key.
 * A permission is needed by everything that belongs to a workspace.
 */
export type OperationAuth =
  | { kind: "public" }
  | { kind: "account" }
  | { kind: "any" | "session"; permission: Permission | readonly Permission[]; feature?: Feature };

export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Data extends z.ZodType = z.ZodType,
> {
  /** `resource.verb`, unique; names the operation in OpenAPI and in tests. */
  id: string;
  method: Method;
  /** With `{name}` for each path parameter. */
  path: string;
  summary: string;
  auth: OperationAuth;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Status of success; the body is `{ success: true, data, meta? }`. */
  status: 200 | 201 | 202;
  /** Status when the object was there already: the handler answers with an `AlreadyThere`. */
  statusWhenThere?: 200;
  data: Data;
  /** Media types of a file that is answered instead of JSON, by default the first. `data` is its text. */
  file?: readonly [string, ...string[]];
  /** How the answer is paged, if it is a list. */
  paging?: "page" | "keyset";
  /** `hour` counts against the workspace's hourly API budget, `second` against the one of ingest. */
  rate: "hour" | "second" | "none";
  /** Attempts of members and keys that are refused stand in the audit log, as this. */
  deniedAs?: AuditAction;
  /** For people who showed within the last 30 minutes who they are: at sign-in, or with a password or a code since. */
  fresh?: true;
  /**
   * Of a write that takes no `Idempotency-Key`: one sentence that says what a repeat does. All others take it.
   * Nobody's writes take none, because a key is kept for a workspace or a person, nor do those that answer no JSON of ours.
   */
  repeats?: string;
  /** The answer holds ids and figures alone, nothing of a person: whoever erases one need not look through it. */
  namesNobody?: true;
  errors: readonly ErrorName[];
}

/** Whether repeats of it under one `Idempotency-Key` are answered with the first answer. */
export const takesIdempotencyKey = ({ method, repeats }: Operation): boolean =>
  method !== "GET" && repeats === undefined;

/** Keeps the literal types of an operation, so that its handler, its client and its tests are typed by it. */
export function operation<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Data extends z.ZodType,
  const Op extends Operation<Params, Query, Body, Data>,
>(op: Op & Operation<Params, Query, Body, Data>): Op {
  return op;
}

export type ParamsOf<Op extends Operation> = Op["params"] extends z.ZodType ? z.output<Op["params"]> : undefined;
export type QueryOf<Op extends Operation> = Op["query"] extends z.ZodType ? z.output<Op["query"]> : undefined;
export type QueryInputOf<Op extends Operation> = Op["query"] extends z.ZodType ? z.input<Op["query"]> : undefined;
export type BodyOf<Op extends Operation> = Op["body"] extends z.ZodType ? z.output<Op["body"]> : undefined;
export type BodyInputOf<Op extends Operation> = Op["body"] extends z.ZodType ? z.input<Op["body"]> : undefined;
export type DataOf<Op extends Operation> = z.output<Op["data"]>;

export interface PageMeta {
  page: number;
  limit: number;
  hasMore: boolean;
  total?: number;
}

export interface KeysetMeta {
  limit: number;
  hasMore: boolean;
  nextCursor: string | null;
  prevCursor: string | null;
  /** The page is not full because looking for more had to end; this is how far it came. The cursor goes on from there. */
  searchedUntil?: string;
}
