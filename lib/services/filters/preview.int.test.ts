import { afterAll, expect, test } from "vitest";

import { anEndpoint, freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { eventType } from "@/lib/contracts/event-types";
import { PreviewFilter } from "@/lib/contracts/filter-preview";
import { edgePool, prisma } from "@/lib/db/client";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { linkScope } from "@/lib/shared/endpoint-scope";
import { newId } from "@/lib/shared/ids";
import { DAY } from "@/lib/shared/time";

import { recordClick } from "../clicks/record";
import type { Context } from "../context";
import { createEndpoint } from "../endpoints/create";
import { acceptEvent } from "../events/accept";
import { createLink } from "../links/create";
import { previewFilter } from "./preview";

withDatabase();
afterAll(closeEnginePool);

const SALE = eventType("sale.created").sample;
const sell = (ctx: Context, amount: number) =>
  acceptEvent(ctx, { type: "sale.created", data: { ...SALE, amount, amountDecimal: null } });
const preview = (ctx: Context, input: object) => previewFilter(ctx, PreviewFilter.parse(input));
const OVER_50 = { events: ["sale.created"], filters: { "data.amount": { $gte: 5000 } } };

test("each recent event says whether it would go and which condition decided, newest first", async () => {
  const { ctx } = await freshWorkspace();
  const [cheap, dear] = [await sell(ctx, 1900), await sell(ctx, 9900)];
  const answer = await preview(ctx, OVER_50);
  expect(answer).toMatchObject({
    basis: "events",
    sentence: "the amount is at least 5,000",
    matched: 1,
    events: [
      { id: dear.id, matched: true, decisive: { path: "data.amount", actual: 9900 } },
      {
        id: cheap.id,
        matched: false,
        decisive: { operator: "$gte", operand: 5000, words: "data.amount is 1,900, needs to be at least 5,000" },
      },
    ],
    week: { sample: false, examined: 2, matched: 1, change: null },
  });
  expect(answer.week.perDay).toBeCloseTo(1 / 7, 1);
});

test("a change says what it would have added to the last seven days, and what it would have taken away", async () => {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(
    ctx,
    { surface: "outbound" },
    anEndpoint({ filters: { "data.amount": { $lt: 5000 } } }),
  );
  const [cheap, dear] = [await sell(ctx, 1900), await sell(ctx, 9900)];
  const lead = await acceptEvent(ctx, { type: "lead.created", data: eventType("lead.created").sample });
  const old = await sell(ctx, 9900);
  await prisma().event.updateMany({ where: { id: old.id }, data: { createdAt: new Date(Date.now() - 7.1 * DAY) } });
  const answer = await preview(ctx, {
    endpointId: endpoint.id,
    events: ["sale.created", "lead.created"],
    filters: { $or: [{ "data.amount": { $gte: 5000 } }, { "data.amount": { $exist: false } }] },
  });
  expect(answer.week).toMatchObject({
    examined: 3,
    matched: 2,
    change: {
      added: 2,
      removed: 1,
      addedExamples: [{ id: lead.id }, { id: dear.id }],
      removedExamples: [{ id: cheap.id }],
    },
  });
  expect((await preview(ctx, { endpointId: endpoint.id })).week.change).toMatchObject({ added: 0, removed: 0 });
  expect((await preview(ctx, { endpointId: endpoint.id, filters: null })).week.change).toMatchObject({
    added: 1,
    removed: 0,
  });
});

test("a link webhook is judged by its link and its short names", async () => {
  const { ctx } = await freshWorkspace();
  const aLink = () => createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  const [one, other] = [await aLink(), await aLink()];
  const click = (code: string, qr: boolean) =>
    recordClick(code, { address: null, userAgent: null, referrer: null, qr });
  for (const [link, qr] of [
    [one, true],
    [one, false],
    [other, true],
  ] as const)
    await click(link.shortCode, qr);
  expect((await preview(ctx, { events: ["click"], linkId: one.id })).week.matched).toBe(2);
  expect((await preview(ctx, { events: ["qr_scan"], linkId: one.id })).events).toHaveLength(1);
  const webhook = await createEndpoint(ctx, linkScope({ linkId: one.id }), anEndpoint({ events: ["click"] }));
  expect((await preview(ctx, { endpointId: webhook.id, events: ["qr_scan"] })).week.change).toMatchObject({
    added: 0,
    removed: 1,
  });
  await expect(preview(ctx, { events: ["click"] })).rejects.toMatchObject({ details: [{ path: "events.0" }] });
  await expect(preview(ctx, { endpointId: webhook.id, events: ["payout.paid"] })).rejects.toMatchObject({
    details: [{ path: "events.0" }],
  });
});

test("without such an event the samples of the types are judged, and the answer says so", async () => {
  const { ctx } = await freshWorkspace();
  expect(await preview(ctx, { ...OVER_50, events: ["sale.created", "sale.refunded"] })).toMatchObject({
    basis: "samples",
    events: [
      { id: null, type: "sale.created", matched: false, decisive: { actual: 4900 } },
      { id: null, type: "sale.refunded" },
    ],
    week: { examined: 0, perDay: null },
  });
});

test("foreign ids are like missing ones, and values are shown only to those who may see payloads", async () => {
  const [{ ctx }, other] = [await freshWorkspace(), await freshWorkspace()];
  const foreign = await createEndpoint(other.ctx, { surface: "outbound" }, anEndpoint());
  const says = (input: object) => preview(ctx, input).then(String, (error: unknown) => JSON.stringify(error));
  expect(await says({ endpointId: foreign.id })).toBe(await says({ endpointId: newId("endpoint") }));
  await sell(other.ctx, 9900);
  expect((await preview(ctx, OVER_50)).basis).toBe("samples");
  await sell(ctx, 9900);
  const blind: Context = { ...ctx, can: (permission) => permission === "webhooks:manage" };
  expect((await preview(blind, OVER_50)).events).toMatchObject([{ matched: true, decisive: null }]);
});

test("of more than it looks at it says that it looked at a sample, and from when", async () => {
  const { ctx } = await freshWorkspace();
  await edgePool().query(
    `INSERT INTO events (id, workspace_id, type, body, source, occurred_at, created_at)
     SELECT 'evt_' || lpad(n::text, 26, '0'), $1, CASE WHEN n % 10 = 0 THEN 'sale.created' ELSE 'link.clicked' END,
       '{"data":{"amount":1}}', 'api', now(), now() - n * interval '1 s'
     FROM generate_series(1, 25000) AS n`,
    [ctx.workspace.id],
  );
  expect((await preview(ctx, { events: ["sale.created"] })).week).toMatchObject({ sample: false, examined: 2_500 });
  const { week } = await preview(ctx, { events: ["sale.created", "link.clicked"] });
  expect(week).toMatchObject({ sample: true, examined: 5_000, matched: 5_000 });
  expect(Date.parse(week.to) - Date.parse(week.from)).toBeLessThan(5_100 * 1_000);
  expect(week.perDay).toBeGreaterThan(80_000);
});
