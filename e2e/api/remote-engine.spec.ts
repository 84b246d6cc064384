import { type ChildProcess, execSync, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";

import { expect } from "@playwright/test";

import { eventType } from "@/lib/contracts/event-types";

import { type App, test } from "../fixtures/app";
import { type Receiver, startReceiver } from "../fixtures/receiver";

// A server of Inngest's own, which this test starts and kills: INNGEST_START is the command that runs it in the
// foreground, INNGEST_EMPTY the one that empties its Redis. The app reads the other INNGEST_ variables by itself.
const { INNGEST_START: START, INNGEST_EMPTY: EMPTY, INNGEST_BASE_URL: BASE } = process.env;

const VALID = JSON.stringify({ type: "customer.created", data: eventType("customer.created").sample });
const DOWN_MS = 60_000;
const EVENTS = 1_000;

let server: ChildProcess | null = null;

async function startServer(): Promise<void> {
  server = spawn("sh", ["-c", START ?? ""], { detached: true, stdio: "ignore" });
  await expect
    .poll(
      () =>
        fetch(`${BASE}/health`).then(
          (answer) => answer.ok,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
}

/** `kill -9` of the server and all that it started. */
async function killServer(): Promise<void> {
  const running = server;
  server = null;
  if (running?.pid === undefined) return;
  const gone = once(running, "exit");
  process.kill(-running.pid, "SIGKILL");
  await gone;
}

/** Creates an endpoint for all of the feed and answers a call that sends one event and says how long that took. */
async function feedTo(app: App, receiver: Receiver) {
  const { workspace } = await app.account({ plan: "enterprise" });
  const key = await app.apiKey(workspace.id, ["events:write", "webhooks:manage"]);
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const made = await fetch(`${app.url}/api/integrations/outbound`, {
    method: "POST",
    headers,
    body: JSON.stringify({ url: receiver.url(), events: ["customer.created"], retryPreset: "standard" }),
  });
  expect(made.status).toBe(201);
  const accepted: string[] = [];
  const feed = async (): Promise<number> => {
    const before = performance.now();
    const answer = await fetch(`${app.url}/api/events`, { method: "POST", headers, body: VALID });
    const took = performance.now() - before;
    expect(answer.status).toBe(202);
    accepted.push(((await answer.json()) as { data: { id: string } }).data.id);
    return took;
  };
  return { accepted, feed };
}

const lost = (accepted: readonly string[], receiver: Receiver): number => {
  const arrived = new Set(receiver.received.map(({ id }) => id));
  return accepted.filter((id) => !arrived.has(id)).length;
};

const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Infinity;

/** Resolves with the seconds until all that was accepted has arrived. */
async function allArrive(accepted: readonly string[], receiver: Receiver): Promise<number> {
  const before = Date.now();
  await expect.poll(() => lost(accepted, receiver), { timeout: 150_000, intervals: [200] }).toBe(0);
  return (Date.now() - before) / 1_000;
}

test.describe("F2: a real Inngest server @full", () => {
  test.skip(!START || !EMPTY || !BASE, "needs INNGEST_START, INNGEST_EMPTY and INNGEST_BASE_URL");
  test.describe.configure({ mode: "serial", timeout: 400_000 });
  let receiver: Receiver;

  test.beforeEach(async () => {
    receiver = await startReceiver();
    await startServer();
  });
  test.afterEach(async () => {
    await killServer();
    await receiver.close();
  });

  test("that is away for a minute costs no event, and no caller notices", async ({ app }) => {
    const { accepted, feed } = await feedTo(app, receiver);
    await killServer();
    const times: number[] = [];
    for (let at = 0; at < EVENTS; at++) {
      times.push(await feed());
      await setTimeout(Math.max(0, DOWN_MS / EVENTS - (times.at(-1) ?? 0)));
    }
    await startServer();
    const took = await allArrive(accepted, receiver);
    console.log(`F2 away: accepted p95 ${p95(times).toFixed(0)} ms, all of ${EVENTS} arrived ${took} s after`);
    console.log(`F2 away: ${receiver.received.length - accepted.length} repeated`);
    expect(p95(times)).toBeLessThan(300);
    expect(took).toBeLessThanOrEqual(120);
  });

  test("that is killed three times in a row while events come loses none", async ({ app }) => {
    const { accepted, feed } = await feedTo(app, receiver);
    const times: number[] = [];
    for (let kill = 0; kill < 3; kill++) {
      for (let at = 0; at < EVENTS / 4; at++) times.push(await feed());
      await killServer();
      for (let at = 0; at < EVENTS / 20; at++) times.push(await feed());
      await startServer();
    }
    const took = await allArrive(accepted, receiver);
    console.log(
      `F2 killed: accepted p95 ${p95(times).toFixed(0)} ms, all of ${accepted.length} arrived ${took} s after`,
    );
    console.log(`F2 killed: ${receiver.received.length - accepted.length} repeated`);
    expect(p95(times)).toBeLessThan(300);
    expect(took).toBeLessThanOrEqual(120);
  });

  test("that forgets everything loses nothing that waits for a retry", async ({ app }) => {
    const refusing = await startReceiver((_request, response) => {
      response.statusCode = 500;
      response.end();
    });
    const { accepted, feed } = await feedTo(app, refusing);
    for (let at = 0; at < 100; at++) await feed();
    await refusing.arrived(100);
    await killServer();
    execSync(EMPTY ?? "");
    const before = refusing.received.length;
    await startServer();
    const started = Date.now();
    // Every one of them is tried again, though nobody but their rows remembers them.
    await expect
      .poll(() => new Set(refusing.received.slice(before).map(({ id }) => id)).size, { timeout: 150_000 })
      .toBe(accepted.length);
    console.log(`F2 emptied: all of ${accepted.length} tried again ${(Date.now() - started) / 1_000} s after`);
    await refusing.close();
  });
});
