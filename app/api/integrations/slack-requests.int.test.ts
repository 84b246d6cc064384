import { afterAll, beforeEach, expect, test, vi } from "vitest";

import { anEndpoint, seedDelivery } from "@/e2e/fixtures/factories";
import { type Admin, anAdmin, connectAs, outgoing, withProviders } from "@/e2e/fixtures/providers";
import { askRoute, makeKey, makePerson } from "@/lib/api/edge-for-tests";
import { eventType } from "@/lib/contracts/event-types";
import type { Role } from "@/lib/contracts/permissions";
import { prisma } from "@/lib/db/client";
import { planOutbox } from "@/lib/db/engine/plan";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { readWorkspace } from "@/lib/db/workspaces";
import { Lanes } from "@/lib/engine/lanes";
import { planDeliveries } from "@/lib/engine/plan";
import { systemContext } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { forwardDue } from "@/lib/services/forwards/send-due";
import { getInstallationRow } from "@/lib/services/installations/find";
import { createLink } from "@/lib/services/links/create";
import { processDueReceipts } from "@/lib/services/receipts/process";
import { answerRequest } from "@/lib/services/requests/answer";
import { linkUrl, personOfLink } from "@/lib/services/requests/people";
import { withTransaction } from "@/lib/services/transaction";
import { MINUTE } from "@/lib/shared/time";
import type { Fields, Outgoing } from "@/scripts/sandbox/world";

import * as people from "./installations/[id]/people/route";
import * as installation from "./installations/[id]/route";
import * as sample from "./installations/[id]/sample/route";
import * as commands from "./webhooks/slack/commands/route";
import * as interactions from "./webhooks/slack/interactions/route";
import * as notify from "./webhooks/slack/notify/[id]/route";

const stage = withProviders();
afterAll(closeEnginePool);

const TEAM = "T0ACME";
const OUTBOUND = { surface: "outbound" } as const;

interface Message {
  text: string;
  edits: number;
  blocks: { type: string; elements?: { action_id?: string; text?: unknown; url?: string }[] }[];
}
const kept = () => stage.sandbox().kept("slack") as { messages: Message[]; responses: { body: { text: string } }[] };

beforeEach(async () => {
  await prisma().forward.deleteMany({});
  await prisma().receipt.deleteMany({});
  await prisma().installation.deleteMany({});
  kept().messages.length = 0;
  kept().responses.length = 0;
});

async function withSlack(role: Role = "owner") {
  const admin = await anAdmin();
  const id = await connectAs(admin, "slack", TEAM);
  const events = ["endpoint.failing", "endpoint.disabled", "endpoint.recovered"];
  await askRoute(installation.PATCH, admin.headers, { id }, { settings: { channel: ["C0SALES"], events } });
  const person = role === "owner" ? admin : await makePerson({ [admin.workspaceId]: role });
  const headers = { ...person.headers, "x-workspace-id": admin.workspaceId };
  return { admin, id, headers, userId: person.userId };
}

async function send(route: typeof commands, [request]: Outgoing[], more: { at?: number; body?: string } = {}) {
  const { body, headers, contentType, sign, url } = request!;
  const response = await route.POST(
    new Request(url, {
      method: "POST",
      headers: { ...headers, ...sign(more.at ?? Date.now()), "content-type": contentType },
      body: more.body ?? body,
    }),
  );
  if (response.ok) await processed();
  return response;
}

/** What a busy machine could not do at once is done with its next try. */
const processed = () =>
  vi.waitFor(
    async () => {
      await processDueReceipts();
      expect(await prisma().receipt.findMany({ where: { state: "received" }, select: { error: true } })).toEqual([]);
    },
    { timeout: 15_000, interval: 200 },
  );

const command = (text: string, fields: Fields = {}) =>
  outgoing(stage.sandbox(), "slack", "slash_command", TEAM, { text, ...fields });
const press = (action: string, fields: Fields = {}) =>
  outgoing(stage.sandbox(), "slack", "block_actions", TEAM, { action, ...fields });

/** What was last said to the one who asked. */
const said = () => kept().responses.at(-1)?.body.text ?? "";

/** Asks for the link and follows it as this person. */
async function linkAs(id: string, headers: Record<string, string>, fields: Fields = {}) {
  await send(commands, command("status", fields));
  return askRoute(people.POST, headers, { id }, { token: tokenIn(said()) });
}

const tokenIn = (text: string): string => new URL(/<([^|]+)\|/.exec(text)?.[1] ?? "").searchParams.get("as") ?? "";

async function plan(): Promise<void> {
  await planOutbox("test", 100, async (rows) => {
    const planned = await planDeliveries(rows, { claim: false, lanes: new Lanes() });
    return { deliveries: planned.planned, forwards: planned.forwards };
  });
}

/** An endpoint that is off, with one delivery held for it. */
async function anEndpointThatIsOff(admin: Admin) {
  const endpoint = await createEndpoint(admin.ctx, OUTBOUND, anEndpoint());
  await prisma().endpoint.update({ where: { id: endpoint.id }, data: { state: "disabled", stateCode: "failing" } });
  await seedDelivery(admin.ctx, endpoint, { state: "held" });
  return endpoint;
}

const stateOf = async (id: string) => (await prisma().endpoint.findUniqueOrThrow({ where: { id } })).state;

async function tell(admin: Admin, type: "endpoint.failing" | "endpoint.disabled" | "endpoint.recovered", id: string) {
  const data = eventType(type).sample as { endpoint: object };
  // no audit: only the event is wanted
  await withTransaction(admin.ctx, (tx) =>
    tx.emit({ type, source: "system", data: { ...data, endpoint: { ...data.endpoint, id } } } as never),
  );
  await plan();
  await forwardDue();
}

const labels = ({ blocks }: Message) =>
  blocks.flatMap(({ elements = [] }) => elements).flatMap(({ action_id }) => action_id ?? []);

test("a command is answered to the one who asked, once they have said who they are here, and with their rights", async () => {
  const { admin, id, headers } = await withSlack();
  const link = await createLink(admin.ctx, { destinationUrl: "https://acme.example/launch", shortCode: "launch-now" });
  expect((await send(commands, command("link launch-now"))).status).toBe(200);
  expect(said()).toMatch(/^Say first who you are/);
  expect(said()).not.toContain("acme.example/launch");
  const linked = await askRoute(people.POST, headers, { id }, { token: tokenIn(said()) });
  expect(linked).toMatchObject({ status: 200, data: { externalId: "T0ACME:U0MIRA", name: "mira" } });

  await send(commands, command(`link ${link.shortUrl}`));
  expect(said()).toContain("leads to https://acme.example/launch");
  await send(commands, command("status"));
  expect(said()).toMatch(/There are no endpoints yet/);
  await send(commands, command("what?"));
  expect(said()).toMatch(/^status: whether everything works/);
  for (const { body } of kept().responses) expect(body).toMatchObject({ response_type: "ephemeral" });
  await send(commands, command("unlink"));
  await send(commands, command("status"));
  expect(said()).toMatch(/^Say first who you are/);
});

test("a link is good for its integration, for ten minutes, and for nobody else's words", async () => {
  const { id, headers, admin } = await withSlack();
  await send(commands, command("status"));
  const token = tokenIn(said());
  const beside = await connectAs(admin, "stripe", "acct_1StandInAcme");
  expect((await askRoute(people.POST, headers, { id: beside }, { token })).status).toBe(400);
  const other = await anAdmin();
  const elsewhere = await connectAs(other, "slack", "T0GLOBEX");
  expect((await askRoute(people.POST, other.headers, { id: elsewhere }, { token })).status).toBe(400);
  expect((await askRoute(people.POST, headers, { id }, { token: `${token.slice(0, -2)}xx` })).status).toBe(400);
  expect(await prisma().installationMember.count({})).toBe(0);
  vi.useFakeTimers({ now: Date.now() - 11 * MINUTE, toFake: ["Date"] });
  const old = linkUrl(other.ctx, elsewhere, { externalId: "T:U", name: "x" });
  vi.useRealTimers();
  expect(await personOfLink(other.ctx, elsewhere, new URL(old).searchParams.get("as") ?? "")).toBeNull();
});

test("a button does what it says in the name of who pressed it, once, and goes from the message", async () => {
  const { admin, id, headers, userId } = await withSlack();
  await linkAs(id, headers);
  const endpoint = await anEndpointThatIsOff(admin);
  await tell(admin, "endpoint.disabled", endpoint.id);
  expect(labels(kept().messages[0]!)).toEqual(["enable", "mute", "open"]);
  const pressed = press("enable");
  expect((await send(interactions, pressed)).status).toBe(200);
  expect(await stateOf(endpoint.id)).toBe("enabled");
  expect(labels(kept().messages[0]!)).toEqual(["open"]);
  expect(JSON.stringify(kept().messages[0])).toContain("was turned on by Ada");
  const audit = await admin.ctx.db.auditEntry.findMany({ where: { action: "endpoint.enable" } });
  expect(audit).toMatchObject([{ actorType: "user", actorId: userId, objectId: endpoint.id }]);
  // Slack's copy, and one that somebody who listened sends.
  await prisma().endpoint.update({ where: { id: endpoint.id }, data: { state: "disabled" } });
  expect((await send(interactions, pressed)).status).toBe(200);
  expect(await stateOf(endpoint.id)).toBe("disabled");
});

test("the role counts that the member has when the button is pressed, and nobody acts who was removed", async () => {
  const { admin, id, headers, userId } = await withSlack("admin");
  await linkAs(id, headers);
  const endpoint = await anEndpointThatIsOff(admin);
  await tell(admin, "endpoint.disabled", endpoint.id);
  await prisma().member.updateMany({ where: { userId }, data: { role: "viewer" } });
  for (const action of ["enable", "mute"]) {
    await send(interactions, press(action));
    expect(said()).toMatch(/^This needs /);
  }
  await prisma().member.deleteMany({ where: { userId } });
  await send(interactions, press("enable"));
  expect(said()).toMatch(/^Say first who you are/);
  expect(await stateOf(endpoint.id)).toBe("disabled");
  expect(kept().messages).toMatchObject([{ edits: 0 }]);
});

test("once the plan leaves integrations out, nobody is linked, and nothing is done that was asked for", async () => {
  const { admin, id, headers } = await withSlack();
  const endpoint = await anEndpointThatIsOff(admin);
  await send(commands, command("status"));
  const token = tokenIn(said());
  await linkAs(id, headers);
  await prisma().workspace.update({ where: { id: admin.workspaceId }, data: { plan: "starter" } });
  const refused = await askRoute(people.POST, headers, { id }, { token });
  expect(refused).toMatchObject({ status: 403, error: "FEATURE_NOT_AVAILABLE" });
  await send(interactions, press("enable", { value: endpoint.id }));
  expect(await stateOf(endpoint.id)).toBe("disabled");
  expect(await prisma().receipt.findFirst({ orderBy: { receivedAt: "desc" } })).toMatchObject({ state: "held" });
  const workspace = await readWorkspace(admin.workspaceId);
  const row = await getInstallationRow(admin.ctx.db, id);
  for (const verb of ["enable", "link", "status"]) {
    const person = { externalId: "T0ACME:U0MIRA", name: "mira" };
    const request = {
      kind: "request",
      verb,
      subject: endpoint.id,
      person,
      occurredAt: Date.now(),
      replyTo: {},
    } as const;
    const answer = await answerRequest(systemContext("slack", workspace!), row, request, "rcp_1");
    expect(answer).toBe("The plan does not include integrations.");
  }
  expect(await stateOf(endpoint.id)).toBe("disabled");
});

test("an endpoint of another workspace is as one that is not there", async () => {
  const { admin, id, headers } = await withSlack();
  await linkAs(id, headers);
  const other = await anAdmin();
  const endpoint = await anEndpointThatIsOff(other);
  for (const action of ["enable", "mute", "redeliver"]) {
    await send(interactions, press(action, { value: endpoint.id }));
    expect(said()).toMatch(/was not found|No such|not found/i);
  }
  expect(await stateOf(endpoint.id)).toBe("disabled");
  for (const { ctx } of [admin, other]) expect(await ctx.db.replay.count({})).toBe(0);
});

test("what is muted is not posted for a day, and stands on record; the rest is", async () => {
  const { admin, id, headers } = await withSlack();
  await linkAs(id, headers);
  const [loud, quiet] = [
    await createEndpoint(admin.ctx, OUTBOUND, anEndpoint()),
    await createEndpoint(admin.ctx, OUTBOUND, anEndpoint()),
  ];
  await tell(admin, "endpoint.failing", quiet.id);
  await send(interactions, press("mute"));
  await tell(admin, "endpoint.disabled", quiet.id);
  await tell(admin, "endpoint.failing", loud.id);
  expect(kept().messages).toHaveLength(2);
  expect(await admin.ctx.db.forward.findMany({ where: { state: "skipped" } })).toMatchObject([{ reason: "muted" }]);
});

test("what failed of an endpoint is sent again from the news that it works", async () => {
  const { admin, id, headers } = await withSlack();
  await linkAs(id, headers);
  const endpoint = await createEndpoint(admin.ctx, OUTBOUND, anEndpoint());
  const failed = await seedDelivery(admin.ctx, endpoint, { state: "failed" });
  await tell(admin, "endpoint.recovered", endpoint.id);
  await send(interactions, press("redeliver"));
  expect(await admin.ctx.db.replay.count({})).toBe(1);
  await send(commands, command(`redeliver ${failed.id}`));
  expect((await admin.ctx.db.delivery.findFirst({ where: { id: failed.id } }))?.state).toBe("pending");
  await send(commands, command(`delivery ${failed.id}`));
  expect(said()).toMatch(/^link.clicked is pending/);
});

test("what is not signed, or signed otherwise or long ago, is refused and does nothing", async () => {
  const { admin, id, headers } = await withSlack();
  await linkAs(id, headers);
  const endpoint = await anEndpointThatIsOff(admin);
  const before = await prisma().receipt.count({});
  const pressed = press("enable", { value: endpoint.id });
  expect((await send(interactions, pressed, { at: Date.now() - 6 * MINUTE })).status).toBe(401);
  expect((await send(interactions, pressed, { body: `${pressed[0]!.body}&x=1` })).status).toBe(401);
  expect((await send(commands, command("unlink"), { at: Date.now() + 6 * MINUTE })).status).toBe(401);
  expect(await prisma().receipt.count({})).toBe(before);
  expect(await stateOf(endpoint.id)).toBe("disabled");
});

test("what was pressed long ago, and waited, is not done any more", async () => {
  const { admin, id, headers } = await withSlack();
  await linkAs(id, headers);
  const endpoint = await anEndpointThatIsOff(admin);
  const row = await getInstallationRow(admin.ctx.db, id);
  const request = {
    kind: "request",
    verb: "enable",
    subject: endpoint.id,
    person: { externalId: "T0ACME:U0MIRA", name: "mira" },
    occurredAt: Date.now() - 31 * MINUTE,
    replyTo: {},
  } as const;
  expect(await answerRequest(admin.ctx, row, request, "rcp_1")).toMatch(/too late/);
  expect(await stateOf(endpoint.id)).toBe("disabled");
});

test("a sample and a notification are posted at once, by who may, and say what stands in the way", async () => {
  const { admin, id } = await withSlack();
  const posted = await askRoute(sample.POST, admin.headers, { id }, {});
  expect(posted).toMatchObject({ status: 200, data: { reference: expect.any(String) as string } });
  const key = await makeKey(admin.workspaceId, ["integrations:manage"]);
  const asKey = { authorization: `Bearer ${key}` };
  const body = { title: "Launch", text: "<!channel> The campaign is live." };
  expect((await askRoute(notify.POST, asKey, { id }, body)).status).toBe(200);
  expect(kept().messages.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^Endpoint failing/),
    "Launch. &lt;!channel&gt; The campaign is live.",
  ]);
  const reader = await makeKey(admin.workspaceId, ["integrations:read"]);
  expect((await askRoute(notify.POST, { authorization: `Bearer ${reader}` }, { id }, body)).status).toBe(403);
  expect((await askRoute(notify.POST, {}, { id }, body)).status).toBe(401);
  await askRoute(installation.PATCH, admin.headers, { id }, { settings: { channel: ["C0OLD"] } });
  expect((await askRoute(sample.POST, admin.headers, { id }, {})).status).toBe(409);
  expect((await askRoute(installation.GET, admin.headers, { id })).data).toMatchObject({
    statusReason: { code: "destination" },
  });
  expect((await askRoute(notify.POST, asKey, { id }, body)).status).toBe(409);
});
