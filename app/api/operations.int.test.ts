import { existsSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery, seedIncident } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey, makePerson } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { hasFeature } from "@/lib/auth/plans";
import { permissionsOfRole } from "@/lib/auth/role-permissions";
import { contracts } from "@/lib/contracts";
import type { Operation } from "@/lib/contracts/operation";
import { PERMISSIONS, type Role, ROLES } from "@/lib/contracts/permissions";
import { prisma } from "@/lib/db/client";
import { createApiKey } from "@/lib/services/api-keys/create";
import type { Context } from "@/lib/services/context";
import { upsertCustomer } from "@/lib/services/customers/upsert";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { linkScope } from "@/lib/services/endpoints/scope";
import { createInvitation } from "@/lib/services/invitations/send";
import { createLink } from "@/lib/services/links/create";
import { createReplay } from "@/lib/services/replays/create";
import { createView } from "@/lib/services/views/views";
import { type IdKind, newId } from "@/lib/shared/ids";

withDatabase();

const operations: Operation[] = Object.values(contracts).flatMap((resource) => Object.values(resource) as Operation[]);
const fileOf = (op: Operation): string => `${op.path.slice(1).replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;

async function handlerOf(op: Operation): Promise<RouteHandler> {
  const route = (await import(/* @vite-ignore */ `@/app/${fileOf(op)}`)) as Record<string, RouteHandler | undefined>;
  const handler = route[op.method];
  if (!handler) throw new Error(`${op.method} is missing in app/${fileOf(op)}.`);
  return handler;
}

/** A body that the operation takes, so that only the id can be what is refused. */
const BODIES: Readonly<Record<string, object>> = {
  update: { name: "Other" },
  updateSecret: { expiresAt: "2030-01-01T00:00:00Z" },
  "links.update": { title: "Other" },
  "members.update": { role: "editor" },
  "replays.update": { ratePerSecond: 5 },
};

type Credential = Record<string, string>;

/** Someone who may do everything in a workspace: a person where the operation wants one, else a key. */
async function whoever(op: Operation, workspaceId: string): Promise<Credential> {
  if (op.auth.kind !== "session") return withKey(workspaceId, PERMISSIONS);
  const { headers } = await makePerson({ [workspaceId]: "owner" });
  return { ...headers, "x-workspace-id": workspaceId };
}

const withKey = async (workspaceId: string, scopes: readonly string[]): Promise<Credential> => ({
  authorization: `Bearer ${await makeKey(workspaceId, [...scopes])}`,
});

async function ask(op: Operation, credential: Credential, params: Record<string, string> = {}) {
  const handler = await handlerOf(op);
  const path = op.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name);
  const body = JSON.stringify(BODIES[op.id] ?? BODIES[op.id.split(".")[1] ?? ""] ?? {});
  const request = new Request(`http://localhost${path}`, {
    method: op.method,
    headers: { "content-type": "application/json", ...credential },
    ...(op.method === "GET" || op.method === "DELETE" ? {} : { body }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  // A file is answered as what it is.
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  const { requestId: _requestId, ...answer } = (isJson ? await response.json() : {}) as Record<string, unknown>;
  return { status: response.status, answer };
}

async function everythingOf(
  ctx: Context,
  surface: "workspace" | "link" | "outbound",
): Promise<Partial<Record<IdKind, string>>> {
  const link = await createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  const endpoint = await createEndpoint(
    ctx,
    surface === "link" ? linkScope({ linkId: link.id }) : { surface },
    anEndpoint(),
  );
  const delivery = await seedDelivery(ctx, endpoint, { state: "failed" });
  const incident = await seedIncident(ctx, endpoint.id, delivery.id);
  return {
    endpoint: endpoint.id,
    delivery: delivery.id,
    endpointSecret: endpoint.secrets[0]?.id ?? "",
    link: link.id,
    event: delivery.eventId,
    customer: (await upsertCustomer(ctx, { externalId: "c-1" })).customer.id,
    incident,
    workspace: ctx.workspace.id,
    audit: (await prisma().auditEntry.findFirstOrThrow({ where: { workspaceId: ctx.workspace.id } })).id,
    email: (await prisma().emailMessage.create({ data: anEmail(ctx.workspace.id) })).id,
    suppression: (await prisma().suppression.create({ data: aSuppression(ctx.workspace.id) })).id,
    savedView: (await createView(ctx, { page: "deliveries", name: "All", query: "", shared: true })).id,
    member: await seedMember(ctx.workspace.id),
    invitation: (await createInvitation(ctx, { email: "sam@example.com", role: "viewer" })).id,
    apiKey: (await createApiKey(ctx, { name: "CI", scopes: ["links:read"], expiresAt: null })).id,
    replay: (await createReplay(ctx, { selection: { by: "deliveries", ids: [delivery.id] }, tryFirst: false })).id,
  };
}

const anEmail = (workspaceId: string) => ({
  id: newId("email"),
  workspaceId,
  to: "sam@example.com",
  subject: "News",
  text: "News",
  category: "endpoint_failing",
  state: "failed" as const,
});
const aSuppression = (workspaceId: string) => ({
  id: newId("suppression"),
  workspaceId,
  email: "sam@example.com",
  reason: "bounced",
});

async function seedMember(workspaceId: string): Promise<string> {
  const { userId } = await makePerson({ [workspaceId]: "viewer" });
  return (await prisma().member.findFirstOrThrow({ where: { userId } })).id;
}

const KINDS: Readonly<Record<string, IdKind>> = {
  deliveryId: "delivery",
  secretId: "endpointSecret",
  linkId: "link",
  workspaceId: "workspace",
  keyId: "apiKey",
  memberId: "member",
  invitationId: "invitation",
  entryId: "audit",
  emailId: "email",
  suppressionId: "suppression",
  viewId: "savedView",
};
const namesOf = (op: Operation): string[] => [...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
const kindOf = (op: Operation, name: string): IdKind =>
  KINDS[name] ?? ID_OF.find(([path]) => op.path.startsWith(path))?.[1] ?? "endpoint";
const ID_OF: readonly (readonly [string, IdKind])[] = [
  ["/api/deliveries", "delivery"],
  ["/api/events", "event"],
  ["/api/customers", "customer"],
  ["/api/replays", "replay"],
  ["/api/incidents", "incident"],
];
const withIds = operations.filter(
  // What belongs to a person is asked for by that person alone: account.int.test.ts.
  (op) =>
    namesOf(op).length > 0 &&
    !/\{(type|provider|category)\}/.test(op.path) &&
    !["public", "account"].includes(op.auth.kind),
);

/** Ids for a path in this workspace: where others follow, the workspace in the path is the caller's own. */
function idsFor(op: Operation, workspaceId: string, idOf: (kind: IdKind) => string): Record<string, string> {
  const names = namesOf(op);
  const own = (name: string): boolean => name === "workspaceId" && names.length > 1;
  return Object.fromEntries(names.map((name) => [name, own(name) ? workspaceId : idOf(kindOf(op, name))]));
}

test.each(operations.map((op) => [op.id, op] as const))("%s has a route", async (_, op) => {
  expect(existsSync(`app/${fileOf(op)}`)).toBe(true);
  expect(await handlerOf(op)).toBeTypeOf("function");
});

test.each(operations.filter((op) => op.auth.kind !== "public").map((op) => [op.id, op] as const))(
  "%s tells nobody anything without a credential",
  async (_, op) => {
    expect(await ask(op, {})).toMatchObject({ status: 401, answer: { success: false, error: "UNAUTHORIZED" } });
  },
);

describe.each(withIds.map((op) => [op.id, op] as const))("%s", (_, op) => {
  const surface = op.path.startsWith("/api/integrations")
    ? "outbound"
    : op.path.startsWith("/api/links")
      ? "link"
      : "workspace";

  test("answers another workspace's id byte for byte like a missing one", async () => {
    const [mine, theirs] = [await freshWorkspace(), await freshWorkspace()];
    const key = await whoever(op, mine.ctx.workspace.id);
    const foreign = await everythingOf(theirs.ctx, surface);
    const params = (idOf: (kind: IdKind) => string) => idsFor(op, mine.ctx.workspace.id, idOf);
    const seen = await ask(
      op,
      key,
      params((kind) => foreign[kind] ?? ""),
    );
    expect(seen).toEqual(
      await ask(
        op,
        key,
        params((kind) => newId(kind)),
      ),
    );
    expect(seen.status).toBe(404);
  });

  test("answers an id that cannot be one with 404", async () => {
    const { ctx } = await freshWorkspace();
    const key = await whoever(op, ctx.workspace.id);
    for (const bad of ["a\u0000b", "__proto__", "ep_", "x".repeat(300)]) {
      expect((await ask(op, key, Object.fromEntries(namesOf(op).map((name) => [name, bad])))).status).toBe(404);
    }
  });
});

const inWorkspaces = operations.filter((op) => op.auth.kind === "any" || op.auth.kind === "session");

/** Whether somebody with these permissions may call it at all; the rest is decided by what they ask for. */
function allows(op: Operation, permissions: ReadonlySet<string>): boolean {
  if (op.auth.kind !== "any" && op.auth.kind !== "session") return true;
  return [op.auth.permission].flat().some((permission) => permissions.has(permission));
}

describe.each(inWorkspaces.map((op) => [op.id, op] as const))("who may call %s", (_, op) => {
  /** Everything is there but the object: whoever may call it is told so, or what is wrong with the body. */
  async function asked(credential: Credential, workspaceId: string): Promise<number> {
    const ids = Object.fromEntries(
      namesOf(op).map((name) => [name, name === "workspaceId" ? workspaceId : newId(kindOf(op, name))]),
    );
    return (await ask(op, credential, ids)).status;
  }

  test.each(ROLES)("the role %s, as the table of permissions says", async (role: Role) => {
    const { ctx } = await freshWorkspace();
    const { headers } = await makePerson({ [ctx.workspace.id]: role });
    const status = await asked({ ...headers, "x-workspace-id": ctx.workspace.id }, ctx.workspace.id);
    if (allows(op, permissionsOfRole(role))) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
  });

  test("a key with its permission where keys may call it, and none without", async () => {
    const { ctx } = await freshWorkspace();
    const all = await asked(await withKey(ctx.workspace.id, PERMISSIONS), ctx.workspace.id);
    if (op.auth.kind === "session") expect(all).toBe(403);
    else expect([401, 403]).not.toContain(all);
    expect(await asked(await withKey(ctx.workspace.id, []), ctx.workspace.id)).toBe(403);
    const needed = new Set<string>(
      [op.auth.kind === "public" || op.auth.kind === "account" ? "" : op.auth.permission].flat(),
    );
    const others = PERMISSIONS.filter((permission) => !needed.has(permission));
    expect(await asked(await withKey(ctx.workspace.id, others), ctx.workspace.id)).toBe(403);
  });

  test("nobody of another workspace, removed from this one or with a key that ended", async () => {
    const { ctx } = await freshWorkspace();
    const other = await freshWorkspace();
    const id = ctx.workspace.id;
    const stranger = await makePerson({ [other.ctx.workspace.id]: "owner" });
    expect(await asked({ ...stranger.headers, "x-workspace-id": id }, id)).toBe(404);
    const removed = await makePerson({ [id]: "owner" });
    await prisma().member.deleteMany({ where: { userId: removed.userId } });
    expect(await asked({ ...removed.headers, "x-workspace-id": id }, id)).toBe(404);
    for (const ended of [{ revokedAt: new Date() }, { expiresAt: new Date(Date.now() - 1_000) }]) {
      const key = await makeKey(id, [...PERMISSIONS], ended);
      expect(await asked({ authorization: `Bearer ${key}` }, id)).toBe(401);
    }
    const foreign = await withKey(other.ctx.workspace.id, PERMISSIONS);
    expect(await asked({ ...foreign, "x-workspace-id": id }, id)).toBe(404);
  });

  test("nobody in a workspace that is deleted", async () => {
    const { ctx } = await freshWorkspace();
    const id = ctx.workspace.id;
    const owner = await makePerson({ [id]: "owner" });
    const key = await withKey(id, PERMISSIONS);
    await prisma().workspace.update({ where: { id }, data: { deletedAt: new Date() } });
    expect(await asked({ ...owner.headers, "x-workspace-id": id }, id)).toBe(404);
    expect(await asked(key, id)).toBe(401);
  });
});

const gated = inWorkspaces.filter(
  (op) => "feature" in op.auth && op.auth.feature !== undefined && !hasFeature("starter", op.auth.feature),
);

test.each(gated.map((op) => [op.id, op] as const))(
  "%s is refused where the plan does not include it",
  async (_, op) => {
    const { ctx } = await freshWorkspace({ plan: "starter" });
    const ids = idsFor(op, ctx.workspace.id, newId);
    expect(await ask(op, await whoever(op, ctx.workspace.id), ids)).toMatchObject({
      status: 403,
      answer: { error: "FEATURE_NOT_AVAILABLE" },
    });
  },
);
