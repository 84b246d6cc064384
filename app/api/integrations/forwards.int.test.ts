import { afterAll, beforeEach, expect, test } from "vitest";

import { anEndpoint } from "@/e2e/fixtures/factories";
import { type Admin, anAdmin, connectAs, withProviders } from "@/e2e/fixtures/providers";
import { askRoute } from "@/lib/api/edge-for-tests";
import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { planOutbox } from "@/lib/db/engine/plan";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { claimForwards, writeForwardResult } from "@/lib/db/forwards/claim";
import { Lanes } from "@/lib/engine/lanes";
import { planDeliveries } from "@/lib/engine/plan";
import { deleteCustomer } from "@/lib/services/customers/delete";
import { finishErasures } from "@/lib/services/customers/finish-erasures";
import { upsertCustomer } from "@/lib/services/customers/upsert";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { acceptEvent } from "@/lib/services/events/accept";
import { forwardDue } from "@/lib/services/forwards/send-due";
import { checkInstallation } from "@/lib/services/installations/check";
import { disconnectInstallation } from "@/lib/services/installations/disconnect";
import { setRule } from "@/lib/services/notification-rules/rules";
import { pruneExpired } from "@/lib/services/retention/prune";
import { DAY, MINUTE } from "@/lib/shared/time";
import { APPS } from "@/scripts/sandbox/variables";

import * as connectRoute from "./[provider]/connect/route";
import * as resend from "./installations/[id]/forwards/[forwardId]/resend/route";
import * as forwards from "./installations/[id]/forwards/route";
import * as pause from "./installations/[id]/pause/route";
import * as resume from "./installations/[id]/resume/route";
import * as installation from "./installations/[id]/route";

const stage = withProviders();
afterAll(closeEnginePool);

const TEAM = "T0ACME";

beforeEach(async () => {
  await prisma().forward.deleteMany({});
  await prisma().installation.deleteMany({});
  messages().length = 0;
  calls().length = 0;
});

const messages = () => stage.sandbox().kept("slack")["messages"] as { channel: string; text: string }[];
const calls = () => stage.sandbox().kept("segment")["calls"] as { body: Record<string, unknown> }[];

const set = (admin: Admin, id: string, settings: object) =>
  askRoute(installation.PATCH, admin.headers, { id }, { settings });

async function withSlack(settings: object = { channel: ["C0SALES"], events: ["sale.created"] }) {
  const admin = await anAdmin();
  const id = await connectAs(admin, "slack", TEAM);
  expect((await set(admin, id, settings)).status).toBe(200);
  return { admin, id };
}

const uninstallSlack = () =>
  stage
    .sandbox()
    .standIns.find(({ name }) => name === "slack")!
    .uninstall(TEAM);

async function connectSegment(admin: Admin): Promise<string> {
  const answer = await askRoute(
    connectRoute.POST,
    admin.headers,
    { provider: "segment" },
    { input: APPS.segment.writeKey },
  );
  calls().length = 0;
  return (answer.data["installation"] as { id: string }).id;
}

/** What the engine does with what was accepted, without an engine. */
async function plan(): Promise<void> {
  await planOutbox("test", 100, async (rows) => {
    const planned = await planDeliveries(rows, { claim: false, lanes: new Lanes() });
    return { deliveries: planned.planned, forwards: planned.forwards };
  });
}

const sale = (admin: Admin) => acceptEvent(admin.ctx, { type: "sale.created", data: eventType("sale.created").sample });

async function planned(admin: Admin): Promise<string> {
  const { id } = await sale(admin);
  await plan();
  return id;
}

interface Listed {
  id: string;
  eventId: string;
  state: string;
  reason: string | null;
  heldBy: string | null;
  error: string | null;
  reference: string | null;
}

async function list(admin: Admin, id: string, query = ""): Promise<Listed[]> {
  const { text } = await askRoute(forwards.GET, admin.headers, { id }, undefined, query);
  return (JSON.parse(text) as { data: Listed[] }).data;
}

const statusOf = async (admin: Admin, id: string) => (await askRoute(installation.GET, admin.headers, { id })).data;

/** Everything that waits is due, as if its time had come. */
async function letTimePass(): Promise<void> {
  await prisma().forward.updateMany({
    where: { state: { in: ["pending", "retrying"] } },
    data: { nextAttemptAt: new Date(0), claimedUntil: null },
  });
  await prisma().installation.updateMany({ data: { waitUntil: null } });
}

test("an event becomes one message in the chosen channel, and runs that repeat or overlap send no second one", async () => {
  const { admin, id } = await withSlack();
  const eventId = await planned(admin);
  await Promise.all([forwardDue(), forwardDue(), forwardDue()]);
  await forwardDue();
  expect(messages()).toMatchObject([{ channel: "C0SALES", text: expect.stringContaining("Sale created") as string }]);
  expect(await list(admin, id)).toMatchObject([
    { eventId, state: "delivered", error: null, reference: expect.stringMatching(/^\d+\.\d{6}$/) as string },
  ]);
  expect((await statusOf(admin, id))["lastOutboundAt"]).not.toBeNull();
});

test("killed between the event and the call, it is sent by whoever runs next, and once", async () => {
  const { admin, id } = await withSlack();
  await sale(admin);
  expect(await list(admin, id)).toEqual([]);
  await plan();
  // The holder claims it and dies before it calls.
  expect(await claimForwards(id, 1, 0.001)).toHaveLength(1);
  await expect.poll(async () => (await forwardDue(), messages().length)).toBe(1);
  await forwardDue();
  expect(messages()).toHaveLength(1);
  expect(await list(admin, id)).toMatchObject([{ state: "delivered" }]);
});

test("killed between Slack's answer and its record, or left without an answer, it stands in the channel once; who removed it is not shown it again", async () => {
  const { admin, id } = await withSlack();
  await planned(admin);
  await forwardDue();
  const [{ reference } = { reference: null }] = await list(admin, id);
  const sendUnrecorded = async () => {
    await prisma().forward.updateMany({ data: { state: "pending", reference: null, completedAt: null } });
    await letTimePass();
    await forwardDue();
  };
  await sendUnrecorded();
  expect(messages()).toHaveLength(1);
  expect(await list(admin, id)).toMatchObject([{ state: "delivered", reference }]);
  messages().length = 0;
  await sendUnrecorded();
  expect(messages()).toEqual([]);
  expect(await list(admin, id)).toMatchObject([{ state: "delivered", reference: null }]);
  await planned(admin);
  await forwardDue();
  expect(messages()).toHaveLength(1);
});

test("processes side by side never have the same one in hand", async () => {
  const { admin, id } = await withSlack();
  for (let at = 0; at < 3; at++) await planned(admin);
  const hands = await Promise.all(Array.from({ length: 8 }, () => claimForwards(id, 2, 60)));
  const later = await claimForwards(id, 10, 60);
  const taken = [...hands.flat(), ...later].map((forward) => forward.id);
  expect(taken.toSorted()).toEqual((await list(admin, id)).map((forward) => forward.id).toSorted());
});

test("who lost the claim does not overwrite what the next one wrote", async () => {
  const { admin, id } = await withSlack();
  await planned(admin);
  const [first] = await claimForwards(id, 1, 0.001);
  await expect.poll(async () => (await forwardDue(), messages().length)).toBe(1);
  const late = { state: "failed", step: 9, reason: null, error: "late", reference: null, nextAttemptAt: null } as const;
  await writeForwardResult(first!, late);
  expect(await list(admin, id)).toMatchObject([{ state: "delivered", error: null }]);
});

test("what does not pass the filter, and what nobody chose, is not sent; the former is on record", async () => {
  const { admin, id } = await withSlack({
    channel: ["C0SALES"],
    events: ["sale.created"],
    filter: { amount: { $gt: 1_000_000_000 } },
  });
  await planned(admin);
  await acceptEvent(admin.ctx, { type: "lead.created", data: eventType("lead.created").sample });
  await plan();
  await forwardDue();
  expect(messages()).toEqual([]);
  expect(await list(admin, id)).toMatchObject([{ state: "skipped", reason: "filtered" }]);
});

test("nothing is planned before a channel is chosen", async () => {
  const admin = await anAdmin();
  const id = await connectAs(admin, "slack", TEAM);
  await planned(admin);
  expect(await list(admin, id)).toEqual([]);
});

test("an integration in trouble is not told about it, the others are", async () => {
  const { admin, id } = await withSlack({ channel: ["C0SALES"], events: ["integration.error"] });
  const other = await connectSegment(admin);
  await set(admin, other, { events: ["integration.error"] });
  uninstallSlack();
  await checkInstallation(admin.ctx, id);
  await plan();
  expect(await list(admin, id)).toEqual([]);
  expect(await list(admin, other)).toMatchObject([{ state: "pending" }]);
});

test("a provider that asks to wait is waited for, and nothing is lost by it", async () => {
  const { admin, id } = await withSlack();
  stage.sandbox().fail({ provider: "slack", failure: "429", times: 1, path: "chat.postMessage" });
  await planned(admin);
  await planned(admin);
  const begun = Date.now();
  await forwardDue();
  expect(Date.now() - begun).toBeGreaterThanOrEqual(1_000);
  expect(messages()).toHaveLength(2);
  expect((await list(admin, id)).map(({ state }) => state)).toEqual(["delivered", "delivered"]);
  // Kept with the integration, where every other process reads it before it sends.
  const { waitUntil } = await prisma().installation.findUniqueOrThrow({ where: { id } });
  expect(waitUntil?.getTime()).toBeGreaterThanOrEqual(begun + 1_000);
});

test("a provider that fails is tried again on the schedule of deliveries, and what never works ends as failed", async () => {
  const { admin, id } = await withSlack();
  await planned(admin);
  stage.sandbox().fail({ provider: "slack", failure: "500", times: 10, path: "chat.postMessage" });
  await forwardDue();
  expect(await list(admin, id)).toMatchObject([{ state: "retrying", error: "internal_error" }]);
  expect(await statusOf(admin, id)).toMatchObject({ status: "active", trouble: { code: "temporary" } });
  for (let attempt = 1; attempt < 10; attempt++) {
    await letTimePass();
    await forwardDue();
  }
  const [failed] = await list(admin, id, "?state=failed");
  expect(failed).toMatchObject({ state: "failed", error: "internal_error" });
  expect(messages()).toEqual([]);

  const again = await askRoute(resend.POST, admin.headers, { id, forwardId: failed!.id }, {});
  expect(again).toMatchObject({ status: 202, data: { state: "pending" } });
  await forwardDue();
  expect(messages()).toHaveLength(1);
  expect(await statusOf(admin, id)).toMatchObject({ status: "active", trouble: null });
  expect((await askRoute(resend.POST, admin.headers, { id, forwardId: failed!.id }, {})).status).toBe(409);
});

test("access that was taken away stops the integration with its cause; what waits is sent once it is connected again", async () => {
  const { admin, id } = await withSlack();
  uninstallSlack();
  await planned(admin);
  await planned(admin);
  await forwardDue();
  expect(await statusOf(admin, id)).toMatchObject({ status: "error", statusReason: { code: "access_revoked" } });
  expect((await list(admin, id)).map(({ state, heldBy }) => [state, heldBy])).toEqual([
    ["pending", "error"],
    ["pending", "error"],
  ]);
  expect(await connectAs(admin, "slack", TEAM)).toBe(id);
  await forwardDue();
  expect(messages()).toHaveLength(2);
});

test("a channel that is gone stops the integration until another one is chosen; a check of the access does not restart it", async () => {
  const { admin, id } = await withSlack({ channel: ["C0OLD"], events: ["sale.created"] });
  await planned(admin);
  await forwardDue();
  expect(await statusOf(admin, id)).toMatchObject({ status: "error", statusReason: { code: "destination" } });
  expect(await checkInstallation(admin.ctx, id)).toMatchObject({ status: "error" });
  expect((await set(admin, id, { channel: ["C0ALERTS"] })).data).toMatchObject({ status: "active" });
  await forwardDue();
  expect(messages()).toMatchObject([{ channel: "C0ALERTS" }]);
});

test("what happens while it is paused waits, and is sent when it is resumed", async () => {
  const { admin, id } = await withSlack();
  await askRoute(pause.POST, admin.headers, { id }, {});
  await planned(admin);
  await forwardDue();
  expect(await list(admin, id)).toMatchObject([{ state: "pending", heldBy: "paused" }]);
  await askRoute(resume.POST, admin.headers, { id }, {});
  await forwardDue();
  expect(messages()).toHaveLength(1);
});

test("in quiet hours messages wait, and other settings take effect at once", async () => {
  const clock = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
  const { admin, id } = await withSlack({
    channel: ["C0SALES"],
    events: ["sale.created"],
    quietHours: { from: clock(-60), to: clock(60), timeZone: "UTC" },
  });
  await planned(admin);
  await forwardDue();
  expect(messages()).toEqual([]);
  expect(await list(admin, id)).toMatchObject([{ state: "pending", heldBy: "wait" }]);
  await set(admin, id, { quietHours: null });
  await forwardDue();
  expect(messages()).toHaveLength(1);
});

test("disconnecting ends what waits, and connecting again does not send it after all", async () => {
  const { admin, id } = await withSlack();
  await planned(admin);
  await disconnectInstallation(admin.ctx, id);
  await planned(admin);
  await forwardDue();
  expect(await list(admin, id)).toMatchObject([{ state: "canceled", reason: "disconnected" }]);
  await connectAs(admin, "slack", TEAM);
  await forwardDue();
  expect(messages()).toEqual([]);
  await planned(admin);
  await forwardDue();
  expect(messages()).toHaveLength(1);
});

test("an event that the planner has in hand while the integration is disconnected goes nowhere", async () => {
  const { admin, id } = await withSlack();
  await sale(admin);
  await planOutbox("test", 100, async (rows) => {
    const { planned: deliveries, forwards: taken } = await planDeliveries(rows, { claim: false, lanes: new Lanes() });
    expect(taken).toHaveLength(1);
    await disconnectInstallation(admin.ctx, id);
    return { deliveries, forwards: taken };
  });
  expect(await list(admin, id)).toEqual([]);
});

test("a notification whose rule says so is posted once beside the events, with where to look on; others are not", async () => {
  const { admin, id } = await withSlack();
  const rule = { enabled: true, roles: ["owner" as const], quietHours: null };
  await setRule(admin.ctx, "endpoint_changed", { ...rule, slack: true });
  await createEndpoint(admin.ctx, { surface: "outbound" }, anEndpoint({ name: "Orders" }));
  await forwardDue();
  await forwardDue();
  expect(messages()).toMatchObject([
    { text: expect.stringMatching(/^New endpoint: Orders\. .*\/deliveries/s) as string },
  ]);
  expect(await list(admin, id, "?eventType=notice")).toMatchObject([{ state: "delivered" }]);
  await setRule(admin.ctx, "endpoint_changed", { ...rule, slack: false });
  await createEndpoint(admin.ctx, { surface: "outbound" }, anEndpoint());
  expect(await list(admin, id)).toHaveLength(1);
});

test("a notification that nobody could post in time ends with the retention, without news of its own", async () => {
  const { admin, id } = await withSlack();
  await setRule(admin.ctx, "endpoint_changed", { enabled: true, roles: ["owner"], quietHours: null, slack: true });
  await askRoute(pause.POST, admin.headers, { id }, {});
  await createEndpoint(admin.ctx, { surface: "outbound" }, anEndpoint());
  await pruneExpired(new Date(Date.now() + 29 * DAY));
  expect(await list(admin, id)).toMatchObject([{ state: "pending" }]);
  await pruneExpired(new Date(Date.now() + 31 * DAY));
  expect(await admin.ctx.db.forward.count({})).toBe(0);
  expect(await admin.ctx.db.notice.findMany({ where: { category: "held_expiring" } })).toEqual([]);
});

test("segment: each event is one call under the event's own id, and names nobody", async () => {
  const admin = await anAdmin();
  const id = await connectSegment(admin);
  for (let n = 0; n < 20; n++) await sale(admin);
  await plan();
  await forwardDue();
  const ids = (await list(admin, id)).map(({ eventId }) => eventId);
  expect(new Set(calls().map(({ body }) => body["messageId"]))).toEqual(new Set(ids));
  expect(calls()).toHaveLength(20);
  expect(JSON.stringify(calls())).not.toContain("@");
});

test("what waits of an erased customer is not sent any more", async () => {
  const { admin, id } = await withSlack();
  const { customer } = await upsertCustomer(admin.ctx, { externalId: "c-1", email: "ada@acme.example" });
  const { sample } = eventType("sale.created");
  await acceptEvent(admin.ctx, {
    type: "sale.created",
    data: { ...sample, customer: { ...sample.customer, id: customer.id, externalId: "c-1" } },
  });
  await plan();
  await deleteCustomer(admin.ctx, customer.id);
  await finishErasures(new Date(Date.now() + MINUTE));
  expect(await list(admin, id)).toMatchObject([{ state: "canceled", reason: "erased" }]);
  const [{ id: forwardId }] = (await list(admin, id)) as [Listed];
  expect((await askRoute(resend.POST, admin.headers, { id, forwardId }, {})).status).toBe(409);
  await forwardDue();
  expect(messages()).toEqual([]);
});

test("what was planned of an event while that was erased is not sent either", async () => {
  const { admin, id } = await withSlack();
  const eventId = await planned(admin);
  await prisma().event.updateMany({ where: { id: eventId }, data: { erasedAt: new Date() } });
  await forwardDue();
  expect(messages()).toEqual([]);
  expect(await list(admin, id)).toMatchObject([{ state: "canceled", reason: "erased" }]);
});

test("what still waits at the end of retention is announced three days before and then ends as canceled; its event stays till then", async () => {
  const { admin, id } = await withSlack();
  await askRoute(pause.POST, admin.headers, { id }, {});
  const eventId = await planned(admin);
  const inDays = (days: number) => new Date(Date.now() + days * DAY);
  const told = () => admin.ctx.db.notice.findMany({ where: { category: "held_expiring" } });
  await pruneExpired(inDays(25));
  expect(await told()).toEqual([]);
  await pruneExpired(inDays(26.5));
  await pruneExpired(inDays(28));
  expect((await told()).map(({ title }) => title)).toEqual(["1 event still waits for Slack"]);
  await pruneExpired(inDays(29.9));
  expect((await admin.ctx.db.forward.findFirst({}))?.state).toBe("pending");
  await pruneExpired(inDays(30.1));
  const kept = await admin.ctx.db.forward.findFirst({ where: { eventId } });
  // Ended in that very run, and gone with the event in the same.
  expect(kept).toBeNull();
  expect(await admin.ctx.db.event.count({ where: { id: eventId } })).toBe(0);
});
