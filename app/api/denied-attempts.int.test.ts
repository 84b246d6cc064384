import { describe, expect, test, vi } from "vitest";
import { z } from "zod";

import { ask, byId, operations } from "@/e2e/fixtures/operations";
import { sceneOf } from "@/e2e/fixtures/scene";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { askRoute, makeKey, makePerson } from "@/lib/api/edge-for-tests";
import { AuditEntry } from "@/lib/contracts/audit-log";
import { prisma } from "@/lib/db/client";
import { MINUTE } from "@/lib/shared/time";

import * as auditLog from "./workspaces/[workspaceId]/audit-log/route";

withDatabase();

const guarded = operations.filter((op) => op.deniedAs !== undefined);
const deniedIn = (workspaceId: string) =>
  prisma().auditEntry.findMany({ where: { workspaceId, result: "denied" }, orderBy: { id: "asc" } });

/** Names the workspace as the operation wants it. */
const inWorkspace = (path: string, id: string): Record<string, string> =>
  path.includes("{workspaceId}") ? {} : { "x-workspace-id": id };

test("secrets, keys, people, the plan, and what takes everything away are guarded", () => {
  expect(guarded.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      "workspaceWebhooks.revealSecret",
      "apiKeys.create",
      "apiKeys.revoke",
      "members.update",
      "members.remove",
      "workspaces.remove",
      "workspaces.transfer",
      "workspaces.updatePlan",
      "auditLog.export",
    ]),
  );
});

describe.each(byId(guarded))("%s", (_, op) => {
  test("stands in the audit log when a member or a key is refused, and not when a stranger is", async () => {
    const { workspaceId, params } = await sceneOf(op);
    const viewer = await makePerson({ [workspaceId]: "viewer" });
    const stranger = await makePerson();
    const key = await makeKey(workspaceId, []);
    const named = inWorkspace(op.path, workspaceId);
    expect((await ask(op, { params, headers: { ...stranger.headers, ...named } })).status).toBe(404);
    expect(await deniedIn(workspaceId)).toEqual([]);
    expect((await ask(op, { params, headers: { ...viewer.headers, ...named } })).status).toBe(403);
    expect((await ask(op, { params, headers: { authorization: `Bearer ${key}` } })).status).toBe(403);
    const last = Object.values(params).at(-1);
    expect(await deniedIn(workspaceId)).toMatchObject([
      { actorType: "user", actorId: viewer.userId, action: op.deniedAs, objectId: last ?? workspaceId, before: null },
      { actorType: "api_key", action: op.deniedAs, requestId: expect.stringMatching(/^req_/) },
    ]);
  });
});

test("one person fills the log with no more than ten denied attempts a minute, and they are found by their result", async () => {
  const [op] = guarded.filter(({ id }) => id === "apiKeys.create");
  const { workspaceId, headers, params } = await sceneOf(op!);
  const viewer = await makePerson({ [workspaceId]: "viewer" });
  vi.useFakeTimers({ toFake: ["Date"], now: Math.ceil(Date.now() / MINUTE) * MINUTE });
  try {
    for (let at = 0; at < 14; at++) expect((await ask(op!, { params, headers: viewer.headers })).status).toBe(403);
  } finally {
    vi.useRealTimers();
  }
  const noted = await deniedIn(workspaceId);
  expect(noted).toHaveLength(10);
  const list = async (result: string) =>
    z
      .array(AuditEntry)
      .parse((await askRoute(auditLog.GET, headers, { workspaceId }, undefined, `?result=${result}`)).data);
  expect((await list("denied")).map(({ id }) => id).toSorted()).toEqual(noted.map(({ id }) => id));
  expect((await list("done")).every(({ result }) => result === "done")).toBe(true);
});
