import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import type { Plan } from "@/lib/contracts/permissions";
import { edgePool, prisma } from "@/lib/db/client";
import { DAY } from "@/lib/shared/time";
import type { DeliveryState } from "@/lib/webhooks/state";

import { createEndpoint } from "../endpoints/create";
import { pruneExpired } from "./prune";

withDatabase();

const NOW = new Date();
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY);
const inDays = (days: number): Date => daysAgo(-days);

async function withEndpoint(plan: Plan) {
  const { ctx } = await freshWorkspace({ plan });
  const endpoint = await createEndpoint(ctx, { surface: "workspace" }, anEndpoint());
  const seed = (state: DeliveryState, days: number) => seedDelivery(ctx, endpoint, { state, createdAt: daysAgo(days) });
  return { seed };
}

const exists = async (id: string): Promise<boolean> => (await prisma().delivery.count({ where: { id } })) === 1;
const partitions = async (): Promise<string[]> =>
  (
    await edgePool().query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relname ~ '^(events|deliveries|attempts|receipts)_[0-9]{8}$' ORDER BY 1",
    )
  ).rows.map((row) => row.name);

const weekOf = async (time: Date): Promise<string> => {
  const { rows } = await edgePool().query<{ week: string }>(
    "SELECT to_char(date_trunc('week', $1::timestamptz AT TIME ZONE 'UTC'), 'YYYYMMDD') AS week",
    [time],
  );
  return `deliveries_${rows[0]?.week ?? ""}`;
};

test("a partition past the longest plan is dropped; one with anything unfinished, and all younger ones, stay", async () => {
  const { seed } = await withEndpoint("enterprise");
  await edgePool().query("SELECT linquid_ensure_partitions($1, $2)", [daysAgo(400), daysAgo(60)]);
  const [dropped, kept, younger] = await Promise.all([350, 300, 120].map((days) => weekOf(daysAgo(days))));
  const held = await seed("retrying", 300);
  await pruneExpired(NOW);
  const left = await partitions();
  expect(left).not.toContain(dropped);
  expect(left).toContain(kept);
  expect(left).toContain(younger);
  expect(await exists(held.id)).toBe(true);
  await prisma().$executeRaw`UPDATE deliveries SET state = 'delivered' WHERE id = ${held.id}`;
  await pruneExpired(NOW);
  expect(await partitions()).not.toContain(kept);
  expect(await partitions()).toContain(await weekOf(daysAgo(91)));
});

test("the coming weeks have partitions after a run", async () => {
  await edgePool().query(`DROP TABLE ${await weekOf(inDays(28))}`);
  await pruneExpired(NOW);
  expect(await partitions()).toContain(await weekOf(inDays(28)));
});

test("a busy table is not queued for: partitions are left to the next run, and the rest goes on", async () => {
  const { seed } = await withEndpoint("starter");
  const old = await seed("delivered", 20);
  await edgePool().query("SELECT linquid_ensure_partitions($1, $1)", [daysAgo(500)]);
  const client = await edgePool().connect();
  await client.query("BEGIN");
  await client.query("SELECT 1 FROM deliveries LIMIT 1");
  const before = await partitions();
  await pruneExpired(NOW);
  expect(await partitions()).toEqual(before);
  expect(await exists(old.id)).toBe(false);
  await client.query("COMMIT");
  client.release();
  await pruneExpired(NOW);
  expect(await partitions()).not.toEqual(before);
});
