import type net from "node:net";
import { gzipSync } from "node:zlib";

import { describe, expect, test, vi } from "vitest";

import type { ErrorClass } from "./error-class";
import { OK, openEgress, saying, send, startReceiver, type Answer } from "./fixtures/receiver";

const head = (...lines: string[]): string => [...lines, "", ""].join("\r\n");

/** Writes the same bytes for ever, as fast as the other side reads. */
function flood(socket: net.Socket, chunk: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on("drain", more);
  more();
}

/** Writes the text byte by byte, one every 40 ms, the last for ever. */
function drip(socket: net.Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[Math.min(at++, text.length - 1)]!), 40);
  socket.on("close", () => clearInterval(timer));
}

describe("a receiver that breaks the protocol or the connection is told apart", () => {
  const closing =
    (text = "") =>
    (socket: net.Socket): void => {
      socket.end(text);
    };
  const resetting =
    (text = "") =>
    (socket: net.Socket): void => {
      if (text === "") socket.resetAndDestroy();
      else socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 20));
    };

  const cases: [ErrorClass, string, Answer][] = [
    ["reset", "closes at once", { onConnection: closing() }],
    ["reset", "resets at once", { onConnection: resetting() }],
    ["reset", "closes after the request", { onRequest: closing() }],
    ["reset", "resets after the request", { onRequest: resetting() }],
    ["reset", "closes within the status line", { onRequest: closing("HTTP/1.1 20") }],
    ["reset", "closes within the headers", { onRequest: closing("HTTP/1.1 200 OK\r\nx-a: b\r\n") }],
    [
      "reset",
      "closes within a sized body",
      { onRequest: closing(`${head("HTTP/1.1 200 OK", "content-length: 10")}abc`) },
    ],
    [
      "reset",
      "announces close and closes within a sized body",
      { onRequest: closing(`${head("HTTP/1.1 200 OK", "connection: close", "content-length: 10")}abc`) },
    ],
    [
      "reset",
      "closes within a chunked body",
      { onRequest: closing(`${head("HTTP/1.1 200 OK", "transfer-encoding: chunked")}5\r\nabc`) },
    ],
    [
      "reset",
      "announces close and closes within a chunked body",
      {
        onRequest: closing(
          `${head("HTTP/1.1 200 OK", "connection: close", "transfer-encoding: chunked")}5\r\nabcde\r\n`,
        ),
      },
    ],
    ["reset", "resets within the headers", { onRequest: resetting("HTTP/1.1 200 OK\r\nx-a: b\r\n") }],
    ["reset", "resets within a body", { onRequest: resetting(`${head("HTTP/1.1 200 OK", "content-length: 10")}abc`) }],
    [
      "reset",
      "announces close and resets within a body",
      { onRequest: resetting(`${head("HTTP/1.1 200 OK", "connection: close", "content-length: 10")}abc`) },
    ],
    ["protocol", "sends garbage", { onRequest: saying("\u0001\u0002garbage\r\n\r\n") }],
    ["protocol", "sends a broken status line", { onRequest: saying("HTTP/1.1 abc OK\r\n\r\n") }],
    ["protocol", "sends a status of one digit", { onRequest: saying("HTTP/1.1 2 OK\r\n\r\n") }],
    ["protocol", "sends a status of four digits", { onRequest: saying("HTTP/1.1 2000 OK\r\n\r\n") }],
    ["protocol", "speaks HTTP/9.9", { onRequest: saying("HTTP/9.9 200 OK\r\n\r\n") }],
    ["protocol", "speaks SSH", { onConnection: saying("SSH-2.0-OpenSSH_9.2\r\n") }],
    ["protocol", "speaks SMTP", { onConnection: saying("220 mail.example.com ESMTP\r\n") }],
    ["protocol", "speaks HTML without a head", { onRequest: saying("<html><body>hi</body></html>") }],
    ["protocol", "sends a header without a colon", { onRequest: saying("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n") }],
    ["protocol", "sends a header with a space in its name", { onRequest: saying("HTTP/1.1 200 OK\r\na b: c\r\n\r\n") }],
    ["protocol", "sends NUL in a header", { onRequest: saying("HTTP/1.1 200 OK\r\nx-a: a\0b\r\n\r\n") }],
    [
      "protocol",
      "sends a broken header after a content length",
      { onRequest: saying("HTTP/1.1 200 OK\r\ncontent-length: 5\r\na\0b: c\r\n\r\n") },
    ],
    [
      "protocol",
      "sends two content lengths",
      { onRequest: saying(`${head("HTTP/1.1 200 OK", "content-length: 2", "content-length: 3")}abc`) },
    ],
    [
      "protocol",
      "sends a negative content length",
      { onRequest: saying(head("HTTP/1.1 200 OK", "content-length: -1")) },
    ],
    [
      "protocol",
      "sends both a length and chunks",
      { onRequest: saying(`${head("HTTP/1.1 200 OK", "content-length: 2", "transfer-encoding: chunked")}0\r\n\r\n`) },
    ],
    [
      "protocol",
      "sends a broken chunk size",
      { onRequest: saying(`${head("HTTP/1.1 200 OK", "transfer-encoding: chunked")}zz\r\nabc\r\n`) },
    ],
    [
      "protocol",
      "sends a header of 20 KiB",
      { onRequest: saying(head("HTTP/1.1 200 OK", `x-a: ${"v".repeat(20_000)}`)) },
    ],
    [
      "protocol",
      "sends headers without end",
      {
        onRequest: (socket) => {
          socket.write("HTTP/1.1 200 OK\r\n");
          flood(socket, Buffer.from(`x-a: ${"v".repeat(1000)}\r\n`));
        },
      },
    ],
    [
      "protocol",
      "sends trailers without end",
      {
        onRequest: (socket) => {
          socket.write(`${head("HTTP/1.1 200 OK", "transfer-encoding: chunked")}0\r\n`);
          flood(socket, Buffer.from(`x-a: ${"v".repeat(1000)}\r\n`));
        },
      },
    ],
    ["protocol", "says 100 though nothing asked", { onRequest: saying(`${head("HTTP/1.1 100 Continue")}${OK}`) }],
    [
      "protocol",
      "switches protocols though nothing asked",
      { onRequest: saying(head("HTTP/1.1 101 Switching Protocols", "upgrade: websocket", "connection: upgrade")) },
    ],
    [
      "protocol",
      "sends interim responses without end",
      { onRequest: (socket) => flood(socket, Buffer.from(head("HTTP/1.1 103 Early Hints", "link: </a>"))) },
    ],
    ["timeout", "never answers", {}],
    ["timeout", "drips its status line", { onRequest: (socket) => drip(socket, "HTTP/1.1 200 OK") }],
    ["timeout", "drips its headers", { onRequest: (socket) => drip(socket, "HTTP/1.1 200 OK\r\nx-a: bbbbbbbb") }],
    [
      "timeout",
      "drips its body",
      {
        onRequest: (socket) => {
          socket.write(head("HTTP/1.1 200 OK", "content-length: 1000"));
          drip(socket, "x");
        },
      },
    ],
    [
      "timeout",
      "sends a chunk extension without end",
      {
        onRequest: (socket) => {
          socket.write(`${head("HTTP/1.1 200 OK", "transfer-encoding: chunked")}5;`);
          flood(socket, Buffer.alloc(16_384, "x"));
        },
      },
    ],
  ];

  test.each(cases)("%s: it %s", async (errorClass, _what, answer) => {
    const receiver = await startReceiver(answer);
    const startedAt = performance.now();
    const timeoutMs = errorClass === "timeout" ? 300 : 5_000;
    const result = await send(openEgress(), { url: receiver.url, timeoutMs });
    expect(result).toMatchObject({ ok: false, errorClass });
    expect(result.ok ? "" : result.message).toMatch(/^The |^There /);
    expect(performance.now() - startedAt).toBeLessThan(timeoutMs + 400);
    await vi.waitFor(() => expect(receiver.open.size).toBe(0));
  });

  test("the status is known when the head had arrived before the body failed", async () => {
    const receiver = await startReceiver({
      onRequest: closing(`${head("HTTP/1.1 503 No", "content-length: 9", "Retry-After: 60")}x`),
    });
    expect(await send(openEgress(), { url: receiver.url })).toMatchObject({
      ok: false,
      errorClass: "reset",
      status: 503,
      headers: [
        ["content-length", "9"],
        ["retry-after", "60"],
      ],
    });
  });
});

describe("a receiver that sends more than anyone wants counts as answered", () => {
  test("an endless body is cut at 64 KiB, 16 KiB are kept and the connection is closed", async () => {
    const receiver = await startReceiver({
      onRequest: (socket) => {
        socket.write(head("HTTP/1.1 200 OK", "content-type: text/plain"));
        flood(socket, Buffer.alloc(65_536, "x"));
      },
    });
    const result = await send(openEgress(), { url: receiver.url });
    expect(result).toMatchObject({ ok: true, status: 200, size: 65_536, truncated: true });
    expect(result.ok && result.body.equals(Buffer.alloc(16_384, "x"))).toBe(true);
    await vi.waitFor(() => expect(receiver.open.size).toBe(0));
  });

  test("20 endless bodies at once grow memory by less than 64 MiB", async () => {
    const chunk = Buffer.alloc(65_536, "x");
    const receiver = await startReceiver({
      onRequest: (socket) => {
        socket.write(head("HTTP/1.1 200 OK"));
        flood(socket, chunk);
      },
    });
    const egress = openEgress();
    const before = process.memoryUsage().rss;
    const results = await Promise.all(Array.from({ length: 20 }, () => send(egress, { url: receiver.url })));
    expect(results.every((result) => result.ok && result.truncated)).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
  });

  test.each([
    [0, 0, false],
    [1, 1, false],
    [16_384, 16_384, false],
    [16_385, 16_384, true],
    [65_536, 16_384, true],
    [65_537, 16_384, true],
  ])("a body of %i bytes keeps %i, truncated: %s", async (length, kept, truncated) => {
    const bytes = Buffer.alloc(length, "0123456789");
    const receiver = await startReceiver({
      onRequest: (socket) => {
        socket.write(head("HTTP/1.1 200 OK", `content-length: ${length}`));
        socket.write(bytes);
      },
    });
    const result = await send(openEgress(), { url: receiver.url });
    expect(result).toMatchObject({ ok: true, truncated, size: Math.min(length, 65_536) });
    expect(result.ok && result.body.equals(bytes.subarray(0, kept))).toBe(true);
  });

  test("the caller's own limits on reading and keeping hold", async () => {
    const receiver = await startReceiver({
      onRequest: saying(`${head("HTTP/1.1 200 OK", "content-length: 10")}0123456789`),
    });
    const egress = openEgress();
    const whole = await send(egress, { url: receiver.url, bodyBytesMax: 10, bodyBytesKept: 4 });
    expect(whole).toMatchObject({ ok: true, size: 10, truncated: true, body: Buffer.from("0123") });
    const cut = await send(egress, { url: receiver.url, bodyBytesMax: 9, bodyBytesKept: 9 });
    expect(cut).toMatchObject({ ok: true, size: 9, truncated: true, body: Buffer.from("012345678") });
  });

  test("a compressed body stays compressed", async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 2 ** 20));
    const receiver = await startReceiver({
      onRequest: (socket) => {
        socket.write(head("HTTP/1.1 200 OK", "content-encoding: gzip", `content-length: ${bomb.length}`));
        socket.write(bomb);
      },
    });
    const result = await send(openEgress(), { url: receiver.url });
    expect(result).toMatchObject({ ok: true, size: bomb.length });
    expect(result.ok && result.body.equals(bomb.subarray(0, 16_384))).toBe(true);
  });

  test("headers are kept up to 50 and 4 KiB", async () => {
    const lines = Array.from({ length: 100 }, (_, at) => `x-${at}: ${"v".repeat(100)}`);
    const receiver = await startReceiver({ onRequest: saying(head("HTTP/1.1 200 OK", ...lines, "content-length: 0")) });
    const result = await send(openEgress(), { url: receiver.url });
    const headers = result.ok ? result.headers : [];
    expect(headers.length).toBeGreaterThan(30);
    expect(headers.length).toBeLessThanOrEqual(50);
    expect(headers.flat().join("").length).toBeLessThanOrEqual(4096);
  });

  test("headers with the names of object properties do no harm", async () => {
    const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"];
    const receiver = await startReceiver({
      onRequest: saying(
        head("HTTP/1.1 200 OK", ...names.flatMap((name) => [`${name}: a`, `${name}: b`]), "content-length: 0"),
      ),
    });
    const result = await send(openEgress(), { url: receiver.url });
    expect(result.ok && result.headers.length).toBe(11);
  });
});

describe("ordinary answers", () => {
  test.each([200, 201, 204, 299, 300, 304, 400, 401, 404, 410, 429, 500, 502, 503, 504])(
    "status %i is an answer: judging it is not the sender's",
    async (status) => {
      const length = status === 204 || status === 304 ? [] : ["content-length: 0"];
      const receiver = await startReceiver({ onRequest: saying(head(`HTTP/1.1 ${status} X`, ...length)) });
      expect(await send(openEgress(), { url: receiver.url })).toMatchObject({ ok: true, status, size: 0 });
    },
  );

  test.each([301, 302, 303, 307, 308])("a %i is not followed", async (status) => {
    const canary = await startReceiver({ onRequest: saying(OK) });
    const receiver = await startReceiver({
      onRequest: saying(head(`HTTP/1.1 ${status} X`, `location: ${canary.url}/`, "content-length: 0")),
    });
    expect(await send(openEgress(), { url: receiver.url })).toMatchObject({ ok: true, status });
    expect(canary.connections).toBe(0);
  });

  test("a few interim responses before the answer are read over", async () => {
    const receiver = await startReceiver({
      onRequest: saying(`${head("HTTP/1.1 102 Processing")}${head("HTTP/1.1 103 Early Hints", "link: </a>")}${OK}`),
    });
    expect(await send(openEgress(), { url: receiver.url })).toMatchObject({
      ok: true,
      status: 200,
      body: Buffer.from("ok"),
    });
  });

  test("HTTP/1.0 without a length ends with the connection", async () => {
    const receiver = await startReceiver({ onRequest: (socket) => socket.end(`${head("HTTP/1.0 200 OK")}hello`) });
    expect(await send(openEgress(), { url: receiver.url })).toMatchObject({ ok: true, body: Buffer.from("hello") });
  });

  test("chunks are joined", async () => {
    const receiver = await startReceiver({
      onRequest: saying(`${head("HTTP/1.1 200 OK", "transfer-encoding: chunked")}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`),
    });
    expect(await send(openEgress(), { url: receiver.url })).toMatchObject({
      ok: true,
      size: 5,
      body: Buffer.from("abcde"),
    });
  });

  test("a second answer sent in advance is never taken for the next request's", async () => {
    const poison = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\npoison";
    const receiver = await startReceiver({
      onRequest: (socket, text) => {
        const own = text.split(" ")[1]!;
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${own.length}\r\n\r\n${own}${poison}`);
      },
    });
    const egress = openEgress();
    for (const path of ["/1", "/2", "/3", "/4"])
      expect(await send(egress, { url: `${receiver.url}${path}` })).toMatchObject({
        ok: true,
        body: Buffer.from(path),
      });
  });
});
