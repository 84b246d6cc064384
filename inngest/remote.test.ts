import { RetryAfterError } from "inngest";
import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";

import { createClient } from "./create-client";
import { deliveriesDue } from "./events";
import { keepRegistered, registerRemote } from "./register-remote";
import { canonicalJson, createSigner, signedRequest } from "./signature";

const SIGNING_KEY = "cd".repeat(32);
const URL_OF_APP = "https://app.example/api/inngest";
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };

/** What the SDK hands to `fetch`: its bodies are text. */
type Sent = RequestInit & { body: string };

function remote(answer: () => Promise<Response>, work: () => void = () => {}) {
  const sent: { url: string; init: Sent }[] = [];
  vi.stubGlobal("fetch", (url: string, init: Sent) => {
    sent.push({ url, init });
    return answer();
  });
  const client = createClient(
    { mode: "remote", eventKey: "event-key", signingKey: SIGNING_KEY, baseUrl: "http://inngest.example:8288" },
    log,
  );
  const fn = client.createFunction({ id: "remote", triggers: [deliveriesDue] }, work);
  const served = serve({ client, functions: [fn], enableUnauthedSync: false });
  const handler = (request: Request): Promise<Response> => served(request as NextRequest, undefined);
  return { client, handler, sent };
}

const unexpected = (): Promise<Response> => Promise.reject(new Error("unexpected"));

afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe("the remote client", () => {
  it("sends events to the configured address, and gives each request 2 s", async () => {
    const limits = vi.spyOn(AbortSignal, "timeout");
    const { client, sent } = remote(() => Promise.resolve(Response.json({ ids: ["1"], status: 200 })));
    await client.send(deliveriesDue.create({ ids: ["dlv_1"] }, { id: "due:1" }));
    expect(sent.map(({ url }) => url)).toEqual(["http://inngest.example:8288/e/event-key"]);
    expect(limits.mock.calls).toEqual([[2_000]]);
    expect(sent[0]!.init.signal).toBe(limits.mock.results[0]!.value);
    expect(JSON.parse(sent[0]!.init.body)).toMatchObject([{ id: "due:1", name: "app/deliveries.due" }]);
  });

  it("is not put into dev mode by the environment", async () => {
    vi.stubEnv("INNGEST_DEV", "1");
    const { handler, client } = remote(unexpected);
    client.setEnvVars({ INNGEST_DEV: "1" });
    const unsigned = new Request(`${URL_OF_APP}?fnId=linquid-remote&stepId=step`, { method: "POST", body: "{}" });
    expect((await handler(unsigned)).status).toBe(401);
  });
});

describe("the SDK's log", () => {
  const call = async (error: Error): Promise<number> => {
    const throwing = (): never => {
      throw error;
    };
    const { handler } = remote(unexpected, throwing);
    const body = canonicalJson({ ctx: { run_id: "r" }, event: { name: "app/deliveries.due" }, steps: {}, version: -1 });
    const url = `${URL_OF_APP}?fnId=linquid-remote&stepId=step`;
    return (await handler(signedRequest({ method: "POST", url, body, sign: createSigner(SIGNING_KEY) }))).status;
  };

  it("has no error where a function asks to be called again later", async () => {
    expect(await call(new RetryAfterError("later", "5s"))).toBe(500);
    expect(log.error).not.toHaveBeenCalled();
    expect(log.debug).toHaveBeenCalled();
  });

  it("has the error of a function that failed", async () => {
    expect(await call(new Error("broken"))).toBe(500);
    expect(log.error).toHaveBeenCalledWith(
      { err: expect.objectContaining({ message: "broken" }) },
      "Inngest function error",
    );
  });
});

describe("registering with a remote Inngest", () => {
  const options = { url: URL_OF_APP, signingKey: SIGNING_KEY, log };

  it("names the app's address and its functions, in one request", async () => {
    const { handler, sent } = remote(() => Promise.resolve(Response.json({ ok: true, status: 200, modified: true })));
    const registered = await registerRemote({ ...options, handler, signal: new AbortController().signal });
    expect(registered).toBe(true);
    expect(sent.map(({ url }) => url)).toEqual(["http://inngest.example:8288/fn/register"]);
    const body = JSON.parse(sent[0]!.init.body) as { url: string; functions: { id: string }[] };
    expect(body.url).toBe(URL_OF_APP);
    expect(body.functions.map(({ id }) => id)).toEqual(["linquid-remote"]);
  });

  it("is tried again after 1, 2, 4 … 30 s until it succeeds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const at: number[] = [];
    const { handler } = remote(() => {
      at.push(Date.now());
      if (at.length === 2) return Promise.resolve(new Response("oops", { status: 500 }));
      if (at.length < 8) return Promise.reject(new Error("refused"));
      return Promise.resolve(Response.json({ ok: true, status: 200, modified: true }));
    });
    let registered: boolean | undefined;
    void registerRemote({ ...options, handler, signal: new AbortController().signal }).then((is) => (registered = is));
    await vi.waitFor(
      async () => {
        await vi.advanceTimersByTimeAsync(1_000);
        expect(registered).toBe(true);
      },
      { timeout: 10_000, interval: 1 },
    );
    const waits = at.slice(1).map((time, i) => time - at[i]!);
    const least = [1, 2, 4, 8, 16, 30, 30];
    expect(waits).toHaveLength(least.length);
    for (const [i, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(least[i]! * 1_000);
  });

  it("ends when told to, without having registered", async () => {
    const { handler } = remote(() => Promise.reject(new Error("refused")));
    const controller = new AbortController();
    const registering = registerRemote({
      ...options,
      handler,
      signal: controller.signal,
      log: { ...log, warn: () => controller.abort() },
    });
    expect(await registering).toBe(false);
  });

  it("outlives a handler that throws", async () => {
    const controller = new AbortController();
    const handler = (): Promise<Response> => Promise.reject(new Error("broken"));
    const warn = vi.fn(() => controller.abort());
    expect(await registerRemote({ ...options, handler, signal: controller.signal, log: { ...log, warn } })).toBe(false);
    expect(warn).toHaveBeenCalledOnce();
  });

  it("is made again every minute, because a server may forget what it confirmed", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const { handler, sent } = remote(() => Promise.resolve(Response.json({ ok: true, status: 200, modified: true })));
    const controller = new AbortController();
    const kept = keepRegistered({ ...options, handler, signal: controller.signal });
    for (const minute of [1, 2, 3]) {
      // Time that passes before the wait has begun would be lost on it.
      await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
      await vi.advanceTimersByTimeAsync(60_000);
      await vi.waitFor(() => expect(sent).toHaveLength(minute));
    }
    controller.abort();
    await kept;
    expect(sent).toHaveLength(3);
  });
});
