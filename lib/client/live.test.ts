import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { LiveEvent } from "@/lib/contracts/live";

import { Problem } from "./http";
import { LiveCache } from "./live-cache";
import { LiveConnection } from "./live-connection";
import { type LiveLine, readLive } from "./live-events";
import { deliveryQueries } from "./queries/deliveries";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const READY: LiveLine = { id: "a.0", event: { type: "ready", resumed: false } };
const SIGN: LiveLine = { id: null, event: null };

/** A server whose connections the test ends. */
function server() {
  const asked: { at: number; lastId: string | null; signal: AbortSignal; end: (problem?: Error) => void }[] = [];
  const started = Date.now();
  const lines: LiveLine[] = [READY];
  async function* connect(lastId: string | null, signal: AbortSignal): AsyncGenerator<LiveLine> {
    const over = new Promise<void>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      asked.push({
        at: Math.round((Date.now() - started) / 1_000),
        lastId,
        signal,
        end: (problem) => (problem ? reject(problem) : resolve()),
      });
    });
    yield* lines;
    await over;
  }
  return { asked, lines, connect };
}

test("an ended stream is opened again from the last message on, each time a little later", async () => {
  const { asked, lines, connect } = server();
  const events: LiveEvent[] = [];
  const connection = new LiveConnection(connect, (event) => events.push(event));
  connection.resume();
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.status()).toMatchObject({ state: "live", lost: false });
  lines.length = 0;
  asked[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.status().state).toBe("reconnecting");
  for (let at = 1; at <= 5; at++) {
    await vi.advanceTimersByTimeAsync(30_000);
    asked[at]?.end(new Problem("NETWORK", "Away.", 0));
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(asked.length).toBeGreaterThan(4);
  expect(asked.slice(1).every(({ lastId }) => lastId === "a.0")).toBe(true);
  expect(events).toEqual([READY.event]);
  connection.stop();
});

test("waits 1, 2, 5, 10 and then 30 s, says after three minutes that it is lost, and forgets it when it is back", async () => {
  const { asked, lines, connect } = server();
  lines.length = 0;
  const failing = (lastId: string | null, signal: AbortSignal) => {
    const lines = connect(lastId, signal);
    queueMicrotask(() => asked.at(-1)?.end(new Problem("NETWORK", "Away.", 0)));
    return lines;
  };
  let target = failing;
  const connection = new LiveConnection(
    (...args) => target(...args),
    () => undefined,
  );
  connection.resume();
  await vi.advanceTimersByTimeAsync(179_000);
  expect(asked.map(({ at }) => at)).toEqual([0, 1, 3, 8, 18, 48, 78, 108, 138, 168]);
  expect(connection.status().lost).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(connection.status()).toMatchObject({ state: "reconnecting", lost: true });
  lines.push(READY);
  target = connect;
  connection.resume();
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.status()).toMatchObject({ state: "live", lost: false });
  connection.stop();
});

test("a silent connection is given up, one that gives signs is not", async () => {
  const { asked, connect } = server();
  const connection = new LiveConnection(connect, () => undefined);
  connection.resume();
  await vi.advanceTimersByTimeAsync(39_000);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(asked[0]?.signal.aborted).toBe(true);
  expect(asked).toHaveLength(2);
  connection.stop();
});

test("what is refused is not asked for again, a full house is, after the time it named", async () => {
  const { asked, lines, connect } = server();
  lines.length = 0;
  const connection = new LiveConnection(connect, () => undefined);
  connection.resume();
  await vi.advanceTimersByTimeAsync(0);
  asked[0]?.end(new Problem("RATE_LIMITED", "Too many.", 429, { retryAfterMs: 20_000 }));
  await vi.advanceTimersByTimeAsync(19_000);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toHaveLength(2);
  asked[1]?.end(new Problem("UNAUTHORIZED", "Sign in.", 401));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(2);
  expect(connection.status().state).toBe("off");
});

test("paused, it is closed and stays so", async () => {
  const { asked, connect } = server();
  const connection = new LiveConnection(connect, () => undefined);
  connection.resume();
  await vi.advanceTimersByTimeAsync(0);
  connection.pause();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked[0]?.signal.aborted).toBe(true);
  expect(asked).toHaveLength(1);
  expect(connection.status()).toMatchObject({ state: "paused", lost: false });
});

test("messages are read however they are cut, and signs of life among them", async () => {
  const text = `id: a.0\ndata: {"type":"ready","resumed":true}\n\n: still here\n\n`;
  const body = new ReadableStream({
    start(controller) {
      for (const letter of text) controller.enqueue(new TextEncoder().encode(letter));
      controller.close();
    },
  });
  vi.stubGlobal("fetch", async () => new Response(body));
  const lines: LiveLine[] = [];
  for await (const line of readLive("ws_1", null, new AbortController().signal)) lines.push(line);
  expect(lines).toEqual([{ id: "a.0", event: { type: "ready", resumed: true } }, SIGN]);
});

test("a thousand deliveries read the list again at once, and then every two seconds at most", async () => {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, "invalidateQueries");
  const cache = new LiveCache(client, "ws_1");
  const event: LiveEvent = { type: "changed", topic: "delivery", ids: [], more: true, created: 50 };
  const lists = () => invalidate.mock.calls.filter(([filters]) => filters?.queryKey?.[3] === "list").length;
  for (let at = 0; at < 1_000; at++) {
    cache.apply(event);
    await vi.advanceTimersByTimeAsync(5);
  }
  expect(lists()).toBe(3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lists()).toBe(4);
});

test("an open delivery is read again at once, after a gap everything is, and after a resumption nothing", () => {
  const client = new QueryClient();
  const { queryKey } = deliveryQueries.detail("ws_1", "dlv_1");
  client.setQueryData(queryKey, undefined);
  client.getQueryCache().build(client, { queryKey });
  const invalidate = vi.spyOn(client, "invalidateQueries");
  const cache = new LiveCache(client, "ws_1");
  cache.apply({ type: "ready", resumed: true });
  expect(invalidate).not.toHaveBeenCalled();
  cache.apply({ type: "changed", topic: "delivery", ids: ["dlv_1", "dlv_2"], more: false, created: 0 });
  expect(invalidate).toHaveBeenCalledWith({ queryKey });
  expect(invalidate).not.toHaveBeenCalledWith({ queryKey: deliveryQueries.detail("ws_1", "dlv_2").queryKey });
  cache.apply({ type: "ready", resumed: false });
  expect(invalidate).toHaveBeenLastCalledWith({ queryKey: ["ws", "ws_1"] });
  cache.stop();
});
