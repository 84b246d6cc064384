import { expect, test } from "vitest";

import { freshWorkspace, seedClick, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { PERMISSIONS } from "@/lib/contracts/permissions";

import * as track from "./conversions/track/route";
import * as redelivery from "./deliveries/[id]/redeliver/route";
import * as delivery from "./deliveries/[id]/route";
import * as deliveries from "./deliveries/route";
import * as eventType from "./event-types/[type]/route";
import * as eventTypes from "./event-types/route";
import * as disable from "./integrations/outbound/[id]/disable/route";
import * as enable from "./integrations/outbound/[id]/enable/route";
import * as rotate from "./integrations/outbound/[id]/rotate-secret/route";
import * as destination from "./integrations/outbound/[id]/route";
import * as outboundEvents from "./integrations/outbound/events/route";
import * as outbound from "./integrations/outbound/route";
import * as link from "./links/[linkId]/route";
import * as links from "./links/route";

withDatabase();

interface Answer {
  status: number;
  data: Record<string, unknown> & Record<string, unknown>[];
  meta: Record<string, unknown>;
  details: unknown;
}

/** Whatever a route answers has passed its operation's schema; what does not fit is a 500 here. */
async function caller(permissions: readonly string[] = PERMISSIONS) {
  const { ctx } = await freshWorkspace();
  const key = await makeKey(ctx.workspace.id, [...permissions]);
  const call = async (
    handler: RouteHandler,
    method: string,
    params: Record<string, string> = {},
    body: object = {},
    search = "",
  ): Promise<Answer> => {
    const init = method === "GET" || method === "DELETE" ? {} : { body: JSON.stringify(body) };
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const response = await handler(new Request(`http://localhost/api${search}`, { method, headers, ...init }), {
      params: Promise.resolve(params),
    });
    return { ...((await response.json()) as Answer), status: response.status };
  };
  return { ctx, call };
}

test("a destination's whole life answers in the promised shapes", async () => {
  const { ctx, call } = await caller();
  const made = await call(
    outbound.POST,
    "POST",
    {},
    { url: "https://Hooks.example.com#x", events: ["sale.created"], headers: { "X-Key": "value-of-key-1" } },
  );
  expect(made).toMatchObject({
    status: 201,
    data: { url: "https://hooks.example.com/", name: "hooks.example.com", version: 1 },
  });
  const id = String(made.data["id"]);
  expect(await call(outbound.GET, "GET")).toMatchObject({
    status: 200,
    data: [{ id }],
    meta: { page: 1, limit: 20, hasMore: false, total: 1 },
  });
  expect(await call(destination.PATCH, "PATCH", { id }, { filters: { "data.amount": { $gte: 5 } } })).toMatchObject({
    status: 200,
    data: { version: 2 },
  });
  expect(await call(disable.POST, "POST", { id })).toMatchObject({ status: 200, data: { state: "paused" } });
  expect(await call(enable.POST, "POST", { id }, { held: "discard" })).toMatchObject({
    status: 200,
    data: { state: "enabled" },
  });
  expect(await call(rotate.POST, "POST", { id })).toMatchObject({
    status: 200,
    data: { secret: expect.stringMatching(/^whsec_/) },
  });
  const seeded = await seedDelivery(ctx, { id, surface: "outbound" }, { state: "failed", statusCode: 500 });
  expect(await call(deliveries.GET, "GET", {}, {}, "?state=failed&kind=event")).toMatchObject({
    status: 200,
    data: [{ id: seeded.id }],
  });
  expect(await call(delivery.GET, "GET", { id: seeded.id })).toMatchObject({
    status: 200,
    data: { id: seeded.id, payloadVisible: true },
  });
  expect(await call(redelivery.POST, "POST", { id: seeded.id })).toMatchObject({
    status: 202,
    data: { state: "pending" },
  });
  expect(await call(destination.DELETE, "DELETE", { id })).toMatchObject({ status: 200, data: { id, deleted: true } });
  expect(await call(destination.GET, "GET", { id })).toMatchObject({ status: 404 });
});

test("links, conversions and the catalogue answer in the promised shapes", async () => {
  const { ctx, call } = await caller();
  const made = await call(links.POST, "POST", {}, { url: "https://acme.example/", tags: ["a"] });
  expect(made).toMatchObject({
    status: 201,
    data: { destinationUrl: "https://acme.example/", shortUrl: expect.stringContaining("/r/") },
  });
  const linkId = String(made.data["id"]);
  expect(await call(link.PATCH, "PATCH", { linkId }, { title: "T" })).toMatchObject({
    status: 200,
    data: { version: 2 },
  });
  const clickId = await seedClick(ctx, linkId);
  expect(await call(track.POST, "POST", {}, { clickId, event: "sale", value: 12.5 })).toMatchObject({
    status: 200,
    data: { value: 12.5, class: "sale" },
  });
  expect((await call(eventTypes.GET, "GET")).data.length).toBeGreaterThan(20);
  expect((await call(outboundEvents.GET, "GET")).data.length).toBeGreaterThan(20);
  expect(await call(eventType.GET, "GET", { type: "sale.created" })).toMatchObject({
    status: 200,
    data: { schema: { type: "object" } },
  });
  expect(await call(eventType.GET, "GET", { type: "nothing.here" })).toMatchObject({ status: 404 });
});

test("the log opens with either permission and shows that one's surfaces", async () => {
  const { call } = await caller(["links:read"]);
  expect(await call(deliveries.GET, "GET")).toMatchObject({
    status: 200,
    data: [],
    meta: { limit: 50, hasMore: false, nextCursor: null },
  });
  expect(await call(outbound.GET, "GET")).toMatchObject({ status: 403 });
});

test.each([
  [{ url: "http://hooks.example.com/", events: ["sale.created"] }, "url"],
  [{ url: "https://localhost/", events: ["sale.created"] }, "url"],
  [{ url: "https://hooks.example.com/", events: ["sale.*"] }, "events.0"],
  [{ url: "https://hooks.example.com/", events: ["sale.created"], headers: { Host: "x" } }, "headers.Host"],
  [{ url: "https://hooks.example.com/", events: ["sale.created"], filters: { a: { $regex: "x" } } }, "filters"],
  [{ url: "https://hooks.example.com/", events: ["sale.created"], timeoutMs: 30_001 }, "timeoutMs"],
])("%j is a 400 that names %s", async (body, path) => {
  const { call } = await caller();
  const answer = await call(outbound.POST, "POST", {}, body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.details)).toContain(`"path":"${path}`);
});
