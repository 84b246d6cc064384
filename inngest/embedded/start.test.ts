import { cron, eventType, invoke, staticSchema } from "inngest";
import { describe, expect, it } from "vitest";

import { createClient } from "../create-client";
import { deliveriesDue } from "../events";
import { createSigner, signedRequest } from "../signature";
import { SILENT, client, handlerOf, startEngine } from "./engine-for-tests";
import { createExecutor } from "./executor";
import { embeddedSeam } from "./seam";

const noop = (): void => {};
const event = { event: "app/x" };

describe("the endpoint beside the embedded engine", () => {
  const url = "http://localhost/api/inngest?fnId=linquid-secret&stepId=step";
  const body = '{"ctx":{"run_id":"r"},"event":{"name":"app/x"},"events":[{"name":"app/x"}],"steps":{},"version":-1}';
  let ran = 0;
  const handler = handlerOf([client.createFunction({ id: "secret", triggers: [event] }, () => void ran++)]);

  it.each(["POST", "PUT"] as const)("answers an unsigned %s with 401 and runs nothing", async (method) => {
    expect((await handler(new Request(url, { method, body }))).status).toBe(401);
    expect(ran).toBe(0);
  });

  it.each(["POST", "PUT"] as const)(
    "answers a %s signed with another key with 401 and runs nothing",
    async (method) => {
      const sign = createSigner("0".repeat(64));
      expect((await handler(signedRequest({ method, url, body, sign }))).status).toBe(401);
      expect(ran).toBe(0);
    },
  );

  it("runs what is signed with the key of this process, which is no other process's", async () => {
    const { signingKey } = embeddedSeam();
    expect(signingKey).toMatch(/^[0-9a-f]{64}$/);
    const response = await handler(signedRequest({ method: "POST", url, body, sign: createSigner(signingKey) }));
    expect(response.status).toBe(200);
    expect(ran).toBe(1);
  });
});

describe("start", () => {
  const refused = async (fn: Parameters<typeof startEngine>[0][number]): Promise<string> => {
    const error: unknown = await startEngine([fn]).catch((err: unknown) => err);
    return error instanceof Error ? error.message : "started";
  };

  it.each([
    ["concurrency", { concurrency: 5 }],
    ["throttle", { throttle: { limit: 1, period: "1m" as const } }],
    ["batchEvents", { batchEvents: { maxSize: 5, timeout: "5s" as const } }],
    ["debounce", { debounce: { period: "5s" as const } }],
    ["rateLimit", { rateLimit: { limit: 1, period: "1m" as const } }],
    ["priority", { priority: { run: "100" } }],
    ["singleton", { singleton: { mode: "skip" as const } }],
    ["idempotency", { idempotency: "event.data.id" }],
    ["timeouts", { timeouts: { finish: "1m" as const } }],
    ["cancelOn", { cancelOn: [{ event: "app/stop" }] }],
  ])("refuses %s, naming the function and the option", async (option, asked) => {
    const fn = client.createFunction({ id: "asks", triggers: [event], ...asked }, noop);
    expect(await refused(fn)).toBe(
      `The embedded engine cannot run these functions as asked:\n  linquid-asks: ${option}`,
    );
  });

  it.each([
    ["an expression", [{ event: "app/x", if: "event.data.a == 1" }], 'trigger expression "event.data.a == 1"'],
    ["a wildcard", [eventType("app/*", { schema: staticSchema<{ a: string }>() })], 'trigger wildcard "app/*"'],
    ["an engine's own event", [{ event: "inngest/function.finished" }], 'trigger event "inngest/function.finished"'],
    ["a cron that is none", [cron("61 * * * *")], 'trigger cron "61 * * * *"'],
    ["a cron with seconds", [cron("* * * * * *")], 'trigger cron "* * * * * *"'],
    ["a cron with a time zone", [cron("TZ=Europe/Berlin 0 9 * * *")], 'trigger cron "TZ=Europe/Berlin 0 9 * * *"'],
    ["a cron with jitter", [{ cron: "* * * * *", jitter: "5s" as const }], "trigger jitter"],
    [
      "step.invoke",
      [invoke(staticSchema<{ a: string }>())],
      "triggers (a function without a trigger is for step.invoke)",
    ],
    ["no trigger", [], "triggers (a function without a trigger is for step.invoke)"],
  ])("refuses a function for %s, naming it", async (_, triggers, what) => {
    expect(await refused(client.createFunction({ id: "asks", triggers }, noop))).toContain(`linquid-asks: ${what}`);
  });

  it("refuses more retries than a server makes", async () => {
    // The type allows no more than 20; a cast stands for whoever does not check types.
    const fn = client.createFunction({ id: "asks", triggers: [event], retries: 21 as 20 }, noop);
    expect(await refused(fn)).toContain("linquid-asks: retries (21, at most 20)");
  });

  it("names everything it refuses at once", async () => {
    const one = client.createFunction({ id: "one", triggers: [event], concurrency: 1, priority: { run: "1" } }, noop);
    const two = client.createFunction({ id: "two", triggers: [event], debounce: { period: "5s" } }, noop);
    await expect(startEngine([one, two])).rejects.toThrow(
      /linquid-one: concurrency.*linquid-one: priority.*linquid-two: debounce/s,
    );
  });

  const executorOf = (keys: { signingKey?: string; eventKey?: string }) =>
    createExecutor({ ...embeddedSeam(), ...keys, handler: handlerOf([good]), log: SILENT });
  const good = client.createFunction({ id: "good", triggers: [deliveriesDue] }, noop);

  it("fails when the handler knows another signing key", async () => {
    await expect(executorOf({ signingKey: "0".repeat(64) }).start()).rejects.toThrow("refused (401)");
  });

  it("fails a second time, so that no function hears an event twice", async () => {
    const executor = executorOf({});
    await executor.start();
    await expect(executor.start()).rejects.toThrow("starts once");
  });

  it("comes before events: what is sent earlier is refused, not lost in silence", async () => {
    const executor = executorOf({});
    const { eventKey } = embeddedSeam();
    const send = () => executor.fetch(`http://embedded.invalid/e/${eventKey}`, { method: "POST", body: "[]" });
    expect((await send()).status).toBe(503);
    await executor.start();
    expect((await send()).status).toBe(200);
  });

  it("opens no other address, and none under another event key", async () => {
    const executor = executorOf({});
    await executor.start();
    for (const path of ["e/other", "fn/register", "v1/signals", "v1/checkpoint/none/steps"]) {
      expect((await executor.fetch(`http://embedded.invalid/${path}`, { method: "POST", body: "[]" })).status).toBe(
        404,
      );
    }
  });

  it("ends a call whose run is not under way, by 409 at its checkpoint", async () => {
    const executor = executorOf({});
    await executor.start();
    const checkpoint = { method: "POST", body: '{"steps":[]}' };
    const answer = await executor.fetch("http://embedded.invalid/v1/checkpoint/gone/async", checkpoint);
    expect(answer.status).toBe(409);
  });
});

describe("the embedded client", () => {
  it("says so where no engine runs in its process, and opens no socket instead", async () => {
    const seam = embeddedSeam();
    const { fetch } = seam;
    seam.fetch = null;
    try {
      const request = createClient({ mode: "embedded" }, SILENT)["fetch"];
      await expect(request("http://embedded.invalid/e/x")).rejects.toThrow("does not run in this process");
    } finally {
      seam.fetch = fetch;
    }
  });
});
