// Zapier's part is played by its stand-in: it calls the seven routes with a key, and takes what the engine delivers.

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withEngine } from "@/e2e/fixtures/with-engine";
import { makeKey } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { revokeApiKey } from "@/lib/services/api-keys/revoke";
import type { Context } from "@/lib/services/context";
import { deleteEndpoint } from "@/lib/services/endpoints/delete";
import { acceptEvent } from "@/lib/services/events/accept";
import { createLink } from "@/lib/services/links/create";
import type { Zap } from "@/scripts/sandbox/providers/zapier";
import { type Sandbox, startSandbox } from "@/scripts/sandbox/server";

import * as events from "./integrations/webhooks/zapier/events/route";
import * as campaigns from "./integrations/webhooks/zapier/perform-list/campaigns/route";
import * as links from "./integrations/webhooks/zapier/perform-list/links/route";
import * as sample from "./integrations/webhooks/zapier/sample/[event]/route";
import * as unsubscribe from "./integrations/webhooks/zapier/subscribe/[id]/route";
import * as subscribe from "./integrations/webhooks/zapier/subscribe/route";
import * as connection from "./integrations/webhooks/zapier/test/route";

withEngine();

const BASE = "/api/integrations/webhooks/zapier";
const ROUTES: readonly (readonly [RegExp, Readonly<Record<string, RouteHandler>>])[] = [
  [/^\/subscribe$/, { ...subscribe }],
  [/^\/subscribe\/(?<id>[^/]+)$/, { ...unsubscribe }],
  [/^\/sample\/(?<event>[^/]+)$/, { ...sample }],
  [/^\/perform-list\/links$/, { ...links }],
  [/^\/perform-list\/campaigns$/, { ...campaigns }],
  [/^\/events$/, { ...events }],
  [/^\/test$/, { ...connection }],
];

let app: Server;
let appUrl = "";
let sandbox: Sandbox;

beforeAll(async () => {
  app = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks = (await incoming.toArray()) as Buffer[];
      const path = (incoming.url ?? "").slice(BASE.length);
      const method = incoming.method ?? "";
      const found = ROUTES.flatMap(([pattern, handlers]) => {
        const match = pattern.exec(path);
        const handler = handlers[method];
        return match && handler ? [{ handler, params: { ...match.groups } }] : [];
      })[0];
      const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
      const request = new Request(`http://localhost${incoming.url}`, { method, headers, ...body });
      const response = await found!.handler(request, { params: Promise.resolve(found!.params) });
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
    })();
  });
  app.listen(0, "127.0.0.1");
  await once(app, "listening");
  appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  sandbox = await startSandbox({ appUrl });
});
afterAll(async () => {
  await sandbox.close();
  app.close();
});

const SCOPES = ["webhooks:manage", "links:read"];

async function setUp(scopes = SCOPES): Promise<{ ctx: Context; key: string }> {
  const { ctx } = await freshWorkspace();
  return { ctx, key: await makeKey(ctx.workspace.id, scopes) };
}

async function call(key: string, method: string, path: string, body?: object) {
  const response = await fetch(appUrl + BASE + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === "" ? null : (JSON.parse(text) as unknown),
    headers: response.headers,
  };
}

async function zapOn(apiKey: string, event: string): Promise<{ status: number; id: string; hook: string }> {
  const response = await fetch(`${sandbox.url}/zapier/zaps`, {
    method: "POST",
    body: new URLSearchParams({ apiKey, event }),
  });
  return { status: response.status, ...((await response.json()) as { id: string; hook: string }) };
}

const zapOff = (id: string, silent: boolean) =>
  fetch(`${sandbox.url}/zapier/zaps/${id}/off`, {
    method: "POST",
    body: new URLSearchParams({ silent: String(silent) }),
  });
const zap = (id: string): Zap => (sandbox.kept("zapier")["zaps"] as Zap[]).find((each) => each.id === id)!;

const hooksOf = (ctx: Context) => ctx.db.endpoint.findMany({ where: { deletedAt: null }, orderBy: { id: "asc" } });
const lead = (ctx: Context, eventName = "signup") =>
  acceptEvent(ctx, {
    type: "lead.created",
    data: { id: "conv_1", eventName, metadata: {} },
    linkId: undefined,
    idempotencyKey: undefined,
    occurredAt: undefined,
  });

test("a good key is told whose it is; a bad one and one without the rights are refused, each in its own way", async () => {
  const { ctx, key } = await setUp();
  const { status, body } = await call(key, "POST", "/test", {});
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: ctx.workspace.id,
    name: "Acme",
    key: { name: "server", last4: key.slice(-4), mode: "live" },
  });
  expect((await call("lw_live_wrong", "POST", "/test", {})).status).toBe(401);
  const reader = await makeKey(ctx.workspace.id, ["links:read"]);
  const target = { targetUrl: "http://127.0.0.1:9/x", event: "sale.created" };
  expect((await call(reader, "POST", "/subscribe", target)).status).toBe(403);
  expect((await call(reader, "GET", "/perform-list/links")).status).toBe(200);
});

test("a Zap that is switched on gets each event once, shaped like its sample, and none after it is switched off", async () => {
  const { ctx, key } = await setUp();
  const made = await zapOn(key, "lead.created");
  expect(made.status).toBe(201);
  const { id } = await lead(ctx);
  await vi.waitFor(() => expect(zap(made.id).received).toHaveLength(1), 10_000);
  const [got] = zap(made.id).received;
  expect(got?.body).toMatchObject({ id, type: "lead.created", livemode: true, data: { eventName: "signup" } });
  expect(got?.headers["webhook-id"]).toBe(id);
  expect((await call(key, "GET", "/sample/lead.created")).body).toEqual([got?.body]);

  await zapOff(made.id, false);
  expect(await hooksOf(ctx)).toEqual([]);
  expect((await call(key, "DELETE", `/subscribe/${made.hook}`)).status).toBe(204);
});

test("a Zap that is gone says 410 once, and its subscription ends without an alarm", async () => {
  const { ctx, key } = await setUp();
  const made = await zapOn(key, "lead.created");
  await zapOff(made.id, true);
  await lead(ctx);
  await vi.waitFor(async () => expect(await hooksOf(ctx)).toEqual([]), 10_000);
  expect(await ctx.db.notice.count({ where: { category: "endpoint_disabled" } })).toBe(0);
});

test("a subscription that is asked for again, also at the same moment, is made once; another event at its address is refused", async () => {
  const { ctx, key } = await setUp();
  const target = { targetUrl: `${sandbox.url}/zapier/hooks/standard/x1`, event: "lead.created" };
  const answers = await Promise.all(Array.from({ length: 5 }, () => call(key, "POST", "/subscribe", target)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(await hooksOf(ctx)).toHaveLength(1);
  expect(await ctx.db.installation.count({ where: { provider: "zapier" } })).toBe(1);
  expect((await call(key, "POST", "/subscribe", { ...target, event: "sale.created" })).status).toBe(409);
});

test("an address that may not be called and a type that there is not are refused", async () => {
  const { ctx, key } = await setUp();
  const subscribeTo = (targetUrl: string, event = "lead.created") =>
    call(key, "POST", "/subscribe", { targetUrl, event });
  expect((await subscribeTo("http://10.0.0.1/hook")).status).toBe(400);
  expect((await subscribeTo("not a url")).status).toBe(400);
  expect((await subscribeTo(`${sandbox.url}/zapier/hooks/standard/x2`, "no.such")).status).toBe(400);
  expect(await hooksOf(ctx)).toEqual([]);
});

test("revoking a key ends the Zaps that subscribed with it and no others", async () => {
  const { ctx, key } = await setUp();
  const other = await makeKey(ctx.workspace.id, SCOPES);
  await zapOn(key, "lead.created");
  const kept = await zapOn(other, "lead.created");
  const { id } = await ctx.db.apiKey.findFirstOrThrow({ where: { lastFour: key.slice(-4) } });
  await revokeApiKey(ctx, id);
  expect((await hooksOf(ctx)).map((each) => each.id)).toEqual([kept.hook]);
});

test("a subscription of another workspace stays, and the answer does not tell it from none", async () => {
  const [mine, theirs] = [await setUp(), await setUp()];
  const made = await zapOn(theirs.key, "lead.created");
  expect((await call(mine.key, "DELETE", `/subscribe/${made.hook}`)).status).toBe(204);
  expect(await hooksOf(theirs.ctx)).toHaveLength(1);
});

test("what a Zap is set up with: a sample of every type, links, campaigns and event types by their names", async () => {
  const { ctx, key } = await setUp();
  await createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: "launch", title: "Launch" });
  const types = (await call(key, "GET", "/events")).body as { id: string; label: string }[];
  expect(types).toContainEqual(expect.objectContaining({ id: "sale.created", label: "Sale created" }));
  for (const { id } of types) {
    const samples = (await call(key, "GET", `/sample/${id}`)).body;
    expect(samples, id).toMatchObject([{ type: id, workspaceId: ctx.workspace.id, livemode: true }]);
  }
  expect((await call(key, "GET", "/perform-list/links")).body).toMatchObject([
    { label: "Launch", shortCode: "launch" },
  ]);
  expect((await call(key, "GET", "/perform-list/campaigns")).body).toEqual([]);
  expect((await call(key, "GET", "/sample/no.such")).status).toBe(404);
});

test("a hook is shown as the integration's own and cannot be deleted beside it", async () => {
  const { ctx, key } = await setUp();
  await zapOn(key, "lead.created");
  const [hook] = await hooksOf(ctx);
  const { installationId } = hook!;
  await expect(deleteEndpoint(ctx, { surface: "outbound" }, hook!.id)).rejects.toMatchObject({ error: "CONFLICT" });
  expect(await ctx.db.installation.findFirst({ where: { id: installationId ?? "" } })).toMatchObject({
    provider: "zapier",
    status: "active",
  });
  expect(await ctx.db.event.count({ where: { type: "integration.connected" } })).toBe(1);
});
