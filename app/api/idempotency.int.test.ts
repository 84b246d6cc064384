import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect, test } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { askRoute, makeKey, makePerson } from "@/lib/api/edge-for-tests";
import { implement, type RouteHandler } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { eventType } from "@/lib/contracts/event-types";
import { PERMISSIONS } from "@/lib/contracts/permissions";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { createCampaign } from "@/lib/services/campaigns/create";
import { systemContext } from "@/lib/services/context";
import { deleteCustomer } from "@/lib/services/customers/delete";
import { finishErasures } from "@/lib/services/customers/finish-erasures";

import * as campaigns from "./campaigns/route";
import * as customers from "./customers/route";
import * as events from "./events/route";
import * as workspaces from "./workspaces/route";

withDatabase();

const CALLS = {
  campaign: { path: "/api/campaigns", handler: campaigns.POST, body: { name: "Launch" } },
  event: { path: "/api/events", handler: events.POST, body: { type: "lead.created", data: {} } },
  customer: { path: "/api/customers", handler: customers.POST, body: { externalId: "c-1" } },
} satisfies Record<string, { path: string; handler: RouteHandler; body: object }>;
type Name = keyof typeof CALLS;

async function asking(name: Name, body: object = CALLS[name].body) {
  const { ctx } = await freshWorkspace();
  const workspaceId = ctx.workspace.id;
  const request = {
    path: CALLS[name].path,
    headers: {
      authorization: `Bearer ${await makeKey(workspaceId, [...PERMISSIONS])}`,
      "content-type": "application/json",
      "idempotency-key": "order-1",
    },
    body: JSON.stringify(body),
  };
  const send = async (handler: RouteHandler = CALLS[name].handler) => {
    const response = await handler(
      new Request(`http://localhost:3000${request.path}`, { ...request, method: "POST" }),
      { params: Promise.resolve(undefined) },
    );
    const answer = (await response.json()) as { data?: { id: string }; error?: string; message?: string };
    return { status: response.status, replayed: response.headers.get("idempotent-replayed"), answer };
  };
  /** As if so much time had passed since the last call. */
  const later = (minutes: number) =>
    prisma().$executeRaw`
      UPDATE idempotency_records SET created_at = created_at - ${minutes} * interval '1 minute',
             effect_at = effect_at - ${minutes} * interval '1 minute' WHERE workspace_id = ${workspaceId}`;
  return { workspaceId, request, send, later };
}

async function killed(route: Name, request: object): Promise<void> {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "e2e/fixtures/killed-call.ts"],
    { env: { ...process.env, DATABASE_URL: env.databaseUrl }, stdio: ["pipe", "inherit", "inherit"] },
  );
  child.stdin.end(JSON.stringify({ route, ...request }));
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect(signal).toBe("SIGKILL");
}

test("a call killed between its commit and its answer is answered with what it made, once and the same for ever", async () => {
  const { workspaceId, request, send, later } = await asking("campaign");
  await killed("campaign", request);
  const made = await prisma().campaign.findFirstOrThrow({ where: { workspaceId } });
  for (const minutes of [0, 2, 60]) {
    await later(minutes);
    expect(await send()).toMatchObject({ status: 201, replayed: "true", answer: { data: { id: made.id } } });
  }
  expect(await prisma().campaign.count({ where: { workspaceId } })).toBe(1);
});

test("an event whose sender's server was killed before it answered is accepted once", async () => {
  const { sample } = eventType("lead.created");
  const { workspaceId, request, send, later } = await asking("event", { type: "lead.created", data: sample });
  await killed("event", request);
  const made = await prisma().event.findFirstOrThrow({ where: { workspaceId } });
  await later(2);
  expect(await send()).toMatchObject({ status: 202, replayed: "true", answer: { data: { id: made.id } } });
  expect(await prisma().event.count({ where: { workspaceId } })).toBe(1);
  expect(await prisma().outbox.count({ where: { workspaceId, name: "event.accepted" } })).toBe(1);
});

test("where the lost answer cannot be known, the call is not carried out a second time and says so", async () => {
  const { workspaceId, request, send, later } = await asking("customer");
  await killed("customer", request);
  const { updatedAt } = await prisma().customer.findFirstOrThrow({ where: { workspaceId } });
  await later(2);
  expect(await send()).toMatchObject({
    status: 409,
    answer: { error: "CONFLICT", message: expect.stringContaining("was carried out, but its answer was lost") },
  });
  expect((await prisma().customer.findFirstOrThrow({ where: { workspaceId } })).updatedAt).toEqual(updatedAt);
});

test("a call that fails after its commit keeps its key, one that fails before it frees the key", async () => {
  const { workspaceId, send } = await asking("campaign");
  const failing = (commits: boolean) =>
    implement(contracts.campaigns.create, async ({ ctx, body }) => {
      if (commits) await createCampaign(ctx, body);
      throw new Error("The process ran out of luck.");
    });
  expect((await send(failing(false))).status).toBe(500);
  expect((await send(failing(true))).status).toBe(500);
  expect(await send()).toMatchObject({ status: 201, replayed: "true" });
  expect(await prisma().campaign.count({ where: { workspaceId } })).toBe(1);
});

test("a call that was given up for dead changes nothing when it comes back", async () => {
  const { workspaceId, send, later } = await asking("campaign");
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let begun = (): void => undefined;
  const running = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const slow = send(
    implement(contracts.campaigns.create, async ({ ctx, body }) => {
      begun();
      await held;
      return createCampaign(ctx, body);
    }),
  );
  await running;
  await later(2);
  const second = await send();
  expect(second).toMatchObject({ status: 201, replayed: null });
  goOn();
  expect((await slow).status).toBe(409);
  expect(await send()).toMatchObject({ status: 201, answer: second.answer });
  expect(await prisma().campaign.count({ where: { workspaceId } })).toBe(1);
});

test("a batch under a key answers as one without, event keys that repeat in it included", async () => {
  const { sample } = eventType("lead.created");
  const event = { type: "lead.created", data: sample, idempotencyKey: "e-1" };
  const { workspaceId, send } = await asking("event", { events: [event, event, { type: "nothing", data: {} }] });
  const first = await send();
  expect(first).toMatchObject({
    status: 202,
    answer: { data: [{ id: expect.any(String) }, { id: expect.any(String) }, { error: "VALIDATION_ERROR" }] },
  });
  expect(new Set([first.answer.data].flat().flatMap((item) => item?.id ?? [])).size).toBe(1);
  expect(await send()).toEqual({ ...first, replayed: "true" });
  expect(await prisma().event.count({ where: { workspaceId } })).toBe(1);
});

test("a call outside any workspace is carried out once for its key, and another person's same key is another", async () => {
  const [ada, eve] = [await makePerson(), await makePerson()];
  const create = async (person: typeof ada) => {
    const headers = { ...person.headers, "idempotency-key": "first" };
    return (await askRoute(workspaces.POST, headers, {}, { name: "Acme" })).data as { id: string };
  };
  const [one, again, other] = [await create(ada), await create(ada), await create(eve)];
  expect(again).toEqual(one);
  expect(other.id).not.toBe(one.id);
  expect(await prisma().member.count({ where: { userId: ada.userId } })).toBe(1);
});

test("what was answered of a customer goes with it, is not carried out again, and answers of others stay", async () => {
  const { workspaceId, request, send, later } = await asking("customer", {
    externalId: "c-1",
    email: "Ada@example.com",
  });
  const sendOther = async () => {
    const headers = { ...request.headers, "idempotency-key": "order-2" };
    return (await askRoute(customers.POST, headers, {}, { externalId: "c-2" })).data;
  };
  const event = await asking("event", { type: "lead.created", data: eventType("lead.created").sample });
  const [made, theirs, accepted] = [await send(), await sendOther(), await event.send()];
  const ctx = systemContext("test", await prisma().workspace.findUniqueOrThrow({ where: { id: workspaceId } }));
  await deleteCustomer(ctx, made.answer.data?.id ?? "");
  await finishErasures(new Date(Date.now() + 60_000));
  await later(2);
  expect(await send()).toMatchObject({ status: 409, answer: { error: "CONFLICT" } });
  expect(await prisma().customer.count({ where: { workspaceId, externalId: "c-1" } })).toBe(0);
  await prisma().customer.updateMany({ where: { externalId: "c-2" }, data: { name: "Changed since" } });
  expect(await sendOther()).toEqual(theirs);
  expect(await event.send()).toEqual({ ...accepted, replayed: "true" });
  const kept = await prisma().idempotencyRecord.findMany({ where: { workspaceId: event.workspaceId } });
  expect(kept).toMatchObject([{ namesPeople: false }]);
});
