import { type Operation, takesIdempotencyKey } from "@/lib/contracts/operation";
import { ERRORS, type ErrorName } from "@/lib/shared/errors";

import { exampleOf } from "./example";
import { type JsonSchema, SchemaTable } from "./json-schema";

type Json = Record<string, unknown>;

const WRITES: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const WORDS: Readonly<Record<number, string>> = {
  400: "The request is not valid; `details` names the fields.",
  401: "No valid session or API key.",
  403: "The permission, the feature, the plan's limit or a fresh sign-in is missing; `message` names it.",
  404: "Not in this workspace: missing and foreign ids answer alike.",
  409: "It contradicts what is there; `error` says which rule.",
  413: "The body has more than 1 MiB.",
  415: "The body is not JSON in UTF-8.",
  429: "The limit is reached; `Retry-After` says when it starts anew.",
  500: "Our mistake; the request id finds it in the log.",
  503: "The database is away for the moment; try again after `Retry-After`.",
};

/**
 * The OpenAPI 3.1 document of these operations: with the examples, errors and permissions that stand in their
 * contracts, so that it cannot say anything else than the server does.
 * @param origin public origin of the server, without a slash at the end
 */
export function openApiDocument(operations: readonly Operation[], origin: string, version: string): Json {
  const table = new SchemaTable();
  const paths: Record<string, Record<string, Json>> = {};
  for (const op of operations) (paths[op.path] ??= {})[op.method.toLowerCase()] = operationObject(op, table);
  const groups = [...new Set(operations.map((op) => groupOf(op)))];
  return {
    openapi: "3.1.1",
    info: {
      title: "Linquid API",
      version,
      description:
        "Integrations, webhooks and deliveries. Every answer carries `X-Request-Id` and the `X-RateLimit-*` headers.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: origin }],
    tags: groups.map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...sorted(table.components), Problem: PROBLEM },
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key: `lw_live_…` or `lw_test_…`." },
        apiKeyHeader: { type: "apiKey", in: "header", name: "X-API-Key", description: "The same, as a header." },
        session: { type: "apiKey", in: "cookie", name: "session", description: "Somebody who is signed in." },
      },
    },
  };
}

/** The resource that the operation belongs to: the first part of its id. */
export const groupOf = (op: Operation): string => op.id.split(".")[0] ?? op.id;

function operationObject(op: Operation, table: SchemaTable): Json {
  return {
    operationId: op.id,
    tags: [groupOf(op)],
    summary: op.summary,
    ...(op.repeats === undefined ? {} : { description: `Takes no Idempotency-Key. ${op.repeats}` }),
    ...access(op),
    parameters: [...pathParameters(op, table), ...queryParameters(op, table), ...headerParameters(op)],
    ...(op.body && WRITES.has(op.method) ? { requestBody: requestBody(op, table) } : {}),
    responses: {
      ...(op.statusWhenThere === undefined ? {} : { [op.statusWhenThere]: success(op, table) }),
      [op.status]: success(op, table),
      ...problems(op),
    },
  };
}

function access({ auth }: Operation): Json {
  if (auth.kind === "public") return { security: [] };
  const security = auth.kind === "any" ? [{ apiKey: [] }, { apiKeyHeader: [] }, { session: [] }] : [{ session: [] }];
  if (auth.kind === "account") return { security };
  const permissions = typeof auth.permission === "string" ? [auth.permission] : auth.permission;
  return { security, "x-permissions": permissions, ...(auth.feature ? { "x-feature": auth.feature } : {}) };
}

function pathParameters(op: Operation, table: SchemaTable): Json[] {
  if (!op.params) return [];
  const { properties = {} } = table.resolve(table.add(op.params, "input"));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "path",
    required: true,
    ...example(schema, table, name),
  }));
}

function queryParameters(op: Operation, table: SchemaTable): Json[] {
  if (!op.query) return [];
  const { properties = {}, required = [] } = table.resolve(table.add(op.query, "input"));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(schema.description === undefined ? {} : { description: schema.description }),
    schema,
  }));
}

function headerParameters(op: Operation): Json[] {
  const headers: Json[] = [];
  if (op.auth.kind !== "public" && op.auth.kind !== "account")
    headers.push(header("X-Workspace-Id", "The workspace, for a session. An API key has its own."));
  if (takesIdempotencyKey(op))
    headers.push(
      header("Idempotency-Key", "Repeats of this call with the same key get the first answer, for 24 hours."),
    );
  return headers;
}

const header = (name: string, description: string): Json => ({
  name,
  in: "header",
  required: false,
  description,
  schema: { type: "string", maxLength: 255 },
});

function example(schema: JsonSchema, table: SchemaTable, name: string): Json {
  return { schema, example: exampleOf(schema, table, name) };
}

function requestBody({ body }: Operation, table: SchemaTable): Json {
  return body ? { required: true, content: { "application/json": example(table.add(body, "input"), table, "") } } : {};
}

function success(op: Operation, table: SchemaTable): Json {
  if (op.file) return { description: op.summary, content: fileContent(op.file) };
  const data = table.add(op.data, "output");
  const meta = op.paging === undefined ? {} : { meta: op.paging === "page" ? PAGE_META : KEYSET_META };
  const schema: JsonSchema = {
    type: "object",
    properties: { success: { const: true }, data, ...meta },
    required: ["success", "data", ...Object.keys(meta)],
  };
  return { description: op.summary, content: { "application/json": example(schema, table, "") } };
}

const fileContent = (types: readonly string[]): Json =>
  Object.fromEntries(
    types.map((type) => [type, { schema: { type: type === "application/json" ? "object" : "string" } }]),
  );

/** What an operation may be refused with: its own errors, and those of the edge that it passes. */
function problems(op: Operation): Record<number, Json> {
  const names = new Set<ErrorName>([
    ...op.errors,
    "VALIDATION_ERROR",
    "RATE_LIMITED",
    "INTERNAL_ERROR",
    "SERVICE_UNAVAILABLE",
  ]);
  if (op.auth.kind !== "public")
    for (const name of ["UNAUTHORIZED", "INVALID_API_KEY", "FORBIDDEN", "NOT_FOUND"] as const) names.add(name);
  if (op.auth.kind !== "public" && op.auth.kind !== "account" && op.auth.feature) names.add("FEATURE_NOT_AVAILABLE");
  if (op.fresh) names.add("REAUTHENTICATION_REQUIRED");
  if (op.params) names.add("NOT_FOUND");
  if (WRITES.has(op.method))
    for (const name of ["PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"] as const) names.add(name);
  // The same key with another request, and a repeat while the first still runs.
  if (takesIdempotencyKey(op)) for (const name of ["IDEMPOTENCY_CONFLICT", "CONFLICT"] as const) names.add(name);
  const statuses = new Set([...names].map((name) => ERRORS[name].status));
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      problem(
        status,
        [...names].filter((name) => ERRORS[name].status === status),
      ),
    ]),
  );
}

function problem(status: number, errors: readonly ErrorName[]): Json {
  const [first] = errors;
  return {
    description: WORDS[status] ?? "",
    content: {
      "application/json": {
        schema: {
          allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { error: { enum: errors.toSorted() } } }],
        },
        example: {
          success: false,
          error: first,
          code: first === undefined ? "" : ERRORS[first].code,
          message: WORDS[status] ?? "",
          statusCode: status,
          requestId: "req_01jpaxy3q8m6v0c2t4r9k7w5zd",
          ...(status === 400 ? { details: [{ path: "url", message: "Use an https address." }] } : {}),
        },
      },
    },
  };
}

const PROBLEM: JsonSchema = {
  type: "object",
  properties: {
    success: { const: false },
    error: { enum: Object.keys(ERRORS) },
    code: { type: "string" },
    message: { type: "string" },
    statusCode: { type: "integer" },
    requestId: { type: "string" },
    details: {
      type: "array",
      items: {
        type: "object",
        properties: { path: { type: "string" }, message: { type: "string" } },
        required: ["path", "message"],
      },
    },
  },
  required: ["success", "error", "code", "message", "statusCode", "requestId"],
};

const PAGE_META: JsonSchema = {
  type: "object",
  properties: {
    page: { type: "integer" },
    limit: { type: "integer" },
    hasMore: { type: "boolean" },
    total: { type: "integer" },
  },
  required: ["page", "limit", "hasMore"],
};

const CURSOR: JsonSchema = { anyOf: [{ type: "string" }, { type: "null" }] };
const KEYSET_META: JsonSchema = {
  type: "object",
  properties: {
    limit: { type: "integer" },
    hasMore: { type: "boolean" },
    nextCursor: CURSOR,
    prevCursor: CURSOR,
    searchedUntil: { type: "string", format: "date-time" },
  },
  required: ["limit", "hasMore", "nextCursor", "prevCursor"],
};

const sorted = <Value>(table: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(table).toSorted(([one], [other]) => (one < other ? -1 : 1)));
