import { expect, test } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { eventType } from "@/lib/contracts/event-types";
import { PERMISSIONS } from "@/lib/contracts/permissions";

import * as campaigns from "./campaigns/route";
import * as customer from "./customers/[id]/route";
import * as customers from "./customers/route";
import * as event from "./events/[id]/route";
import * as events from "./events/route";
import * as links from "./links/route";

withDatabase();

interface Answer {
  status: number;
  data: Record<string, unknown> & Record<string, unknown>[];
  meta: Record<string, unknown>;
  error: string;
  details: { path: string; message: string }[];
}

interface Asked {
  params?: Record<string, string>;
  body?: object;
  search?: string;
  headers?: Record<string, string>;
}

async function caller(permissions: readonly string[] = PERMISSIONS) {
  const { ctx } = await freshWorkspace();
  const authorization = `Bearer ${await makeKey(ctx.workspace.id, [...permissions])}`;
  return async (handler: RouteHandler, method: string, { params = {}, body, search = "", headers }: Asked = {}) => {
    const request = new Request(`http://localhost/api/x${search}`, {
      method,
      headers: { authorization, "content-type": "application/json", ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    return { ...((await response.json()) as Answer), status: response.status };
  };
}

test("a customer is made with 201, found again with 200, changed, and gone once deleted", async () => {
  const call = await caller();
  const body = { externalId: "c-1", email: "ada@example.com" };
  const made = await call(customers.POST, "POST", { body });
  expect(made).toMatchObject({ status: 201, data: { ...body, name: null } });
  expect(await call(customers.POST, "POST", { body })).toMatchObject({ status: 200, data: { id: made.data["id"] } });
  const params = { id: String(made.data["id"]) };
  expect(await call(customer.PATCH, "PATCH", { params, body: { name: "Ada" } })).toMatchObject({
    status: 200,
    data: { name: "Ada" },
  });
  expect(await call(customer.GET, "GET", { params: { id: "ext_c-1" } })).toMatchObject({ data: { name: "Ada" } });
  expect(await call(customers.GET, "GET", { search: "?search=ada&limit=1" })).toMatchObject({
    data: [{ externalId: "c-1" }],
    meta: { page: 1, limit: 1, hasMore: false },
  });
  expect(await call(customer.DELETE, "DELETE", { params })).toMatchObject({ status: 200, data: { deleted: true } });
  expect(await call(customer.GET, "GET", { params })).toMatchObject({ status: 404, error: "NOT_FOUND" });
});

test("twenty parallel creates with one Idempotency-Key get one answer", async () => {
  const call = await caller();
  const ask = () =>
    call(customers.POST, "POST", { body: { externalId: "c-1" }, headers: { "idempotency-key": "once" } });
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  const ids = new Set(answers.flatMap((answer) => (answer.status === 201 ? String(answer.data["id"]) : [])));
  expect(ids.size).toBe(1);
  for (const answer of answers) expect([201, 409, 429]).toContain(answer.status);
});

test("campaigns are made and listed with how many links they have", async () => {
  const call = await caller();
  const made = await call(campaigns.POST, "POST", { body: { name: " Spring " } });
  expect(made).toMatchObject({ status: 201, data: { name: "Spring", links: 0 } });
  const campaignId = made.data["id"];
  await call(links.POST, "POST", { body: { url: "https://acme.example/", campaignId } });
  expect(await call(campaigns.GET, "GET", { search: "?q=SPR" })).toMatchObject({
    data: [{ id: campaignId, links: 1 }],
    meta: { total: 1 },
  });
  expect((await call(campaigns.GET, "GET", { search: "?q=summer" })).data).toEqual([]);
});

test("the bulk forms of links answer in the order of the call", async () => {
  const call = await caller();
  const made = await call(links.POST, "POST", { body: { links: [{ url: "https://acme.example/" }, {}] } });
  expect(made).toMatchObject({ status: 201, data: [{ version: 1 }, { error: "VALIDATION_ERROR" }] });
  const ids = [String(made.data[0]?.["id"])];
  expect(await call(links.PATCH, "PATCH", { body: { ids, enabled: false } })).toMatchObject({
    status: 200,
    data: [{ enabled: false, version: 2 }],
  });
  expect(await call(links.DELETE, "DELETE", { body: { ids } })).toMatchObject({
    status: 200,
    data: [{ deleted: true }],
  });
  expect(await call(links.DELETE, "DELETE", { body: { ids } })).toMatchObject({ status: 404 });
});

test.each([
  [links.POST, "POST", { links: [] }, "links"],
  [links.POST, "POST", {}, "destinationUrl"],
  [links.PATCH, "PATCH", { ids: ["a"] }, ""],
  [links.PATCH, "PATCH", { ids: ["a", "a"], title: "x" }, "ids"],
  [links.PATCH, "PATCH", { ids: ["a"], shortCode: "abc" }, "shortCode"],
  [links.DELETE, "DELETE", { ids: Array.from({ length: 101 }, (_, n) => String(n)) }, "ids"],
  [customers.POST, "POST", { email: "ada@example.com" }, "externalId"],
  [customers.POST, "POST", { externalId: "c", email: "no" }, "email"],
  [campaigns.POST, "POST", { name: "  " }, "name"],
  [events.POST, "POST", { events: [] }, "events"],
  [events.POST, "POST", { type: "nothing" }, "type"],
])("a wrong body is a 400 that names the field (%#)", async (handler, method, body, path) => {
  const call = await caller();
  const answer = await call(handler, method, { body });
  expect(answer.status).toBe(400);
  expect(answer.details.map((each) => each.path)).toContain(path);
});

test("an event is listed and read with its payload, which a key without that permission does not see", async () => {
  const call = await caller();
  const body = { type: "sale.created", data: eventType("sale.created").sample };
  const accepted = await call(events.POST, "POST", { body });
  expect(accepted.status).toBe(202);
  const id = String(accepted.data["id"]);
  expect(await call(events.GET, "GET", { search: "?type=sale&limit=1" })).toMatchObject({
    status: 200,
    data: [{ id, source: "api" }],
    meta: { limit: 1, hasMore: false, nextCursor: null, prevCursor: null },
  });
  expect(await call(event.GET, "GET", { params: { id } })).toMatchObject({
    data: { payloadVisible: true, deliveries: [], trace: { steps: [{ kind: "event", id }], truncated: false } },
  });
  for (const search of ["?limit=101", "?type=sale,nothing", "?cursor=x", "?start=yesterday", "?page=1"])
    expect((await call(events.GET, "GET", { search })).status).toBe(400);
});

test("each permission opens its own: reading customers does not write them, writing links does not list events", async () => {
  const reader = await caller(["events:read"]);
  expect((await reader(customers.GET, "GET")).status).toBe(200);
  expect((await reader(customers.POST, "POST", { body: { externalId: "c" } })).status).toBe(403);
  expect((await reader(campaigns.GET, "GET")).status).toBe(403);
  const maker = await caller(["links:create"]);
  expect((await maker(campaigns.POST, "POST", { body: { name: "Spring" } })).status).toBe(201);
  expect((await maker(links.PATCH, "PATCH", { body: { ids: ["a"], title: "x" } })).status).toBe(403);
  expect((await maker(events.GET, "GET")).status).toBe(403);
});
