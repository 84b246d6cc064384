import { afterAll, expect, test } from "vitest";

import { anEndpoint, freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { EVENT_TYPE_NAMES, eventType } from "@/lib/contracts/event-types";
import { edgePool } from "@/lib/db/client";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { linkScope } from "@/lib/shared/endpoint-scope";

import { createEndpoint } from "../endpoints/create";
import { acceptEvent } from "../events/accept";
import { createLink } from "../links/create";
import { getEventType } from "./get";
import { listEventTypesInUse } from "./list";

withDatabase();
afterAll(closeEnginePool);

test("the catalogue says of each type where it can be subscribed to and under which short names", async () => {
  const { ctx } = await freshWorkspace();
  const all = await listEventTypesInUse(ctx);
  expect(all.map((each) => each.type)).toEqual(EVENT_TYPE_NAMES);
  const of = (type: string) => all.find((each) => each.type === type);
  expect(of("link.clicked")).toMatchObject({
    surfaces: ["workspace", "link", "outbound"],
    aliases: ["click", "qr_scan"],
  });
  expect(of("sale.created")).toMatchObject({
    aliases: ["conversion"],
    fields: expect.arrayContaining(["data.amount", "data.customer.email"]),
  });
  expect(of("payout.paid")).toMatchObject({ surfaces: ["workspace", "outbound"], aliases: [] });
});

test("a type says how often it happened here in seven days and who subscribes, aliases included, strangers not", async () => {
  const [{ ctx, as }, other] = [await freshWorkspace(), await freshWorkspace()];
  for (const of of [ctx, other.ctx])
    await acceptEvent(of, { type: "sale.created", data: eventType("sale.created").sample });
  const link = await createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  await createEndpoint(ctx, { surface: "outbound" }, anEndpoint({ name: "Shop" }));
  await createEndpoint(ctx, linkScope({ linkId: link.id }), anEndpoint({ events: ["conversion"], name: "Link" }));
  await createEndpoint(other.ctx, { surface: "outbound" }, anEndpoint());
  const detail = await getEventType(ctx, "sale.created");
  expect(detail).toMatchObject({
    lastWeek: { count: 1, more: false },
    endpoints: 2,
    schema: { type: "object" },
    sample: { amount: 4900 },
    description: expect.stringMatching(/^Sent when/),
  });
  expect(detail.subscribers.map((each) => each.name).toSorted()).toEqual(["Link", "Shop"]);
  const linkReader = { ...as("viewer"), can: (permission: string) => permission === "links:read" };
  expect((await getEventType(linkReader, "sale.created")).subscribers.map((each) => each.name)).toEqual(["Link"]);
  await expect(getEventType(ctx, "sale.nothing")).rejects.toMatchObject({ error: "NOT_FOUND" });
});

test("counting stops at a thousand of each type, clicks too", async () => {
  const { ctx } = await freshWorkspace();
  await edgePool().query(
    `INSERT INTO events (id, workspace_id, type, body, source, occurred_at, created_at)
     SELECT 'evt_' || lpad(n::text, 26, '0'), $1, CASE WHEN n % 2 = 0 THEN 'sale.created' ELSE 'link.clicked' END, '{}', 'api', now(), now()
     FROM generate_series(1, 4000) AS n`,
    [ctx.workspace.id],
  );
  const all = await listEventTypesInUse(ctx);
  for (const type of ["sale.created", "link.clicked"])
    expect(all.find((each) => each.type === type)?.lastWeek).toEqual({ count: 1_000, more: true });
});
