import { setTimeout as pause } from "node:timers/promises";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import * as deliveriesRoute from "@/app/api/deliveries/route";
import { askRoute, makeKey } from "@/lib/api/edge-for-tests";
import { eventType } from "@/lib/contracts/event-types";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { acceptBatch } from "@/lib/services/events/accept";

import { freshWorkspace } from "../fixtures/factories";
import { seedMany } from "../fixtures/failed-deliveries";
import { seedEndpoints } from "../fixtures/many-endpoints";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";
import { percentile } from "./process-figures";

/** Bound by the speed of one reader, so also every day as large as the demand says. */
const ROWS = 10_000;
const PAGE = 100;
const PER_SECOND = 50;
const SALE = { type: "sale.created", data: eventType("sale.created").sample };

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let receiver: Receiver;
let engine: EngineProcess;
let ctx: Context;
let headers: Record<string, string>;

beforeEach(async () => {
  receiver = await startReceiver();
  ({ ctx } = await freshWorkspace());
  headers = { authorization: `Bearer ${await makeKey(ctx.workspace.id, ["webhooks:read", "integrations:read"])}` };
  engine = await startEngineProcess(env.databaseUrl ?? "");
});

afterEach(async () => {
  await engine.kill();
  await receiver.close();
});

interface Page {
  data: { id: string }[];
  meta: { nextCursor: string | null };
}

describe(`F15: ${ROWS} rows are walked while ${PER_SECOND} a second arrive`, () => {
  test("each row of the beginning is met exactly once, no row twice, and no page is slow", async () => {
    const [endpoint] = await seedEndpoints(ctx, [receiver.url("/")]);
    const rows = await seedMany(ctx, [endpoint!.id], ROWS, "delivered");
    const walked = new AbortController();
    const arrivals = arrive(ctx, walked.signal);
    await receiver.arrived(1);
    const met: string[] = [];
    const times: number[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `?limit=${PAGE}${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
      const askedAt = performance.now();
      const answer = await askRoute(deliveriesRoute.GET, headers, {}, undefined, query);
      times.push(performance.now() - askedAt);
      expect(answer.status, answer.text.slice(0, 300)).toBe(200);
      const page = JSON.parse(answer.text) as Page;
      met.push(...page.data.map(({ id }) => id));
      cursor = page.meta.nextCursor;
    } while (cursor !== null);
    walked.abort();
    await arrivals;
    const seen = new Set(met);
    const missed = rows.filter(({ id }) => !seen.has(id)).length;
    const p95 = percentile(times, 0.95);
    figure(
      `${times.length} pages: ${missed} rows missed, ${met.length - seen.size} met twice, p95 ${p95.toFixed(0)} ms a page`,
    );
    expect({ missed, twice: met.length - seen.size }).toEqual({ missed: 0, twice: 0 });
    // Over a million rows: `npm run bench -- --only log`.
    expect(p95).toBeLessThan(200);
  });
});

/** So many events a second until it is told to stop. */
async function arrive(ctx: Context, stop: AbortSignal): Promise<void> {
  const startedAt = Date.now();
  for (let sent = 5; !stop.aborted; sent += 5) {
    await acceptBatch(
      ctx,
      Array.from({ length: 5 }, () => SALE),
    );
    await pause(Math.max(0, startedAt + (sent * 1_000) / PER_SECOND - Date.now()));
  }
}
