import { setImmediate } from "node:timers/promises";

import { describe, expect, test, vi } from "vitest";

import type { EgressRequest } from "./egress";
import { OK, openEgress, saying, send, startReceiver } from "./fixtures/receiver";

const echoPath = (text: string): string => {
  const path = text.split(" ")[1]!;
  return `HTTP/1.1 200 OK\r\ncontent-length: ${path.length}\r\n\r\n${path}`;
};

describe("on the wire", () => {
  test("a request is exactly what was asked for, plus host, length and connection", async () => {
    const receiver = await startReceiver({ onRequest: saying(OK) });
    await send(openEgress(), {
      url: `${receiver.url}/hook?a=1#secret`,
      headers: [
        ["webhook-id", "evt_1"],
        ["X-Token", "a b"],
      ],
      body: '{"é":1}',
    });
    expect(receiver.heads[0]!.split("\r\n")).toEqual([
      "POST /hook?a=1 HTTP/1.1",
      `host: 127.0.0.1:${receiver.port}`,
      "connection: keep-alive",
      "webhook-id: evt_1",
      "X-Token: a b",
      "content-length: 8",
    ]);
  });

  test("bytes are sent as they are", async () => {
    const bytes = Buffer.from([0, 255, 128, 13, 10, 13, 10]);
    let received = "";
    const receiver = await startReceiver({
      onConnection: (socket) => socket.on("data", (chunk: Buffer) => (received += chunk.toString("latin1"))),
      onRequest: saying(OK),
    });
    await send(openEgress(), { url: receiver.url, body: new Uint8Array(bytes) });
    expect(received.endsWith(`\r\n\r\n${bytes.toString("latin1")}`)).toBe(true);
  });

  test("a GET has no body", async () => {
    const receiver = await startReceiver({ onRequest: saying(OK) });
    await openEgress().send({ method: "GET", url: receiver.url, headers: [], timeoutMs: 5_000 });
    expect(receiver.heads[0]).toMatch(/^GET \/ HTTP/);
    expect(receiver.heads[0]).not.toContain("content-length");
  });
});

describe("the result", () => {
  test("tells the phases of a fresh connection, and none for a kept one", async () => {
    const receiver = await startReceiver({ onRequest: (socket) => setTimeout(() => socket.write(OK), 60) });
    const egress = openEgress();
    const before = Date.now();
    const first = await send(egress, { url: receiver.url });
    await setImmediate(); // undici frees a connection one turn of the event loop after the answer
    const second = await send(egress, { url: receiver.url });
    expect(receiver.connections).toBe(1);
    for (const result of [first, second]) {
      if (!result.ok) throw new Error(result.message);
      expect(result.address).toBe("127.0.0.1");
      expect(result.startedAt.getTime()).toBeGreaterThanOrEqual(before);
      const { dns, connect, tls, firstByte, total } = result.timings;
      expect(firstByte).toBeGreaterThan(50);
      expect(total).toBeGreaterThanOrEqual(Math.floor(dns + connect + tls + firstByte));
      for (const ms of [dns, connect, tls, firstByte, total]) expect(Math.round(ms * 10) / 10).toBe(ms);
    }
    expect(first.timings.connect).toBeGreaterThan(0);
    expect(second.timings).toMatchObject({ dns: 0, connect: 0, tls: 0 });
  });

  test("tells how far a failed request came", async () => {
    const receiver = await startReceiver({});
    const result = await send(openEgress(), { url: receiver.url, timeoutMs: 200 });
    expect(result).toMatchObject({ ok: false, errorClass: "timeout", address: "127.0.0.1" });
    expect(Object.keys(result.timings).sort()).toEqual(["connect", "dns", "total"]);
    expect(result.ok ? 0 : result.elapsedMs).toBeGreaterThanOrEqual(200);
    expect(result.ok ? 0 : result.elapsedMs).toBeLessThan(400);
  });
});

describe("one bad header", () => {
  const BAD: [string, string][] = [
    ["x-a", "a\r\nx-injected: b"],
    ["x-a", "é"],
    ["x a", "v"],
    ["", "v"],
    ["host", "metadata"],
    ["transfer-encoding", "chunked"],
    ["content-length", "1"],
    ["connection", "close"],
    ["expect", "100-continue"],
    ["x-a", ""],
  ];

  test("100 of them fail alone: 1,000 good requests to the same host are answered in time", async () => {
    const receiver = await startReceiver({ onRequest: saying(OK) });
    const egress = openEgress();
    const bad = Array.from({ length: 100 }, (_, at) =>
      send(egress, { url: receiver.url, headers: [["webhook-id", "evt_1"], BAD[at % BAD.length]!], timeoutMs: 3_000 }),
    );
    const good: Promise<unknown>[] = [];
    let left = 1_000;
    const lane = async (): Promise<void> => {
      while (left-- > 0) good.push(Promise.resolve(await send(egress, { url: receiver.url, timeoutMs: 3_000 })));
    };
    await Promise.all(Array.from({ length: 24 }, lane));
    for (const result of await Promise.all(bad))
      expect(result).toMatchObject({
        ok: false,
        errorClass: "protocol",
        message: expect.stringContaining("cannot be sent") as string,
      });
    expect(good).toHaveLength(1_000);
    for (const result of await Promise.all(good)) expect(result).toMatchObject({ ok: true });
    expect(receiver.heads).toHaveLength(1_000);
    expect(receiver.connections).toBeLessThanOrEqual(2 * 24);
  });

  test("its value never stands in the message", async () => {
    const result = await send(openEgress(), { url: "http://127.0.0.1:1234/", headers: [["x-\u001b[0m", "hunter2\n"]] });
    expect(result.ok ? "" : result.message).toBe('The header "x-\\u001b[0m" cannot be sent.');
  });
});

describe("connections", () => {
  test("are kept between requests", async () => {
    const receiver = await startReceiver({ onRequest: saying(OK) });
    const egress = openEgress();
    for (let round = 0; round < 20; round++) {
      expect(await send(egress, { url: receiver.url })).toMatchObject({ ok: true });
      await setImmediate(); // undici frees a connection one turn of the event loop after the answer
    }
    expect(receiver.connections).toBe(1);
  });

  test("are not limited here, and none carries two requests at once", async () => {
    const receiver = await startReceiver({ onRequest: (socket) => setTimeout(() => socket.write(OK), 50) });
    const egress = openEgress();
    const results = await Promise.all(Array.from({ length: 100 }, () => send(egress, { url: receiver.url })));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(receiver.connections).toBe(100);
  });

  test("that the receiver closed while idle cost the next request nothing", async () => {
    const receiver = await startReceiver({
      onRequest: (socket) => socket.write(OK, () => setTimeout(() => socket.end(), 10)),
    });
    const egress = openEgress();
    for (let round = 1; round <= 5; round++) {
      expect(await send(egress, { url: receiver.url })).toMatchObject({ ok: true, address: "127.0.0.1" });
      await vi.waitFor(() => expect(receiver.open.size).toBe(0));
    }
    expect(receiver.connections).toBe(5);
  });

  test("a slow one does not hold up requests to the same host", async () => {
    const receiver = await startReceiver({
      onRequest: (socket, text) => {
        if (!text.includes("/hang")) socket.write(OK);
      },
    });
    const egress = openEgress();
    const hanging = Array.from({ length: 20 }, () => send(egress, { url: `${receiver.url}/hang`, timeoutMs: 500 }));
    const startedAt = performance.now();
    for (let round = 0; round < 20; round++)
      expect(await send(egress, { url: receiver.url })).toMatchObject({ ok: true });
    expect(performance.now() - startedAt).toBeLessThan(400);
    for (const result of await Promise.all(hanging)) expect(result).toMatchObject({ errorClass: "timeout" });
  });

  test("an answer after the deadline is not taken for the answer of another request", async () => {
    const receiver = await startReceiver({
      onRequest: (socket, text) => {
        setTimeout(() => socket.write(echoPath(text)), text.includes("/late") ? 400 : 0);
      },
    });
    const egress = openEgress();
    expect(await send(egress, { url: `${receiver.url}/late`, timeoutMs: 200 })).toMatchObject({
      errorClass: "timeout",
    });
    for (const path of ["/a", "/b", "/c"])
      expect(await send(egress, { url: `${receiver.url}${path}` })).toMatchObject({
        ok: true,
        body: Buffer.from(path),
      });
  });
});

describe("send", () => {
  test.each<Partial<EgressRequest>>([
    { url: "" },
    { url: "not a url" },
    { method: "" },
    { method: "GE T" },
    { method: "POST\r\nx: y" },
    { headers: [["a", undefined as never]] },
    { headers: null as never },
    { body: 5 as never },
  ])("never rejects, not even for %j", async (wrong) => {
    const receiver = await startReceiver({ onRequest: saying(OK) });
    const egress = openEgress();
    expect(await send(egress, { url: receiver.url, ...wrong })).toMatchObject({ ok: false });
    expect(egress.inFlight).toBe(0);
    expect(receiver.heads).toEqual([]);
    expect(await send(egress, { url: receiver.url })).toMatchObject({ ok: true });
  });

  test("counts what is on its way", async () => {
    const receiver = await startReceiver({ onRequest: (socket) => setTimeout(() => socket.write(OK), 50) });
    const egress = openEgress();
    const all = Array.from({ length: 5 }, () => send(egress, { url: receiver.url }));
    expect(egress.inFlight).toBe(5);
    await Promise.all(all);
    expect(egress.inFlight).toBe(0);
  });
});

describe("close", () => {
  test("waits for what is on its way, refuses what comes later, and leaves no connection", async () => {
    const receiver = await startReceiver({ onRequest: (socket) => setTimeout(() => socket.write(OK), 100) });
    const egress = openEgress();
    const running = [send(egress, { url: receiver.url }), send(egress, { url: receiver.url })];
    const closed = [egress.close(), egress.close()];
    expect(await send(egress, { url: receiver.url })).toMatchObject({
      ok: false,
      message: "The sender is shutting down.",
    });
    await Promise.all(closed);
    expect(egress.inFlight).toBe(0);
    for (const result of await Promise.all(running)) expect(result).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(receiver.open.size).toBe(0));
    expect(receiver.heads).toHaveLength(2);
  });

  test("is bounded by the time limit of what is on its way", async () => {
    const receiver = await startReceiver({});
    const egress = openEgress();
    const hanging = send(egress, { url: receiver.url, timeoutMs: 300 });
    const startedAt = performance.now();
    await egress.close();
    expect(performance.now() - startedAt).toBeLessThan(600);
    expect(await hanging).toMatchObject({ errorClass: "timeout" });
  });
});
