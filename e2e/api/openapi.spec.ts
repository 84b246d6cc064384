import { type APIRequestContext, expect } from "@playwright/test";
import { z } from "zod";

import { PERMISSIONS } from "@/lib/contracts/permissions";

import { test } from "../fixtures/app";

type Schema = Record<string, unknown>;
interface Described {
  operationId: string;
  security: object[];
  parameters: { name: string; in: string; schema: { pattern?: string }; example?: unknown }[];
  requestBody?: { content: Record<string, { example: unknown }> };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}
interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}
interface Op extends Described {
  method: string;
  path: string;
}

/** What makes goes first and what ends goes last, so that there is something to ask for in between. */
const ORDER = ["post", "get", "put", "patch", "delete"];
const rank = ({ method, path }: Op): number =>
  method === "post" && path.includes("{") ? ORDER.indexOf("patch") : ORDER.indexOf(method);
/** They end what all others of this run ask with, or in. */
const LAST = ["account.changePassword", "account.endSessions", "workspaces.remove"];

const operationsOf = (document: Document): Op[] =>
  Object.entries(document.paths)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, op]) => ({ ...op, method, path })))
    .toSorted((one, other) => rank(one) - rank(other))
    .toSorted((one, other) => LAST.indexOf(one.operationId) - LAST.indexOf(other.operationId));

/** The schema of one answer with all that it refers to, as a validator. */
function validatorOf(document: Document, schema: Schema): z.ZodType {
  const whole = JSON.stringify({ ...schema, $defs: document.components.schemas });
  return z.fromJSONSchema(JSON.parse(whole.replaceAll("#/components/schemas/", "#/$defs/")) as Schema);
}

/** Ids that answers told, by prefix: what a later path asks for. */
class KnownIds {
  readonly #ids = new Map<string, string>();

  learn(text: string): void {
    for (const [id, prefix = ""] of text.matchAll(/\b([a-z]{2,5})_[0-9a-hjkmnp-tv-z]{26}\b/g))
      if (!this.#ids.has(prefix)) this.#ids.set(prefix, id);
  }

  fill({ path, parameters }: Op): string {
    return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const parameter = parameters.find((each) => each.in === "path" && each.name === name);
      const prefix = /([a-z]{2,5})_/.exec(parameter?.schema.pattern ?? "")?.[1] ?? "";
      return encodeURIComponent(this.#ids.get(prefix) ?? String(parameter?.example));
    });
  }
}

test("every answer of the running server is one that its own document describes", async ({ app, playwright }) => {
  test.setTimeout(180_000);
  const account = await app.account({ plan: "enterprise" });
  const key = await app.apiKey(account.workspace.id, PERMISSIONS);
  const person = await signedIn(await playwright.request.newContext({ baseURL: app.url }), account);
  const document = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as Document;
  const known = new KnownIds();
  known.learn(account.workspace.id);
  const undescribed: string[] = [];
  const statuses = new Set<number>();

  async function judge(op: Op, response: Response, how: string): Promise<void> {
    const [type = ""] = response.headers.get("content-type")?.split(";") ?? [];
    // A stream of events has no end to wait for.
    const isStream = type === "text/event-stream";
    if (isStream) await response.body?.cancel();
    const text = isStream ? "" : await response.text();
    const where = `${op.operationId} ${how}: ${response.status} ${type}`;
    statuses.add(response.status);
    const described = op.responses[response.status]?.content[type];
    if (!described) return void undescribed.push(`${where} is not described: ${text.slice(0, 300)}`);
    if (type !== "application/json") return;
    const body: unknown = JSON.parse(text);
    if (response.ok) known.learn(text);
    const { success, error } = validatorOf(document, described.schema).safeParse(body);
    if (!success) undescribed.push(`${where} has another body: ${JSON.stringify(error.issues).slice(0, 300)}`);
  }

  const named = { "x-workspace-id": account.workspace.id, "sec-fetch-site": "same-origin" };
  const credentials: Record<string, Record<string, string>> = {
    "with a key": { authorization: `Bearer ${key}` },
    "as a person": { ...named, cookie: person },
    "as nobody": {},
  };
  for (const op of operationsOf(document)) {
    const takesBody = op.method !== "get" && (op.method !== "delete" || op.requestBody !== undefined);
    const good = JSON.stringify(op.requestBody?.content["application/json"]?.example ?? {});
    for (const [how, headers] of Object.entries(credentials)) {
      for (const [what, body] of takesBody
        ? [
            ["", good],
            [" with nonsense", '{"nonsense":[1,{}]}'],
            [" with half a body", "{"],
          ]
        : [["", undefined]]) {
        const response = await fetch(`${app.url}${known.fill(op)}`, {
          method: op.method.toUpperCase(),
          headers: { ...headers, ...(takesBody ? { "content-type": "application/json" } : {}) },
          ...(body === undefined ? {} : { body }),
        });
        await judge(op, response, `${how}${what}`);
      }
    }
    const query = await fetch(`${app.url}${known.fill(op)}?no-such-thing=1`, {
      method: op.method.toUpperCase(),
      headers: credentials["as a person"] ?? {},
    });
    await judge(op, query, "with an unknown parameter");
  }
  expect(undescribed).toEqual([]);
  // Otherwise the run asked for nothing worth describing.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404, 409]));
});

/** The cookie of a session, got as the sign-in page gets it. */
async function signedIn(
  request: APIRequestContext,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const form = { email, password, csrfToken, json: "true" };
  expect((await request.post("/api/auth/callback/credentials", { form })).ok()).toBe(true);
  const { cookies } = await request.storageState();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
