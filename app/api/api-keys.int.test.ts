import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { askRoute as ask, makeKey, makePerson, makeWorkspace, openEdge } from "@/lib/api/edge-for-tests";
import { prisma } from "@/lib/db/client";

import * as campaignRoute from "./campaigns/route";
import * as rotateRoute from "./workspaces/[workspaceId]/api-keys/[keyId]/rotate/route";
import * as keyRoute from "./workspaces/[workspaceId]/api-keys/[keyId]/route";
import * as keysRoute from "./workspaces/[workspaceId]/api-keys/route";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openEdge();
});
afterAll(() => close());

async function admin(plan: "starter" | "pro" | "enterprise" = "enterprise", role: "owner" | "admin" = "owner") {
  const workspaceId = await makeWorkspace(plan);
  const { headers } = await makePerson({ [workspaceId]: role });
  return { workspaceId, headers };
}

const works = async (key: string): Promise<number> =>
  (await ask(campaignRoute.GET, { authorization: `Bearer ${key}` }, {})).status;

describe("a new key", () => {
  test("works at once, is shown once, and stands nowhere in clear", async () => {
    const { workspaceId, headers } = await admin();
    const made = await ask(keysRoute.POST, headers, { workspaceId }, { name: "CI", scopes: ["links:read"] });
    expect(made).toMatchObject({ status: 201, data: { name: "CI", state: "active", createdBy: { name: "Ada" } } });
    expect(made.data.key).toMatch(/^lw_live_/);
    expect(await works(made.data.key)).toBe(200);
    const shown = [
      await ask(keysRoute.GET, headers, { workspaceId }),
      await ask(keyRoute.GET, headers, { workspaceId, keyId: made.data.id }),
    ];
    for (const { text } of shown) expect(text).not.toContain(made.data.key.slice(8, 40));
    const rows = await prisma().$queryRaw<{ all: string }[]>`
      SELECT (SELECT json_agg(k)::text FROM api_keys k) || (SELECT json_agg(a)::text FROM audit_entries a) AS all`;
    expect(rows[0]?.all).not.toContain(made.data.key.slice(8, 40));
  });

  test("can do no more than its maker", async () => {
    const { workspaceId, headers } = await admin("enterprise", "admin");
    const body = { name: "CI", scopes: ["plan:update"] };
    expect(await ask(keysRoute.POST, headers, { workspaceId }, body)).toMatchObject({
      status: 403,
      error: "FORBIDDEN",
    });
  });

  test("is refused with an expiry that has passed, an unknown permission or none", async () => {
    const { workspaceId, headers } = await admin();
    for (const wrong of [
      { expiresAt: "2020-01-01T00:00:00Z" },
      { scopes: [] },
      { scopes: ["links:all"] },
      { scopes: ["links:read", "links:read"] },
      { name: " " },
      { hash: "x" },
    ]) {
      const body = { name: "CI", scopes: ["links:read"], ...wrong };
      expect((await ask(keysRoute.POST, headers, { workspaceId }, body)).status).toBe(400);
    }
    expect(await prisma().apiKey.count({ where: { workspaceId } })).toBe(0);
  });

  test("is one of ten on the pro plan, also under thirty parallel calls; a revoked one makes room", async () => {
    const { workspaceId, headers } = await admin("pro");
    const body = { name: "CI", scopes: ["links:read"] };
    const calls = await Promise.all(
      Array.from({ length: 30 }, () => ask(keysRoute.POST, headers, { workspaceId }, body)),
    );
    expect(calls.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(calls.find(({ status }) => status !== 201)).toMatchObject({ status: 403, error: "PLAN_LIMIT_REACHED" });
    const [one] = calls.filter(({ status }) => status === 201);
    await ask(keyRoute.DELETE, headers, { workspaceId, keyId: one!.data.id });
    expect((await ask(keysRoute.POST, headers, { workspaceId }, body)).status).toBe(201);
  });
});

test("a key that is rotated works beside its successor, and ends at once without an overlap", async () => {
  const { workspaceId, headers } = await admin();
  const first = (await ask(keysRoute.POST, headers, { workspaceId }, { name: "CI", scopes: ["links:read"] })).data;
  const second = await ask(rotateRoute.POST, headers, { workspaceId, keyId: first.id }, { overlapHours: 1 });
  expect(second).toMatchObject({ status: 201, data: { name: "CI", scopes: ["links:read"] } });
  expect([await works(first.key), await works(second.data.key)]).toEqual([200, 200]);
  expect(await ask(keyRoute.GET, headers, { workspaceId, keyId: first.id })).toMatchObject({
    data: { state: "rotating", replacedBy: second.data.id },
  });
  expect((await ask(rotateRoute.POST, headers, { workspaceId, keyId: first.id }, {})).status).toBe(409);
  const third = await ask(rotateRoute.POST, headers, { workspaceId, keyId: second.data.id }, { overlapHours: 0 });
  expect(third.status).toBe(201);
  expect(await ask(keyRoute.GET, headers, { workspaceId, keyId: second.data.id })).toMatchObject({
    data: { state: "expired" },
  });
});

test("a revoked key is refused, stays in the list, cannot be changed, and revoking it again is no second entry", async () => {
  const { workspaceId, headers } = await admin();
  const { id, key } = (await ask(keysRoute.POST, headers, { workspaceId }, { name: "CI", scopes: ["links:read"] }))
    .data;
  for (let time = 0; time < 2; time++)
    expect((await ask(keyRoute.DELETE, headers, { workspaceId, keyId: id })).status).toBe(200);
  expect(await works(key)).toBe(401);
  expect(await ask(keyRoute.GET, headers, { workspaceId, keyId: id })).toMatchObject({ data: { state: "revoked" } });
  expect((await ask(keyRoute.PUT, headers, { workspaceId, keyId: id }, { name: "x" })).status).toBe(409);
  expect(await prisma().auditEntry.count({ where: { objectId: id, action: "api_key.revoke" } })).toBe(1);
});

test("keys are managed by people who may, and never by a key", async () => {
  const { workspaceId } = await admin();
  const editor = await makePerson({ [workspaceId]: "editor" });
  expect((await ask(keysRoute.GET, editor.headers, { workspaceId })).status).toBe(403);
  const key = await makeKey(workspaceId, ["api_keys:manage"]);
  expect((await ask(keysRoute.GET, { authorization: `Bearer ${key}` }, { workspaceId })).status).toBe(403);
  const other = await admin();
  expect((await ask(keysRoute.GET, other.headers, { workspaceId })).status).toBe(404);
});
