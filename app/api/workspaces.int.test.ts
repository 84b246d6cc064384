import { describe, expect, test, vi } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { askRoute, makeKey, makePerson } from "@/lib/api/edge-for-tests";
import { prisma } from "@/lib/db/client";
import { TABLES_OF_A_WORKSPACE } from "@/lib/db/retention/erase-workspaces";
import type { Context } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { eraseDeletedWorkspaces } from "@/lib/services/workspaces/remove";
import { settleWorkspaces } from "@/lib/services/workspaces/settle";

import * as exportRoute from "./workspaces/[workspaceId]/export/route";
import * as planRoute from "./workspaces/[workspaceId]/plan/route";
import * as restoreRoute from "./workspaces/[workspaceId]/restore/route";
import * as oneRoute from "./workspaces/[workspaceId]/route";
import * as transferRoute from "./workspaces/[workspaceId]/transfer/route";
import * as listRoute from "./workspaces/route";

withDatabase();

const ask = (
  handler: Parameters<typeof askRoute>[0],
  headers: Record<string, string>,
  workspaceId?: string,
  body?: object,
  query?: string,
) => askRoute(handler, headers, workspaceId ? { workspaceId } : {}, body, query);

async function owned(plan: "starter" | "pro" | "enterprise" = "enterprise") {
  const { ctx } = await freshWorkspace({ plan });
  const id = ctx.workspace.id;
  const owner = await makePerson({ [id]: "owner" });
  return { ctx, id, owner };
}

const OUTBOUND = { surface: "outbound" } as const;

const stateOf = async (id: string) => (await prisma().delivery.findFirstOrThrow({ where: { id } })).state;

async function waiting(ctx: Context): Promise<string> {
  const endpoint = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint());
  return (await seedDelivery(ctx, endpoint, { state: "pending" })).id;
}

describe("making one", () => {
  test("makes the caller its owner, on the smallest plan, under a slug that is free", async () => {
    const person = await makePerson();
    const first = await ask(listRoute.POST, person.headers, undefined, { name: "Zürich & Söhne" });
    expect(first).toMatchObject({ status: 201, data: { slug: "zurich-sohne", plan: "starter", role: "owner" } });
    const second = await ask(listRoute.POST, person.headers, undefined, { name: "Zürich & Söhne" });
    expect(second).toMatchObject({ status: 201, data: { slug: "zurich-sohne-2" } });
    const taken = await ask(listRoute.POST, person.headers, undefined, { name: "Other", slug: "zurich-sohne" });
    expect(taken.status).toBe(409);
    const { data } = await ask(listRoute.GET, person.headers);
    expect(data).toMatchObject([{ id: first.data.id }, { id: second.data.id }]);
  });

  test("a test workspace has the plan of its live one, and only its owner makes one", async () => {
    const { id, owner } = await owned("pro");
    const body = { name: "Acme Test", liveWorkspaceId: id };
    expect(await ask(listRoute.POST, owner.headers, undefined, body)).toMatchObject({
      status: 201,
      data: { mode: "test", plan: "pro" },
    });
    const admin = await makePerson({ [id]: "admin" });
    expect((await ask(listRoute.POST, admin.headers, undefined, body)).status).toBe(404);
  });

  test.each(["api", "sign-in", "A", "a b", "-a", "x".repeat(49)])("%j is no slug", async (slug) => {
    const person = await makePerson();
    expect((await ask(listRoute.POST, person.headers, undefined, { name: "Acme", slug })).status).toBe(400);
  });
});

test("a slug that another has is refused, a time zone must be a place, and a change is in the audit", async () => {
  const { id, owner } = await owned();
  const other = await owned();
  expect((await ask(oneRoute.PATCH, owner.headers, id, { slug: other.ctx.workspace.slug })).status).toBe(409);
  expect((await ask(oneRoute.PATCH, owner.headers, id, { timeZone: "+01:00" })).status).toBe(400);
  expect((await ask(oneRoute.PATCH, owner.headers, id, { timeZone: "Europe/Berlin" })).data["timeZone"]).toBe(
    "Europe/Berlin",
  );
  const entry = await prisma().auditEntry.findFirstOrThrow({ where: { workspaceId: id, action: "workspace.update" } });
  expect(entry.after).toMatchObject({ timeZone: "Europe/Berlin" });
});

describe("the plan", () => {
  test("a smaller one holds what it does not include and says why; the former one sends it", async () => {
    const { ctx, id, owner } = await owned("pro");
    const delivery = await waiting(ctx);
    expect(await ask(planRoute.PUT, owner.headers, id, { plan: "starter" })).toMatchObject({
      data: { plan: "starter", features: { integrations: false } },
    });
    expect(await prisma().delivery.findFirstOrThrow({ where: { id: delivery } })).toMatchObject({
      state: "held",
      reason: "plan",
    });
    await ask(planRoute.PUT, owner.headers, id, { plan: "pro" });
    expect(await stateOf(delivery)).toBe("pending");
  });

  test("sends all that it held, beside whatever is held for an endpoint that is gone or for another reason", async () => {
    const { ctx, id, owner } = await owned("starter");
    const [living, gone, paused] = await Promise.all(
      Array.from({ length: 3 }, () =>
        createEndpoint({ ...ctx, workspace: { ...ctx.workspace, plan: "pro" } }, OUTBOUND, anEndpoint()),
      ),
    );
    const held = async (endpoint: { id: string; surface: "outbound" | "workspace" | "link" }) => {
      const { id: delivery } = await seedDelivery(ctx, endpoint, { state: "held" });
      await prisma().delivery.updateMany({ where: { id: delivery }, data: { reason: "plan" } });
      return delivery;
    };
    const ids = [await held(gone!), await held(paused!), await held(living!)];
    await prisma().endpoint.update({ where: { id: gone!.id }, data: { deletedAt: new Date() } });
    await prisma().endpoint.update({ where: { id: paused!.id }, data: { state: "paused" } });
    await ask(planRoute.PUT, owner.headers, id, { plan: "pro" });
    const rows = await prisma().delivery.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ["held", "plan"],
      ["held", "paused"],
      ["pending", null],
    ]);
  });

  test("moves a batch with the request, and the sweep moves the rest and marks it as done, once every engine knows", async () => {
    const { ctx, id, owner } = await owned("pro");
    await ask(planRoute.PUT, owner.headers, id, { plan: "starter" });
    const late = await waiting({ ...ctx, workspace: { ...ctx.workspace, plan: "pro" } });
    const dueAt = async () => (await prisma().workspace.findUniqueOrThrow({ where: { id } })).settleDueAt;
    await settleWorkspaces();
    expect(await stateOf(late)).toBe("pending");
    expect(await dueAt()).not.toBeNull();
    await prisma().workspace.update({ where: { id }, data: { settleDueAt: new Date(Date.now() - 6_000) } });
    await settleWorkspaces();
    expect(await stateOf(late)).toBe("held");
    expect(await dueAt()).toBeNull();
  });

  test("is changed by an owner alone", async () => {
    const { id } = await owned("pro");
    const admin = await makePerson({ [id]: "admin" });
    expect((await ask(planRoute.PUT, admin.headers, id, { plan: "starter" })).status).toBe(403);
  });
});

test("ownership goes to one member, and the former owner stays as admin", async () => {
  const { id, owner } = await owned();
  const heir = await makePerson({ [id]: "viewer" });
  const { id: memberId } = await prisma().member.findFirstOrThrow({ where: { userId: heir.userId } });
  expect(await ask(transferRoute.POST, owner.headers, id, { memberId })).toMatchObject({ data: { role: "admin" } });
  const members = await prisma().member.findMany({ where: { workspaceId: id }, orderBy: { createdAt: "asc" } });
  expect(members.map(({ role }) => role)).toEqual(["admin", "owner"]);
  expect((await ask(transferRoute.POST, owner.headers, id, { memberId })).status).toBe(403);
});

describe("a deleted workspace", () => {
  test("refuses its keys and people at once, keeps what waits, and is as before when it is taken back", async () => {
    const { ctx, id, owner } = await owned();
    const delivery = await waiting(ctx);
    const key = { authorization: `Bearer ${await makeKey(id, ["workspace:read"])}` };
    expect((await ask(oneRoute.DELETE, owner.headers, id, undefined, "?slug=other")).status).toBe(400);
    expect((await ask(oneRoute.DELETE, owner.headers, id, undefined, `?slug=${ctx.workspace.slug}`)).status).toBe(200);
    expect((await ask(oneRoute.GET, owner.headers, id)).status).toBe(404);
    expect((await ask(oneRoute.GET, key, id)).status).toBe(401);
    expect(await stateOf(delivery)).toBe("held");
    const stranger = await makePerson();
    expect((await ask(restoreRoute.POST, stranger.headers, id, {})).status).toBe(404);
    expect(await ask(restoreRoute.POST, owner.headers, id, {})).toMatchObject({ data: { deletedAt: null } });
    expect((await ask(oneRoute.GET, owner.headers, id)).status).toBe(200);
    expect(await stateOf(delivery)).toBe("pending");
  });

  test("is erased from every table after seven days, and no other is touched", async () => {
    const gone = await owned();
    const stays = await owned();
    const deliveries = await Promise.all([waiting(gone.ctx), waiting(stays.ctx)]);
    await makeKey(gone.id, ["links:read"]);
    const aWeekAgo = new Date(Date.now() - 7 * 86_400_000 - 1_000);
    await prisma().workspace.update({ where: { id: gone.id }, data: { deletedAt: aWeekAgo } });
    expect((await ask(restoreRoute.POST, gone.owner.headers, gone.id, {})).status).toBe(404);
    expect((await ask(listRoute.GET, gone.owner.headers)).data).toEqual([]);
    await eraseDeletedWorkspaces(new Date());
    for (const table of TABLES_OF_A_WORKSPACE) {
      const rows = await prisma().$queryRawUnsafe(`SELECT 1 FROM ${table} WHERE workspace_id = $1`, gone.id);
      expect(rows, table).toEqual([]);
    }
    expect(await prisma().workspace.count({ where: { id: gone.id } })).toBe(0);
    await vi.waitFor(async () => expect(await stateOf(deliveries[1])).toBe("pending"));
  });

  test("knows every table that holds something of a workspace", async () => {
    const rows = await prisma().$queryRaw<{ name: string }[]>`
      SELECT c.relname::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT a.attisdropped`;
    const names = rows.map(({ name }) => name);
    expect(names.toSorted()).toEqual([...TABLES_OF_A_WORKSPACE].toSorted());
  });
});

test("the export has everything of the workspace, nothing of another and no secret", async () => {
  const { ctx, id, owner } = await owned();
  const other = await owned();
  await waiting(other.ctx);
  const made = await createEndpoint(
    ctx,
    { surface: "outbound" },
    anEndpoint({ headers: { "x-token": "s3cr3t-value" } }),
  );
  const key = await makeKey(id, ["links:read"]);
  const { hash } = await prisma().apiKey.findFirstOrThrow({ where: { workspaceId: id } });
  const request = new Request("http://localhost/api/x", {
    method: "POST",
    headers: { "content-type": "application/json", ...owner.headers },
    body: "{}",
  });
  const response = await exportRoute.POST(request, { params: Promise.resolve({ workspaceId: id }) });
  const text = await response.text();
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { kind: string; id: string });
  expect(lines.map(({ kind }) => kind)).toEqual(["workspace", "member", "api_key", "endpoint"]);
  for (const secret of [made.secret.slice(6, 30), "s3cr3t-value", key.slice(8, 30), hash, other.id])
    expect(text).not.toContain(secret);
});
