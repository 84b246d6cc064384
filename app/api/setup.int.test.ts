import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery, seedIncident } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { askRoute, makePerson } from "@/lib/api/edge-for-tests";
import { Setup } from "@/lib/contracts/setup";
import { edgePool, prisma } from "@/lib/db/client";
import { contextOf } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { createWorkspace } from "@/lib/services/workspaces/create";

import * as route from "./setup/route";

withDatabase();

const OUTBOUND = { surface: "outbound" } as const;
const DAY = 86_400_000;

async function begin() {
  const { ctx } = await freshWorkspace();
  const person = await makePerson({ [ctx.workspace.id]: "owner" });
  const headers = { ...person.headers, "x-workspace-id": ctx.workspace.id };
  const ask = async (body?: object): Promise<Setup> => {
    const { status, data } = await askRoute(body ? route.PATCH : route.GET, headers, {}, body);
    expect(status).toBe(200);
    return Setup.parse(data);
  };
  return { ctx, person, ask, states: async () => (await ask()).steps.map(({ state }) => state) };
}

/** Attempts of an endpoint, as the engines count them. */
const count = (endpointId: string, workspaceId: string, ago: number, succeeded: number, failed: number) =>
  edgePool().query(
    `INSERT INTO endpoint_stats (endpoint_id, slot, writer, workspace_id, succeeded, failed) VALUES ($1, $2, 'x', $3, $4, $5)`,
    [endpointId, new Date(Date.now() - ago), workspaceId, succeeded, failed],
  );

test("an empty workspace has everything to do, and nothing is claimed", async () => {
  const { ask, states } = await begin();
  expect(await states()).toEqual(["todo", "todo", "todo", "todo", "todo"]);
  expect(await ask()).toMatchObject({ complete: false, hidden: false, testWorkspace: null });
});

test("each step is done by what is really there, the tries in the test workspace", async () => {
  const { ctx, person, ask, states } = await begin();
  const account = { userId: person.userId, sessionId: person.sessionId, requestId: "req_x", address: null };
  const made = await createWorkspace(account, {
    name: "Acme Test",
    timeZone: "UTC",
    liveWorkspaceId: ctx.workspace.id,
  });
  const inTest = contextOf({ ...ctx, workspace: { ...ctx.workspace, id: made.id, mode: "test" } });
  const tried = await createEndpoint(inTest, OUTBOUND, anEndpoint({ name: "Warehouse" }));
  expect(await states()).toEqual(["done", "doing", "doing", "todo", "todo"]);
  expect((await ask()).steps[0]?.evidence).toMatchObject({ name: "Warehouse", workspaceName: "Acme Test" });

  await seedDelivery(inTest, { id: tried.id, ...OUTBOUND }, { state: "delivered", kind: "test" });
  expect((await states()).slice(0, 3)).toEqual(["done", "done", "done"]);

  const live = await createEndpoint(ctx, OUTBOUND, anEndpoint({ events: ["sale.created", "lead.created"] }));
  await count(live.id, ctx.workspace.id, DAY / 2, 99, 1);
  const { steps } = await ask();
  expect(steps[3]).toMatchObject({ state: "doing", evidence: { eventTypesOn: 2, eventTypes: 31 } });
  expect(steps[4]).toMatchObject({ state: "doing", evidence: { delivered: 99, ended: 100, hoursLeft: 12 } });
});

test("the first day is done when it is over and went well, and blocked when it did not or a signature was refused", async () => {
  const { ctx, states } = await begin();
  const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  await count(id, ctx.workspace.id, 2 * DAY, 99, 1);
  expect((await states())[4]).toBe("done");
  const { id: sample } = await seedDelivery(ctx, { id, ...OUTBOUND }, { state: "failed" });
  const incident = await seedIncident(ctx, id, sample);
  await prisma().incident.update({ where: { id: incident }, data: { statusCode: 401 } });
  expect((await states())[4]).toBe("blocked");
  await prisma().incident.update({ where: { id: incident }, data: { resolvedAt: new Date() } });
  await count(id, ctx.workspace.id, 2 * DAY - 3_600_000, 0, 9);
  expect((await states())[4]).toBe("blocked");
});

test("a person can mark a step, by name and on record, take it back, and hide the whole", async () => {
  const { ctx, ask } = await begin();
  const marked = await ask({ markDone: "events" });
  expect(marked.steps[3]).toMatchObject({ state: "done", markedBy: { name: expect.any(String) as string } });
  expect((await ask({ markOpen: "events" })).steps[3]).toMatchObject({ state: "todo", markedBy: null });
  expect((await ask({ hidden: true })).hidden).toBe(true);
  const entries = await prisma().auditEntry.count({ where: { workspaceId: ctx.workspace.id, action: "setup.update" } });
  expect(entries).toBe(3);
});

test("a test workspace names its live one to members of both, and to nobody else", async () => {
  const { ctx, person, ask } = await begin();
  expect((await ask()).liveWorkspace).toBeNull();
  const account = { userId: person.userId, sessionId: person.sessionId, requestId: "req_x", address: null };
  const made = { name: "Acme Test", timeZone: "UTC", liveWorkspaceId: ctx.workspace.id };
  const { id } = await createWorkspace(account, made);
  const liveOf = async (headers: Record<string, string>) => {
    const { data } = await askRoute(route.GET, { ...headers, "x-workspace-id": id }, {});
    return Setup.parse(data).liveWorkspace;
  };
  expect(await liveOf(person.headers)).toMatchObject({ id: ctx.workspace.id, slug: ctx.workspace.slug });
  const tester = await makePerson({ [id]: "owner" });
  expect(await liveOf(tester.headers)).toBeNull();
});
