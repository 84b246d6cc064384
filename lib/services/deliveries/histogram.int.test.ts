import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { prisma } from "@/lib/db/client";

import { createEndpoint } from "../endpoints/create";
import { deliveryHistogram } from "./histogram";

withDatabase();

const HOUR = 3_600_000;

test("counts each delivery once, by state and in its bucket, over the last 24 hours when nothing is asked", async () => {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint());
  const at = (hours: number) => ({ createdAt: new Date(Date.now() - hours * HOUR) });
  await seedDelivery(ctx, endpoint, { state: "failed", ...at(2) });
  await seedDelivery(ctx, endpoint, { state: "failed", ...at(2) });
  await seedDelivery(ctx, endpoint, { ...at(20) });
  await seedDelivery(ctx, endpoint, { ...at(25) });
  const shown = await deliveryHistogram(ctx, {});
  expect(shown).toMatchObject({ total: 3, exact: true });
  expect(shown.buckets.length).toBeLessThanOrEqual(96);
  expect(shown.buckets.filter(({ counts }) => Object.keys(counts).length > 0).map(({ counts }) => counts)).toEqual([
    { delivered: 1 },
    { failed: 2 },
  ]);
  const failed = shown.buckets.find(({ counts }) => counts.failed);
  expect(Math.abs(Date.parse(failed?.start ?? "") - (Date.now() - 2 * HOUR))).toBeLessThan(shown.bucketMs * 2);
  expect(await deliveryHistogram(ctx, { state: ["failed", "pending"] })).toMatchObject({ total: 2 });
  expect(await deliveryHistogram(ctx, { result: ["tls"] })).toMatchObject({ total: 0 });
  const stranger = await freshWorkspace();
  expect(await deliveryHistogram(stranger.ctx, {})).toMatchObject({ total: 0 });
});

test("where there is more than it looks at, says that it is not exact, and is near", async () => {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint());
  const total = 60_000;
  await prisma().$executeRaw`
    INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, endpoint_id, surface, state, created_at)
    SELECT 'dlv_' || lpad(n::text, 26, '0'), ${ctx.workspace.id}, 'evt_' || lpad(n::text, 26, '0'), now() - n * interval '1 second',
      'link.clicked', ${endpoint.id}, 'outbound', (CASE WHEN n % 4 = 0 THEN 'failed' ELSE 'delivered' END)::delivery_state, now() - n * interval '1 second'
    FROM generate_series(1, ${total}::int) AS n`;
  const shown = await deliveryHistogram(ctx, {});
  expect(shown.exact).toBe(false);
  expect(Math.abs(shown.total - total)).toBeLessThan(total * 0.05);
  const failed = shown.buckets.reduce((sum, { counts }) => sum + (counts.failed ?? 0), 0);
  expect(Math.abs(failed - total / 4)).toBeLessThan(total * 0.02);
});
