import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { POST as receiveNotice } from "@/app/api/integrations/webhooks/[provider]/route";
import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { compareClocks } from "@/lib/db/clock";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { acceptBatch, acceptEvent } from "@/lib/services/events/accept";
import { signStripe } from "@/scripts/sandbox/signatures";

import { freshWorkspace } from "../fixtures/factories";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";
import { moveClock } from "./move-clock";

const MINUTE = 60_000;
const EVENTS = 100;
const SALE = { type: "sale.created" as const, data: eventType("sale.created").sample as Record<string, unknown> };
/** Of the second attempt, after 5 s in `fast`: ±20 % of jitter, and as much for the due time that a group shares. */
const SCALE = 0.2;
const EARLIEST_MS = 5_000 * SCALE * 0.6;
const BUSY_MACHINE_MS = 1_500;
const LATEST_MS = 5_000 * SCALE * 1.4 + BUSY_MACHINE_MS;

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let receiver: Receiver;
let ctx: Context;
const engines: EngineProcess[] = [];

beforeEach(async () => {
  const seen = new Set<string>();
  receiver = await startReceiver(({ id }, response) => {
    response.writeHead(seen.has(id) ? 200 : 500).end();
    seen.add(id);
  });
  ({ ctx } = await freshWorkspace());
  await createEndpoint(
    ctx,
    { surface: "outbound" },
    { url: receiver.url("/"), events: ["sale.created"], retryPreset: "fast" },
  );
});

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.kill()));
  await receiver.close();
});

async function engine(aheadMs: number): Promise<void> {
  const more = { FAULT_CLOCK_AHEAD_MS: String(aheadMs), RETRY_SCALE: String(SCALE) };
  engines.push(await startEngineProcess(env.databaseUrl ?? "", more));
}

async function deliverAll(): Promise<number[]> {
  await acceptBatch(
    ctx,
    Array.from({ length: EVENTS }, () => SALE),
  );
  await vi.waitFor(
    async () =>
      expect(await prisma().delivery.count({ where: { workspaceId: ctx.workspace.id, state: "delivered" } })).toBe(
        EVENTS,
      ),
    { timeout: 60_000, interval: 50 },
  );
  const arrivals = new Map<string, number[]>();
  for (const { id, at } of receiver.received) arrivals.set(id, [...(arrivals.get(id) ?? []), at]);
  expect(
    [...arrivals.values()].filter((times) => times.length !== 2),
    "one failed attempt and one that was taken",
  ).toEqual([]);
  return [...arrivals.values()].map(([first = 0, second = 0]) => second - first);
}

/** What the receiver judges the age of a request by. */
const timestampsOff = (): number =>
  Math.max(...receiver.received.map(({ timestamp, at }) => Math.abs(Number(timestamp) * 1_000 - at)));

describe("F8: clocks are wrong", () => {
  test.each([
    ["ten minutes ahead", 10 * MINUTE],
    ["ten minutes behind", -10 * MINUTE],
  ])("an engine whose clock is %s retries in time and signs with the true time", async (_case, aheadMs) => {
    await engine(aheadMs);
    const waits = await deliverAll();
    figure(
      `${_case}: retries after ${Math.min(...waits)} to ${Math.max(...waits)} ms, timestamps at most ${timestampsOff()} ms off`,
    );
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(EARLIEST_MS);
    expect(Math.max(...waits)).toBeLessThanOrEqual(LATEST_MS);
    expect(timestampsOff()).toBeLessThan(5_000);
    const { started_at: startedAt } = (
      await prisma().$queryRaw<
        { started_at: Date }[]
      >`SELECT max(started_at) AS started_at FROM attempts WHERE workspace_id = ${ctx.workspace.id}`
    )[0]!;
    expect(Math.abs(startedAt.getTime() - Date.now())).toBeLessThan(30_000);
  });

  test("two engines five minutes apart make every attempt once and none early", async () => {
    await Promise.all([engine(2.5 * MINUTE), engine(-2.5 * MINUTE)]);
    const waits = await deliverAll();
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(EARLIEST_MS);
    expect(Math.max(...waits)).toBeLessThanOrEqual(LATEST_MS);
    expect(timestampsOff()).toBeLessThan(5_000);
  });

  test.each([
    ["ahead", 10 * MINUTE],
    ["behind", -10 * MINUTE],
  ])(
    "a server whose clock is ten minutes %s dates events and judges providers' requests by the true time",
    async (_case, aheadMs) => {
      const now = Date.now();
      vi.stubEnv("STRIPE_WEBHOOK_SECRET", "whsec_of_the_provider");
      const ages = [0, 290_000, 310_000, -290_000, -310_000];
      moveClock(aheadMs);
      try {
        await compareClocks();
        const { createdAt } = await acceptEvent(ctx, SALE);
        expect(Math.abs(Date.parse(createdAt) - now)).toBeLessThan(5_000);
        expect(await Promise.all(ages.map((age) => postNotice(now - age)))).toEqual([200, 200, 401, 200, 401]);
      } finally {
        moveClock(0);
        await compareClocks();
      }
    },
  );
});

async function postNotice(at: number): Promise<number> {
  const body = JSON.stringify({
    id: `evt_${at}`,
    object: "event",
    type: "ping",
    account: "acct_nobodys",
    data: { object: {} },
  });
  const headers = signStripe({ body, secret: "whsec_of_the_provider", at });
  const request = new Request("http://localhost/api/integrations/webhooks/stripe", { method: "POST", headers, body });
  return (await receiveNotice(request, { params: Promise.resolve({ provider: "stripe" }) })).status;
}
