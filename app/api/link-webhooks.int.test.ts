import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { type Receiver, startReceiver } from "@/e2e/fixtures/receiver";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey, makePerson } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { type Permission, PERMISSIONS, type Plan, type Role } from "@/lib/contracts/permissions";
import type { Context } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { createLink } from "@/lib/services/links/create";
import { deleteLink } from "@/lib/services/links/delete";
import { linkScope } from "@/lib/shared/endpoint-scope";
import { newId } from "@/lib/shared/ids";

import * as delivery from "./links/[linkId]/webhooks/[webhookId]/deliveries/[deliveryId]/route";
import * as deliveries from "./links/[linkId]/webhooks/[webhookId]/deliveries/route";
import * as disable from "./links/[linkId]/webhooks/[webhookId]/disable/route";
import * as enable from "./links/[linkId]/webhooks/[webhookId]/enable/route";
import * as redelivery from "./links/[linkId]/webhooks/[webhookId]/redeliver/[deliveryId]/route";
import * as reveal from "./links/[linkId]/webhooks/[webhookId]/reveal-secret/route";
import * as rotate from "./links/[linkId]/webhooks/[webhookId]/rotate-secret/route";
import * as webhook from "./links/[linkId]/webhooks/[webhookId]/route";
import * as oldSecret from "./links/[linkId]/webhooks/[webhookId]/secrets/[secretId]/route";
import * as secrets from "./links/[linkId]/webhooks/[webhookId]/secrets/route";
import * as testSend from "./links/[linkId]/webhooks/[webhookId]/test/route";
import * as webhooks from "./links/[linkId]/webhooks/route";

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

interface Answer {
  status: number;
  error?: string;
  data: Record<string, unknown> & Record<string, unknown>[];
  details: { path: string }[];
  headers: Headers;
}

type Params = Record<string, string>;

async function send(handler: RouteHandler, method: string, headers: Params, params: Params, body: object = {}) {
  const init = method === "GET" || method === "DELETE" ? {} : { body: JSON.stringify(body) };
  const response = await handler(
    new Request("http://localhost/api", {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...init,
    }),
    { params: Promise.resolve(params) },
  );
  return { ...((await response.json()) as Answer), status: response.status, headers: response.headers };
}

const aLink = async (ctx: Context): Promise<string> =>
  (await createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined })).id;

async function caller({
  plan = "enterprise",
  scopes = PERMISSIONS,
}: { plan?: Plan; scopes?: readonly Permission[] } = {}) {
  const { ctx } = await freshWorkspace({ plan });
  const authorization = `Bearer ${await makeKey(ctx.workspace.id, [...scopes])}`;
  const call = (handler: RouteHandler, method: string, params: Params, body?: object) =>
    send(handler, method, { authorization }, params, body);
  return { ctx, call, linkId: await aLink(ctx) };
}

/** Someone signed in who looks at a page of this workspace. */
async function person(ctx: Context, role: Role) {
  const { headers } = await makePerson({ [ctx.workspace.id]: role });
  return (handler: RouteHandler, method: string, params: Params, body?: object) =>
    send(handler, method, { ...headers, "x-workspace-id": ctx.workspace.id }, params, body);
}

test("a link webhook's whole life answers in the promised shapes", async () => {
  const { ctx, call, linkId } = await caller();
  const made = await call(
    webhooks.POST,
    "POST",
    { linkId },
    { url: receiver.url("/link"), events: ["click", "sale.created"] },
  );
  expect(made).toMatchObject({
    status: 201,
    data: { surface: "link", linkId, events: ["click", "sale.created"], secret: expect.stringMatching(/^whsec_/) },
  });
  const webhookId = String(made.data["id"]);
  const params = { linkId, webhookId };
  expect(await call(webhooks.GET, "GET", { linkId })).toMatchObject({ status: 200, data: [{ id: webhookId }] });
  const read = await call(webhook.GET, "GET", params);
  expect(read).toMatchObject({ status: 200, data: { id: webhookId, secretHint: expect.any(String) } });
  expect(read.data).not.toHaveProperty("secret");
  expect(await call(webhook.PATCH, "PATCH", params, { events: ["qr_scan", "conversion"] })).toMatchObject({
    status: 200,
    data: { events: ["qr_scan", "conversion"], version: 2 },
  });
  const tested = await call(testSend.POST, "POST", params);
  expect(tested).toMatchObject({ status: 200, data: { state: "delivered", kind: "test", eventType: "link.clicked" } });
  expect(JSON.parse(receiver.received.at(-1)?.body ?? "")).toMatchObject({ data: { click: { qr: true } } });
  expect(await call(testSend.POST, "POST", params, { eventType: "conversion" })).toMatchObject({
    status: 200,
    data: { eventType: "lead.created" },
  });
  expect(await call(disable.POST, "POST", params)).toMatchObject({ status: 200, data: { state: "paused" } });
  expect(await call(enable.POST, "POST", params)).toMatchObject({ status: 200, data: { state: "enabled" } });
  const rotated = await call(rotate.POST, "POST", params, { overlapHours: 1 });
  expect(rotated).toMatchObject({ status: 200, data: { secret: expect.stringMatching(/^whsec_/) } });
  const listed = await call(secrets.GET, "GET", params);
  expect(listed).toMatchObject({ status: 200, data: [{ current: true }, { current: false }] });
  const old = { ...params, secretId: String(listed.data[1]?.["id"]) };
  expect(await call(oldSecret.PATCH, "PATCH", old, { expiresAt: new Date(0).toISOString() })).toMatchObject({
    status: 200,
  });
  const failed = await seedDelivery(ctx, { id: webhookId, surface: "link" }, { state: "failed", statusCode: 500 });
  const one = { ...params, deliveryId: failed.id };
  expect((await call(deliveries.GET, "GET", params)).data).toHaveLength(3);
  expect(await call(delivery.GET, "GET", one)).toMatchObject({ status: 200, data: { id: failed.id } });
  expect(await call(redelivery.POST, "POST", one)).toMatchObject({ status: 202, data: { state: "pending" } });
  expect(await call(webhook.DELETE, "DELETE", params)).toMatchObject({ status: 200, data: { deleted: true } });
  expect(await call(webhook.GET, "GET", params)).toMatchObject({ status: 404 });
});

describe("the link", () => {
  test("is judged first: another workspace's, another link's and a deleted one's webhook are not found", async () => {
    const { ctx, call, linkId } = await caller();
    const other = await caller();
    const mine = await createEndpoint(ctx, linkScope({ linkId }), anEndpoint());
    const theirs = await createEndpoint(other.ctx, linkScope({ linkId: other.linkId }), anEndpoint());
    const places = [
      { linkId: other.linkId, webhookId: mine.id },
      { linkId: other.linkId, webhookId: theirs.id },
      { linkId, webhookId: theirs.id },
      { linkId: await aLink(ctx), webhookId: mine.id },
      { linkId: newId("link"), webhookId: mine.id },
    ];
    for (const params of places) {
      for (const [handler, method] of [
        [webhook.GET, "GET"],
        [webhook.DELETE, "DELETE"],
        [testSend.POST, "POST"],
        [rotate.POST, "POST"],
        [deliveries.GET, "GET"],
      ] as const)
        expect(await call(handler, method, params)).toMatchObject({ status: 404, error: "NOT_FOUND" });
    }
    expect(await call(webhooks.GET, "GET", { linkId: other.linkId })).toMatchObject({ status: 404 });
    // A body that is wrong as well does not change what is said first.
    expect(await call(webhooks.POST, "POST", { linkId: other.linkId }, { url: 5 })).toMatchObject({ status: 404 });
    await deleteLink(ctx, linkId);
    expect(await call(webhook.GET, "GET", { linkId, webhookId: mine.id })).toMatchObject({ status: 404 });
  });

  test("takes only types that carry a link", async () => {
    const { call, linkId } = await caller();
    const refused = { url: "https://hooks.example.com/", events: ["click", "payout.paid"] };
    expect(await call(webhooks.POST, "POST", { linkId }, refused)).toMatchObject({
      status: 400,
      details: [{ path: "events.1" }],
    });
  });
});

describe("the plan", () => {
  test("counts workspace and link webhooks together, also under parallel creates", async () => {
    const { ctx, call, linkId } = await caller({ plan: "pro" });
    for (let at = 0; at < 5; at++) await createEndpoint(ctx, { surface: "workspace" }, anEndpoint());
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call(webhooks.POST, "POST", { linkId }, anEndpoint())),
    );
    expect(answers.filter((each) => each.status === 201)).toHaveLength(5);
    for (const each of answers.filter((one) => one.status !== 201))
      expect(each).toMatchObject({ status: 403, error: "PLAN_LIMIT_REACHED" });
    await deleteLink(ctx, linkId);
    // Nobody can reach the webhooks of a deleted link, so they take nobody's place.
    expect(await call(webhooks.POST, "POST", { linkId: await aLink(ctx) }, anEndpoint())).toMatchObject({
      status: 201,
    });
  });
});

describe("revealing a secret", () => {
  test("answers the current or a named older one, audits it without its value, and is kept nowhere", async () => {
    const { ctx, call, linkId } = await caller();
    const made = await createEndpoint(ctx, linkScope({ linkId }), anEndpoint());
    const params = { linkId, webhookId: made.id };
    const admin = await person(ctx, "admin");
    const shown = await admin(reveal.POST, "POST", params);
    expect(shown).toMatchObject({ status: 200, data: { id: made.secrets[0]?.id, secret: made.secret } });
    expect(shown.headers.get("cache-control")).toBe("no-store");
    const rotated = await call(rotate.POST, "POST", params);
    const old = await admin(reveal.POST, "POST", params, { secretId: made.secrets[0]?.id });
    expect(old.data["secret"]).toBe(made.secret);
    expect((await admin(reveal.POST, "POST", params)).data["secret"]).toBe(rotated.data["secret"]);
    const audit = await ctx.db.auditEntry.findMany({ where: { action: "endpoint.reveal_secret", objectId: made.id } });
    expect(audit).toHaveLength(3);
    expect(JSON.stringify(audit)).not.toContain(made.secret);
    expect(await ctx.db.idempotencyRecord.count({})).toBe(0);
  });

  test("is refused to keys with every scope, to editors and viewers, and to an ended secret", async () => {
    const { ctx, call, linkId } = await caller();
    const made = await createEndpoint(ctx, linkScope({ linkId }), anEndpoint());
    const params = { linkId, webhookId: made.id };
    expect(await call(reveal.POST, "POST", params)).toMatchObject({ status: 403, error: "FORBIDDEN" });
    for (const role of ["editor", "viewer"] as const)
      expect(await (await person(ctx, role))(reveal.POST, "POST", params)).toMatchObject({ status: 403 });
    await call(rotate.POST, "POST", params, { overlapHours: 0 });
    const owner = await person(ctx, "owner");
    expect(await owner(reveal.POST, "POST", params, { secretId: made.secrets[0]?.id })).toMatchObject({ status: 404 });
    // One whose time ran out lies there until the next rotation.
    const current = await ctx.db.endpointSecret.findFirstOrThrow({ where: { endpointId: made.id } });
    await call(rotate.POST, "POST", params, { overlapHours: 1 });
    await ctx.db.endpointSecret.update({ where: { id: current.id }, data: { expiresAt: new Date() } });
    expect(await owner(reveal.POST, "POST", params, { secretId: current.id })).toMatchObject({ status: 404 });
    expect(await ctx.db.auditEntry.count({ where: { action: "endpoint.reveal_secret", result: "done" } })).toBe(0);
  });
});

test("the list of secrets says who made each, when it last signed, and what a test with the new one alone brought", async () => {
  const { ctx, call, linkId } = await caller();
  const { id: webhookId } = await createEndpoint(
    ctx,
    linkScope({ linkId }),
    anEndpoint({ url: receiver.url("/check") }),
  );
  const params = { linkId, webhookId };
  await call(rotate.POST, "POST", params);
  await call(testSend.POST, "POST", params);
  const before = await call(secrets.GET, "GET", params);
  expect(before.data).toMatchObject([{ lastCheck: null, lastUsedAt: expect.any(String) }, { lastCheck: null }]);
  await call(testSend.POST, "POST", params, { signWith: "current" });
  expect(receiver.received.at(-1)?.signature.split(" ")).toHaveLength(1);
  const { data } = await call(secrets.GET, "GET", params);
  expect(data).toMatchObject([
    { current: true, createdBy: "server", lastCheck: { accepted: true, statusCode: 200 } },
    { current: false, createdBy: "Ada", expiresAt: expect.any(String), lastCheck: null },
  ]);
});

test("the log of a test shows as many signatures as were sent", async () => {
  const { call, linkId } = await caller();
  const made = await call(webhooks.POST, "POST", { linkId }, { url: receiver.url("/n"), events: ["click"] });
  const params = { linkId, webhookId: String(made.data["id"]) };
  await call(rotate.POST, "POST", params);
  for (const [signWith, count] of [
    ["all", 2],
    ["current", 1],
    ["wrong", 1],
  ] as const) {
    const { data } = await call(testSend.POST, "POST", params, { signWith });
    const [attempt] = data["attempts"] as { request: { headers: [string, string][] } }[];
    const signature = attempt?.request.headers.find(([name]) => name === "webhook-signature")?.[1];
    expect(signature?.split(" ")).toHaveLength(count);
    expect(receiver.received.at(-1)?.signature.split(" ")).toHaveLength(count);
  }
});

test("whoever may test but not read the log still gets the test's result", async () => {
  const { call, linkId, ctx } = await caller({ scopes: ["links:update"] });
  const { id } = await createEndpoint(ctx, linkScope({ linkId }), anEndpoint({ url: receiver.url("/only-update") }));
  expect(await call(testSend.POST, "POST", { linkId, webhookId: id })).toMatchObject({
    status: 200,
    data: { state: "delivered" },
  });
});
