import { describe, expect, test } from "vitest";

import { anEndpoint, freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { permissionsOfRole } from "@/lib/auth/role-permissions";
import { contracts } from "@/lib/contracts";
import { Attempt } from "@/lib/contracts/deliveries";
import { EVENT_FAMILIES, EVENT_TYPES } from "@/lib/contracts/event-types";
import type { Operation } from "@/lib/contracts/operation";
import { type Permission, PERMISSIONS } from "@/lib/contracts/permissions";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { createLink } from "@/lib/services/links/create";
import { linkScope } from "@/lib/shared/endpoint-scope";
import { ERRORS } from "@/lib/shared/errors";
import { type IdKind, newId } from "@/lib/shared/ids";
import { attemptsMax } from "@/lib/webhooks/schedule";
import { newSigningSecret, signatureHeaders } from "@/lib/webhooks/signing";

// What the two public reference pages promise of webhooks and outbound automations, fact by fact, in their words.

withDatabase();

const WORKSPACE = [
  "POST /api/webhooks-manage/:id/test",
  "POST /api/webhooks-manage/:id/enable",
  "GET /api/webhooks-manage/:id/deliveries",
];
const LINK = [
  "POST /api/links/:linkId/webhooks/:webhookId/test",
  "POST /api/links/:linkId/webhooks/:webhookId/redeliver/:deliveryId",
  "POST /api/links/:linkId/webhooks/:webhookId/rotate-secret",
  "GET /api/links/:linkId/webhooks/:webhookId/deliveries",
  "GET /api/links/:linkId/webhooks/:webhookId/deliveries/:deliveryId",
];
const OUTBOUND = [
  "GET /api/integrations/outbound",
  "GET /api/integrations/outbound/events",
  "POST /api/integrations/outbound",
  "GET /api/integrations/outbound/:id",
  "PATCH /api/integrations/outbound/:id",
  "DELETE /api/integrations/outbound/:id",
  "POST /api/integrations/outbound/:id/test",
  "GET /api/integrations/outbound/:id/deliveries",
];
/** The pages that these two refer to name the rest of the first two surfaces. */
const REFERRED = [
  "GET /api/webhooks-manage",
  "POST /api/webhooks-manage",
  "GET /api/webhooks-manage/:id",
  "PATCH /api/webhooks-manage/:id",
  "DELETE /api/webhooks-manage/:id",
  "GET /api/links/:linkId/webhooks",
  "POST /api/links/:linkId/webhooks",
  "GET /api/links/:linkId/webhooks/:webhookId",
  "PATCH /api/links/:linkId/webhooks/:webhookId",
  "DELETE /api/links/:linkId/webhooks/:webhookId",
];
const ROUTES = [...WORKSPACE, ...LINK, ...OUTBOUND, ...REFERRED];

const operations: Operation[] = Object.values(contracts).flatMap((resource) => Object.values(resource) as Operation[]);
const lineOf = (op: Operation): string => `${op.method} ${op.path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
const byLine = new Map(operations.map((op) => [lineOf(op), op]));

function operationOf(line: string): Operation {
  const op = byLine.get(line);
  if (!op) throw new Error(`No operation is ${line}.`);
  return op;
}

async function handlerOf(op: Operation): Promise<RouteHandler> {
  const file = `${op.path.slice(1).replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;
  const route = (await import(/* @vite-ignore */ `@/app/${file}`)) as Record<string, RouteHandler | undefined>;
  const handler = route[op.method];
  if (!handler) throw new Error(`${file} does not answer ${op.method}.`);
  return handler;
}

const permissionsOf = (op: Operation): readonly Permission[] =>
  "permission" in op.auth ? [op.auth.permission].flat() : [];
const featureOf = (op: Operation) => ("feature" in op.auth ? op.auth.feature : undefined);

async function ask(line: string, key: string, params: Record<string, string> = {}, body: object = {}) {
  const op = operationOf(line);
  const init = op.method === "GET" || op.method === "DELETE" ? {} : { body: JSON.stringify(body) };
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const request = new Request("http://localhost/api", { method: op.method, headers, ...init });
  const response = await (await handlerOf(op))(request, { params: Promise.resolve(params) });
  const answer = (await response.json()) as { error?: string; data?: Record<string, unknown> };
  return { status: response.status, ...answer };
}

const KINDS: Readonly<Record<string, IdKind>> = { linkId: "link", deliveryId: "delivery" };
/** Ids for every name in the path that look right and name nothing. */
const idsFor = (line: string): Record<string, string> =>
  Object.fromEntries([...line.matchAll(/:(\w+)/g)].map(([, name = ""]) => [name, newId(KINDS[name] ?? "endpoint")]));

async function caller(plan: "starter" | "enterprise" = "enterprise", scopes: readonly string[] = PERMISSIONS) {
  const { ctx } = await freshWorkspace({ plan });
  return { ctx, key: await makeKey(ctx.workspace.id, [...scopes]) };
}

describe("every documented route", () => {
  test.each(ROUTES)("%s is an operation with a route", async (line) => {
    expect(await handlerOf(operationOf(line))).toBeTypeOf("function");
  });
});

describe("permissions and gates", () => {
  test.each([...WORKSPACE, ...LINK, ...REFERRED])("%s asks for the link permission family", (line) => {
    const op = operationOf(line);
    const verb = { GET: "read", PATCH: "update", DELETE: "delete", PUT: "update" }[op.method as "GET"] as
      | string
      | undefined;
    const creates = op.method === "POST" && /webhooks(-manage)?$/.test(line);
    expect(permissionsOf(op)).toEqual([`links:${verb ?? (creates ? "create" : "update")}`]);
  });

  test.each(OUTBOUND)(
    "%s reads with webhooks:read and mutates with webhooks:manage and the integrations feature",
    (line) => {
      const op = operationOf(line);
      const reads = op.method === "GET";
      expect(permissionsOf(op)).toEqual([reads ? "webhooks:read" : "webhooks:manage"]);
      expect(featureOf(op)).toBe(reads ? undefined : "integrations");
    },
  );

  const mutations = operations.filter(
    (op) => op.path.startsWith("/api/integrations/outbound") && op.method !== "GET" && op.auth.kind === "any",
  );
  test("the outbound mutations are those of the page and their even companions", () => {
    expect(mutations.map(lineOf).toSorted()).toEqual(
      [
        "DELETE /api/integrations/outbound/:id",
        "PATCH /api/integrations/outbound/:id",
        "PATCH /api/integrations/outbound/:id/secrets/:secretId",
        "POST /api/integrations/outbound",
        "POST /api/integrations/outbound/:id/cancel-rotation",
        "POST /api/integrations/outbound/:id/disable",
        "POST /api/integrations/outbound/:id/enable",
        "POST /api/integrations/outbound/:id/redeliver/:deliveryId",
        "POST /api/integrations/outbound/:id/rotate-secret",
        "POST /api/integrations/outbound/:id/test",
      ].toSorted(),
    );
  });

  test.each(mutations.map(lineOf))(
    "%s is refused without the integrations feature, before anything is looked up",
    async (line) => {
      const { key } = await caller("starter");
      expect(await ask(line, key, idsFor(line))).toMatchObject({ status: 403, error: "FEATURE_NOT_AVAILABLE" });
    },
  );

  test.each(OUTBOUND.filter((line) => line.startsWith("GET")))("%s stays readable without it", async (line) => {
    const { key } = await caller("starter");
    expect((await ask(line, key, idsFor(line))).status).not.toBe(403);
  });
});

describe("common errors", () => {
  const links = ["webhooks-manage", "outbound"] as const;
  const creates = { "webhooks-manage": "POST /api/webhooks-manage", outbound: "POST /api/integrations/outbound" };

  test.each(links)("400: invalid URL, event, filter and update payload (%s)", async (surface) => {
    const { ctx, key } = await caller();
    const line = creates[surface];
    const good = anEndpoint();
    for (const wrong of [{ url: "nowhere" }, { events: ["no.such"] }, { filters: { a: { $regex: "x" } } }])
      expect(await ask(line, key, {}, { ...good, ...wrong })).toMatchObject({ status: 400, error: "VALIDATION_ERROR" });
    const { id } = await createEndpoint(ctx, { surface: surface === "outbound" ? surface : "workspace" }, good);
    const update = `${line.replace("POST", "PATCH")}/:id`;
    for (const wrong of [{}, { name: "" }, { state: "enabled" }])
      expect(await ask(update, key, { id }, wrong)).toMatchObject({ status: 400, error: "VALIDATION_ERROR" });
  });

  test.each(ROUTES)("403 on %s: permission denied", async (line) => {
    const { key } = await caller("enterprise", ["audit:read"]);
    expect(await ask(line, key, idsFor(line))).toMatchObject({ status: 403, error: "FORBIDDEN" });
  });

  test.each(ROUTES.filter((line) => line.includes("/:")))("404 on %s: not found in workspace scope", async (line) => {
    const { key } = await caller();
    const body = line.startsWith("PATCH") ? { name: "Other" } : {};
    expect(await ask(line, key, idsFor(line), body)).toMatchObject({ status: 404, error: "NOT_FOUND" });
  });

  test("409: duplicate outbound webhook URL in workspace, and in no other", async () => {
    const { key } = await caller();
    const body = { url: "https://Twice.example.com:443/#part", events: ["sale.created"] };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask("POST /api/integrations/outbound", key, {}, body)),
    );
    expect(answers.filter((each) => each.status === 201)).toHaveLength(1);
    for (const each of answers.filter((one) => one.status !== 201))
      expect(each).toMatchObject({ status: 409, error: "DUPLICATE_URL" });
    const other = await caller();
    expect((await ask("POST /api/integrations/outbound", other.key, {}, body)).status).toBe(201);
  });

  test("the statuses are those of the page", () => {
    expect(ERRORS.VALIDATION_ERROR.status).toBe(400);
    expect([ERRORS.FORBIDDEN.status, ERRORS.FEATURE_NOT_AVAILABLE.status]).toEqual([403, 403]);
    expect(ERRORS.NOT_FOUND.status).toBe(404);
    expect(ERRORS.DUPLICATE_URL.status).toBe(409);
  });
});

describe("security and signing", () => {
  test("secrets are not fully exposed on normal reads of either surface", async () => {
    const { ctx, key } = await caller();
    const link = await createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
    const workspace = await createEndpoint(ctx, { surface: "workspace" }, anEndpoint());
    const ofLink = await createEndpoint(ctx, linkScope({ linkId: link.id }), anEndpoint());
    const reads = [
      await ask("GET /api/webhooks-manage", key),
      await ask("GET /api/webhooks-manage/:id", key, { id: workspace.id }),
      await ask("GET /api/links/:linkId/webhooks", key, { linkId: link.id }),
      await ask("GET /api/links/:linkId/webhooks/:webhookId", key, { linkId: link.id, webhookId: ofLink.id }),
    ];
    for (const read of reads) {
      expect(read.status).toBe(200);
      expect(JSON.stringify(read)).not.toContain(workspace.secret);
      expect(JSON.stringify(read)).not.toContain(ofLink.secret);
    }
  });

  test("signed requests carry the three headers under both names, with equal values", () => {
    const secrets = [newSigningSecret()];
    const headers = new Map(signatureHeaders({ id: "evt_1", timestamp: new Date(), body: "{}", secrets }));
    expect([...headers.keys()].toSorted()).toEqual([
      "svix-id",
      "svix-signature",
      "svix-timestamp",
      "webhook-id",
      "webhook-signature",
      "webhook-timestamp",
    ]);
    for (const part of ["id", "timestamp", "signature"])
      expect(headers.get(`svix-${part}`)).toBe(headers.get(`webhook-${part}`));
  });
});

describe("events and words of the integrations page", () => {
  const types: readonly string[] = EVENT_TYPES.map((each) => each.type);

  test.each(["sale.created", "lead.created", "link.clicked", "commission.created"])(
    "%s can be subscribed to",
    (type) => {
      expect(types).toContain(type);
    },
  );

  test.each(["click", "lead", "sale", "partner", "commission", "bounty", "payout"])(
    "outbound subscribes to %s events",
    (word) => {
      const family = word === "click" ? "link.clicked" : `${word}.`;
      expect(types.some((type) => type.startsWith(family))).toBe(true);
    },
  );

  test.each(["link", "sale", "commission", "payout", "partner"])(
    "the trigger family of %s is one of the catalogue",
    (family) => {
      expect(EVENT_FAMILIES.map((each) => each.family)).toContain(family);
    },
  );

  test("reading the catalogue of outbound events answers every type", async () => {
    const { key } = await caller();
    const { data } = await ask("GET /api/integrations/outbound/events", key);
    expect(data).toMatchObject(EVENT_TYPES.map(({ type }) => ({ type })));
  });

  test("editors manage workspace and link webhooks, and not destinations", () => {
    const editor = permissionsOfRole("editor");
    expect(editor.has("links:create") && editor.has("links:update") && editor.has("links:delete")).toBe(true);
    expect(editor.has("webhooks:manage")).toBe(false);
  });
});

describe("delivery logs", () => {
  test("an attempt shows status code, response body and response time", () => {
    const { shape } = Attempt;
    expect(shape.response.unwrap().shape).toHaveProperty("body");
    expect(shape).toHaveProperty("statusCode");
    expect(shape).toHaveProperty("responseTimeMs");
  });

  test("transient failures are retried, and a failed link webhook's delivery can be sent again", () => {
    expect(attemptsMax("standard")).toBeGreaterThan(1);
    expect(operationOf("POST /api/links/:linkId/webhooks/:webhookId/redeliver/:deliveryId").status).toBe(202);
  });
});
