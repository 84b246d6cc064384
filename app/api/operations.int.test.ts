import { existsSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery, seedIncident } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey, makePerson } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import type { Operation } from "@/lib/contracts/operation";
import { PERMISSIONS } from "@/lib/contracts/permissions";
import type { Context } from "@/lib/services/context";
import { upsertCustomer } from "@/lib/services/customers/upsert";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { linkScope } from "@/lib/services/endpoints/scope";
import { createLink } from "@/lib/services/links/create";
import { createReplay } from "@/lib/services/replays/create";
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
  const { requestId: _requestId, ...answer } = (await response.json()) as Record<string, unknown>;
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
    replay: (await createReplay(ctx, { selection: { by: "deliveries", ids: [delivery.id] }, tryFirst: false })).id,
  };
}

const KINDS: Readonly<Record<string, IdKind>> = { deliveryId: "delivery", secretId: "endpointSecret", linkId: "link" };
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
    namesOf(op).length > 0 && !/\{(type|provider)\}/.test(op.path) && !["public", "account"].includes(op.auth.kind),
);

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
    const params = (idOf: (kind: IdKind) => string) =>
      Object.fromEntries(namesOf(op).map((name) => [name, idOf(kindOf(op, name))]));
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

  test("is refused to a key without its permission before anything is looked up", async () => {
    const { ctx } = await freshWorkspace();
    const ids = Object.fromEntries(namesOf(op).map((name) => [name, newId(kindOf(op, name))]));
    expect((await ask(op, await withKey(ctx.workspace.id, ["audit:read"]), ids)).status).toBe(403);
  });
});
