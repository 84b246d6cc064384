import { afterAll, afterEach, expect, test, vi } from "vitest";

import { prisma } from "@/lib/db/client";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { env } from "@/lib/env";
import { createLink } from "@/lib/services/links/create";
import type { Outgoing } from "@/scripts/sandbox/world";

import { seedClick } from "../fixtures/factories";
import { anAdmin, connectAs, outgoing, withProviders } from "../fixtures/providers";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";

const ACME = "acct_1StandInAcme";
const EACH_ROUND = Number(process.env["FAULT_EVENTS"] ?? 400) / 10;

const stage = withProviders();
afterAll(closeEnginePool);

const processes: EngineProcess[] = [];
afterEach(async () => {
  await Promise.all(processes.splice(0).map((each) => each.kill()));
});

async function start(script?: "web-process"): Promise<EngineProcess> {
  const started = await startEngineProcess(env.databaseUrl ?? "", stage.sandbox().variables, script);
  processes.push(started);
  return started;
}

/** Posts to a process, as the provider does. False when nobody answered: then it sends the same again later. */
async function post(web: EngineProcess, { url, headers, contentType, sign, body }: Outgoing): Promise<boolean> {
  const origin = /at (\S+)$/.exec(web.log.find((line) => line.startsWith("listens")) ?? "")?.[1] ?? "";
  const answer = await fetch(`${origin}${new URL(url).pathname}`, {
    method: "POST",
    headers: { ...headers, ...sign(Date.now()), "content-type": contentType },
    body,
  }).catch(() => null);
  if (answer) expect(answer.status).toBe(200);
  return answer !== null;
}

const claimed = () => prisma().receipt.count({ where: { state: "received", claimedUntil: { gt: new Date() } } });
const waiting = () => prisma().receipt.count({ where: { state: "received" } });

test("killed with kill -9 between the answer to a provider and the processing, and in the middle of both, every request that was answered is processed once", async () => {
  const { ctx, ...admin } = await anAdmin();
  await connectAs({ ctx, ...admin }, "stripe", ACME);
  const link = await createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  const click = await seedClick(ctx, link.id);
  let number = 0;
  const sale = (): Outgoing => {
    const fields = { click, paymentIntent: `pi_${++number}`, email: `buyer${number}@example.com` };
    return outgoing(stage.sandbox(), "stripe", "checkout.session.completed", ACME, fields)[0]!;
  };
  const sales = (): Outgoing[] => Array.from({ length: EACH_ROUND }, sale);

  // No engine is there, and the process that answered is gone with the first answer that arrives.
  const first = await start("web-process");
  const early: Outgoing[] = [];
  const open: Outgoing[] = [];
  await Promise.all(
    sales().map(async (each) => {
      const answered = await post(first, each);
      (answered ? early : open).push(each);
      if (answered) await first.kill();
    }),
  );
  expect(early.length).toBeGreaterThan(0);
  expect(await waiting()).toBeGreaterThanOrEqual(early.length);

  // Now engines work on them: once half are answered the process that answers is killed, and the engine in its work.
  for (let round = 0; round < 2; round++) {
    const [web, engine] = await Promise.all([start("web-process"), start()]);
    let answers = 0;
    await Promise.all(
      [...open.splice(0), ...sales()].map(async (each) => {
        if (!(await post(web, each))) open.push(each);
        else if (++answers === EACH_ROUND / 2) await web.kill();
      }),
    );
    await vi.waitFor(async () => expect(await claimed()).toBeGreaterThan(0), { timeout: 20_000, interval: 2 });
    await engine.kill();
  }
  const lost = await claimed();
  expect(lost).toBeGreaterThan(0);
  const left = await waiting();
  // The claims of the killed run out.
  await prisma().receipt.updateMany({ where: { claimedUntil: { not: null } }, data: { claimedUntil: new Date(0) } });
  const [web] = await Promise.all([start("web-process"), start()]);
  for (const each of open) expect(await post(web, each)).toBe(true);
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 60_000, interval: 100 });
  figure(`${number} requests over 3 kills: ${left} waited at the last, of which ${lost} were being processed`);
  expect(await prisma().receipt.count({ where: { state: "processed" } })).toBe(number);
  expect(await ctx.db.conversion.count({ where: { class: "sale" } })).toBe(number);
  expect(await ctx.db.event.count({ where: { type: "sale.created" } })).toBe(number);
}, 180_000);
