import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import pino from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import * as deliveriesExport from "@/app/api/deliveries/export/route";
import * as deliveriesRoute from "@/app/api/deliveries/route";
import { POST as sendEvent } from "@/app/api/events/route";
import * as connectRoute from "@/app/api/integrations/[provider]/connect/route";
import * as receiptsRoute from "@/app/api/integrations/installations/[id]/receipts/route";
import * as installation from "@/app/api/integrations/installations/[id]/route";
import * as check from "@/app/api/integrations/installations/[id]/test/route";
import * as reveal from "@/app/api/integrations/outbound/[id]/reveal-secret/route";
import * as rotate from "@/app/api/integrations/outbound/[id]/rotate-secret/route";
import * as outbound from "@/app/api/integrations/outbound/route";
import * as integrations from "@/app/api/integrations/route";
import * as apiKeys from "@/app/api/workspaces/[workspaceId]/api-keys/route";
import * as auditExport from "@/app/api/workspaces/[workspaceId]/audit-log/export/route";
import * as auditLog from "@/app/api/workspaces/[workspaceId]/audit-log/route";
import { askRoute, makePerson, type Person } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { eventType } from "@/lib/contracts/event-types";
import { edgePool, prisma } from "@/lib/db/client";
import { closeEgress } from "@/lib/engine/egress";
import { env } from "@/lib/env";
import { logger } from "@/lib/observability/logger";
import type { Context } from "@/lib/services/context";
import { openCredential } from "@/lib/services/installations/credential";
import { type Sandbox, startSandbox } from "@/scripts/sandbox/server";
import { signStripe } from "@/scripts/sandbox/signatures";
import { APPS } from "@/scripts/sandbox/variables";

import { freshWorkspace } from "../fixtures/factories";
import { comeBack, connectAs, outgoing, post } from "../fixtures/providers";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";

/** Nothing else in the world has these characters. */
const marker = (name: string): string => `${name}-${randomBytes(12).toString("hex")}`;
const PAYLOAD = marker("payload");
const HEADER = marker("header");
const BAD_KEY = `lw_live_${randomBytes(24).toString("hex")}`;
const ANSWER = marker("answer");
const APP_URL = "http://localhost:3000";
const STRIPE = "acct_1StandInAcme";

withDatabase({ APP_URL, EGRESS_ALLOW: "127.0.0.1", LOG_LEVEL: "debug" });

/** What must stand nowhere, by its name. */
const secrets = new Map<string, string>();
const logFile = join(mkdtempSync(join(tmpdir(), "linquid-log-")), "app.log");
/** Answers to calls that were refused: what a caller, or somebody beside one, sees of an error. */
const refusals: string[] = [];
let receiver: Receiver;
let engine: EngineProcess;
let standIns: Sandbox;
/** What was read of integrations and their inbound events, by somebody who may see no payload. */
let shown = "";
let workspaceId: string;
let owner: Person;
let viewer: Person;

beforeAll(async () => {
  // Where the log of this process goes: the first entry opens it.
  const open = pino.destination;
  const opened = vi.spyOn(pino, "destination").mockImplementation(() => open({ dest: logFile, sync: true }));
  logger.debug("The log of this process is read along");
  opened.mockRestore();
  let requests = 0;
  receiver = await startReceiver((_request, response) => {
    response.writeHead(++requests === 1 ? 500 : 200, { "set-cookie": `session=${ANSWER}` }).end("no");
  });
  const { ctx } = await freshWorkspace();
  workspaceId = ctx.workspace.id;
  owner = await makePerson({ [workspaceId]: "owner" });
  viewer = await makePerson({ [workspaceId]: "viewer" });
  standIns = await startSandbox({ appUrl: APP_URL });
  for (const [name, value] of Object.entries(standIns.variables)) vi.stubEnv(name, value);
  engine = await startEngineProcess(env.databaseUrl ?? "", { ...standIns.variables, APP_URL, LOG_LEVEL: "debug" });
  await liveADay();
  await liveWithProviders(ctx);
}, 60_000);

afterAll(async () => {
  await engine.kill();
  await receiver.close();
  await closeEgress();
  await standIns.close();
});

const as = (person: Person): Record<string, string> => ({ ...person.headers, "x-workspace-id": workspaceId });

async function ask(
  handler: RouteHandler,
  headers: Record<string, string>,
  params: Record<string, string>,
  body?: object,
) {
  const answer = await askRoute(handler, headers, params, body);
  if (answer.status >= 400) refusals.push(answer.text);
  return answer;
}

/** Every secret that a workspace meets, made, used, refused and replaced. */
async function liveADay(): Promise<void> {
  secrets.set("header value", HEADER).set("the receiver's cookie", ANSWER).set("wrong API key", BAD_KEY);
  secrets.set("session cookie", owner.headers["cookie"]?.split("=").at(-1) ?? "");
  const endpoint = await ask(
    outbound.POST,
    as(owner),
    {},
    {
      url: receiver.url("/in"),
      events: ["lead.created"],
      headers: { "X-Token": HEADER, Authorization: `Bearer ${HEADER}` },
      retryPreset: "fast",
    },
  );
  expect(endpoint.status, endpoint.text).toBe(201);
  const { id } = endpoint.data;
  secrets.set("signing secret", String(endpoint.data["secret"]));
  const rotated = await ask(rotate.POST, as(owner), { id }, { overlapHours: 24 });
  expect(rotated.status, rotated.text).toBeLessThan(300);
  secrets.set("second signing secret", String(rotated.data["secret"]));
  expect((await ask(reveal.POST, as(owner), { id }, {})).status).toBe(200);
  const key = await ask(apiKeys.POST, as(owner), { workspaceId }, { name: "server", scopes: ["events:write"] });
  expect(key.status, key.text).toBe(201);
  secrets.set("API key", key.data.key);

  const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
  const data = { ...(eventType("lead.created").sample as object), metadata: { note: PAYLOAD } };
  expect((await ask(sendEvent, bearer(key.data.key), {}, { type: "lead.created", data })).status).toBe(202);
  // Refused in every way that repeats something of what was sent.
  await ask(sendEvent, bearer(BAD_KEY), {}, { type: "lead.created", data });
  await ask(sendEvent, bearer(key.data.key), {}, { type: "lead.created", data: { ...data, unknown: PAYLOAD } });
  await ask(sendEvent, bearer(key.data.key), {}, { type: PAYLOAD, data });
  await ask(
    outbound.POST,
    as(owner),
    {},
    { url: receiver.url("/in"), events: ["lead.created"], headers: { Host: HEADER } },
  );
  await ask(
    outbound.POST,
    as(viewer),
    {},
    { url: receiver.url("/in"), events: ["lead.created"], headers: { "X-Token": HEADER } },
  );
  expect(refusals).toHaveLength(5);
  await vi.waitFor(
    async () => expect(await prisma().delivery.count({ where: { workspaceId, state: "delivered" } })).toBe(1),
    { timeout: 20_000 },
  );
}

/** Every secret of a provider, connected by consent and by key, renewed and refused, and what one of them said. */
async function liveWithProviders(ctx: Context): Promise<void> {
  const before = refusals.length;
  const admin = { ...owner, workspaceId, ctx, headers: as(owner) };
  const ids = [await connectAs(admin, "stripe", STRIPE)];
  const code = marker("code");
  await comeBack(as(owner), "stripe", new URLSearchParams({ code, state: marker("state") }));
  const wrongKey = marker("re");
  for (const input of [wrongKey, APPS.resend.fullKey]) {
    const connected = await ask(connectRoute.POST, as(owner), { provider: "resend" }, { input });
    if (connected.status === 200) ids.push((connected.data["installation"] as { id: string }).id);
  }
  expect(ids).toHaveLength(2);
  expect(refusals.length).toBe(before + 1);
  secrets.set("code of a consent", code).set("wrong key of Resend", wrongKey);
  secrets.set("key of Resend", APPS.resend.fullKey).set("secret key of our app", APPS.stripe.secretKey);
  secrets.set("webhook secret of our app", APPS.stripe.webhookSecret);
  secrets.set("client secret of our app", APPS.resend.clientSecret);
  await keepTokens("first");
  // Renewed once, and then checked against a provider that fails and one that refuses.
  standIns.expire("stripe", STRIPE);
  for (const failure of [null, "500", "refused"] as const) {
    if (failure) standIns.fail({ provider: "stripe", failure });
    await ask(check.POST, as(owner), { id: ids[0] ?? "" }, {});
  }
  await keepTokens("second");

  const told = { payload: marker("told"), signature: "" };
  const [event] = outgoing(standIns, "stripe", "checkout.session.completed", STRIPE, { session: told.payload });
  const { "stripe-signature": signature = "" } = signStripe({
    body: event!.body,
    secret: APPS.stripe.webhookSecret,
    at: Date.now(),
  });
  told.signature = signature.split("v1=")[1] ?? "";
  secrets.set("what a provider said", told.payload).set("signature of a provider", told.signature);
  const sent = { ...event!, sign: () => ({ "stripe-signature": signature }) };
  expect(await post("stripe", sent)).toBe(200);
  expect(await post("stripe", sent, { body: `${sent.body} ` })).toBe(401);
  const unreadable = `{"no end": "${told.payload}"`;
  const signed = signStripe({ body: unreadable, secret: APPS.stripe.webhookSecret, at: Date.now() });
  expect(await post("stripe", { ...sent, body: unreadable, sign: () => signed })).toBe(200);
  await vi.waitFor(async () => expect(await prisma().receipt.findFirst({})).toMatchObject({ attempts: 1 }), 20_000);
  const texts = await Promise.all([
    textOf(integrations.GET, viewer, {}),
    ...ids.flatMap((id) => [textOf(installation.GET, viewer, { id }), textOf(receiptsRoute.GET, viewer, { id })]),
  ]);
  shown = texts.join("\n");
}

/** What stands sealed for an integration, as a provider gave it. */
async function keepTokens(which: string): Promise<void> {
  for (const row of await prisma().credential.findMany({})) {
    const { accessToken, refreshToken, registration } = openCredential(row);
    secrets.set(`${which} access token of ${row.id}`, accessToken);
    if (refreshToken) secrets.set(`${which} refresh token of ${row.id}`, refreshToken);
    if (registration?.secret) secrets.set(`webhook secret of ${row.id}`, registration.secret);
  }
}

/** The names of what stands in a text and must not. */
const found = (text: string, also: Readonly<Record<string, string>> = {}): string[] =>
  [...secrets, ...Object.entries(also)].filter(([, value]) => text.includes(value)).map(([name]) => name);

async function textOf(
  handler: RouteHandler,
  person: Person,
  params: Record<string, string>,
  query = "",
): Promise<string> {
  const request = new Request(`http://localhost/api/x${query}`, { headers: as(person) });
  const response = await handler(request, { params: Promise.resolve(params) });
  expect(response.status).toBe(200);
  return response.text();
}

describe("K2: every secret of a workspace was made, used and replaced", () => {
  test("none of them stands in any table of the database", async () => {
    const { rows: tables } = await edgePool().query<{ name: string }>(
      "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    );
    let read = 0;
    const leaks: string[] = [];
    for (const { name } of tables) {
      const { rows } = await edgePool().query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`);
      read += rows.length;
      // Bytes are shown in hexadecimal; secrets could hide in them.
      const text = rows.map((row) => `${row.text} ${unhexed(row.text)}`).join("\n");
      leaks.push(...found(text).map((secret) => `${secret} in ${name}`));
    }
    figure(`${secrets.size} secrets in ${tables.length} tables with ${read} rows: ${leaks.length} found`);
    expect(read).toBeGreaterThan(20);
    expect(leaks).toEqual([]);
  });
});

describe("K7: what a person or a program reads about it", () => {
  test("no secret and no payload stands in the logs of either process, though they tell everything", () => {
    const logged = readFileSync(logFile, "utf8");
    const log = [logged, ...engine.log].join("\n");
    expect(logged).not.toBe("");
    figure(`${log.split("\n").length} lines of log`);
    expect(found(log, { payload: PAYLOAD })).toEqual([]);
  });

  test("no secret and no payload stands in the answer to a call that is refused", () => {
    expect(found(refusals.join("\n"), { payload: PAYLOAD })).toEqual([]);
  });

  test("no secret and no payload stands in the audit log or its export, and all that was done does", async () => {
    const list = await textOf(auditLog.GET, owner, { workspaceId });
    const exported = await textOf(auditExport.GET, owner, { workspaceId }, "?format=ndjson");
    expect(found(list + exported, { payload: PAYLOAD })).toEqual([]);
    for (const action of ["endpoint.create", "api_key.create", "integration.connect"])
      expect(exported).toContain(action);
  });

  test("no secret and nothing of what a provider said stands in what is listed of integrations and inbound events", () => {
    expect(shown).toContain("checkout.session.completed");
    expect(found(shown)).toEqual([]);
  });

  test("no secret stands in what is listed and exported of deliveries, and no payload for those who may not read it", async () => {
    const list = await textOf(deliveriesRoute.GET, owner, {});
    const own = await textOf(deliveriesExport.GET, owner, {}, "?format=ndjson");
    const viewers = await textOf(deliveriesExport.GET, viewer, {}, "?format=ndjson");
    expect(found(list + own)).toEqual([]);
    expect(found(viewers, { payload: PAYLOAD })).toEqual([]);
    expect(viewers).toContain("lead.created");
  });
});

const unhexed = (text: string): string =>
  [...text.matchAll(/\\x([0-9a-f]{8,})/g)].map(([, hex = ""]) => Buffer.from(hex, "hex").toString("latin1")).join(" ");
