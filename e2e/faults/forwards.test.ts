import { afterAll, afterEach, expect, test, vi } from "vitest";

import * as connectRoute from "@/app/api/integrations/[provider]/connect/route";
import { askRoute } from "@/lib/api/edge-for-tests";
import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { env } from "@/lib/env";
import { acceptEvent } from "@/lib/services/events/accept";
import { APPS } from "@/scripts/sandbox/variables";

import { type Admin, anAdmin, withProviders } from "../fixtures/providers";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";

const EVENTS = Number(process.env["FAULT_EVENTS"] ?? 1_000);
/** Calls of one Segment integration at a time: what may be repeated after a kill. */
const IN_FLIGHT = 8;

const stage = withProviders();
afterAll(closeEnginePool);

const engines: EngineProcess[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.kill()));
});

async function engine(): Promise<EngineProcess> {
  const started = await startEngineProcess(env.databaseUrl ?? "", stage.sandbox().variables);
  engines.push(started);
  return started;
}

const calls = () =>
  (stage.sandbox().kept("segment")["calls"] as { body: { messageId?: string } }[]).flatMap(
    ({ body }) => body.messageId ?? [],
  );

const accept = async ({ ctx }: Admin) =>
  (await acceptEvent(ctx, { type: "sale.created", data: eventType("sale.created").sample })).id;

const waiting = () => prisma().forward.count({ where: { state: { in: ["pending", "retrying"] } } });

test("killed with kill -9 in the middle of forwarding and again while planning, every event reaches the provider, and only what was in flight does so twice", async () => {
  const admin = await anAdmin();
  const input = { input: APPS.segment.writeKey };
  expect((await askRoute(connectRoute.POST, admin.headers, { provider: "segment" }, input)).status).toBe(200);
  const accepted: string[] = [];
  const half = EVENTS / 2;
  let running = await engine();
  const accepting = (async () => {
    for (let at = 0; at < half; at++) accepted.push(await accept(admin));
  })();
  await vi.waitFor(() => expect(calls().length).toBeGreaterThan(half / 10), { timeout: 30_000, interval: 2 });
  await running.kill();
  await accepting;
  // Accepted while no engine is there, and planned by one that is killed at once.
  for (let at = 0; at < half; at++) accepted.push(await accept(admin));
  running = await engine();
  await running.kill();
  // The claims of the killed run out.
  await prisma().forward.updateMany({ where: { claimedUntil: { not: null } }, data: { claimedUntil: new Date(0) } });
  const restarted = Date.now();
  await engine();
  accepted.push(await accept(admin));
  await vi.waitFor(
    async () => {
      expect(await prisma().forward.count({})).toBe(accepted.length);
      expect(await waiting()).toBe(0);
    },
    { timeout: 90_000, interval: 100 },
  );
  const came = calls();
  figure(
    `${accepted.length} events, ${came.length - new Set(came).size} repeated over 2 kills, done ${Date.now() - restarted} ms after the last restart`,
  );
  expect(new Set(came)).toEqual(new Set(accepted));
  expect(came.length - new Set(came).size).toBeLessThanOrEqual(2 * IN_FLIGHT);
  expect(await prisma().forward.count({ where: { state: "delivered" } })).toBe(accepted.length);
});
