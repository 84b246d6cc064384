import type { lookup } from "node:dns";
import { once } from "node:events";
import net from "node:net";
import { setImmediate } from "node:timers/promises";
import tls from "node:tls";

import { beforeEach, describe, expect, test, vi } from "vitest";

import {
  answering,
  certificate,
  OK,
  openEgress,
  saying,
  send,
  startReceiver,
  type Receiver,
} from "./fixtures/receiver";

const at = (name: string, receiver: Receiver): string => `https://${name}:${receiver.port}/`;
const HOST = "hooks.example.com";

/** Makes the test authority a trusted one for senders opened later. */
function trustTheAuthority(): void {
  const real = tls.createSecureContext;
  vi.spyOn(tls, "createSecureContext").mockImplementation((options) =>
    real({ ca: certificate("authority"), ...options }),
  );
}

const serving = (name: string, more: tls.TlsOptions = {}): Promise<Receiver> =>
  startReceiver({ onRequest: saying(OK), secure: { key: certificate("key"), cert: certificate(name), ...more } });

describe("TLS", () => {
  beforeEach(trustTheAuthority);

  test("a certificate that is trusted, in time and for the name is accepted, by name and by address", async () => {
    const names: (string | undefined)[] = [];
    const receiver = await serving("good", {
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    });
    const egress = openEgress({ resolve: answering(["127.0.0.1"]) });
    expect(await send(egress, { url: at(HOST, receiver) })).toMatchObject({
      ok: true,
      status: 200,
      address: "127.0.0.1",
    });
    expect(await send(egress, { url: at("127.0.0.1", receiver) })).toMatchObject({ ok: true, status: 200 });
    expect(names).toEqual([HOST]);
  });

  test.each([
    ["expired", "The TLS certificate has expired."],
    ["not-yet", "The TLS certificate is not valid yet."],
    ["wrong-name", "The TLS certificate is for another host name."],
    ["self-signed", "The TLS certificate is self-signed."],
  ])("a certificate that is %s is refused every time, before the request", async (name, message) => {
    const receiver = await serving(name);
    const egress = openEgress({ resolve: answering(["127.0.0.1"]) });
    for (let round = 0; round < 3; round++) {
      const result = await send(egress, { url: at(HOST, receiver) });
      expect(result).toMatchObject({ ok: false, errorClass: "tls", message, address: "127.0.0.1" });
    }
    expect(receiver.heads).toEqual([]);
  });

  test("a certificate of an unknown authority is refused", async () => {
    vi.restoreAllMocks();
    const receiver = await serving("good");
    const result = await send(openEgress({ resolve: answering(["127.0.0.1"]) }), { url: at(HOST, receiver) });
    expect(result).toMatchObject({
      ok: false,
      errorClass: "tls",
      message: expect.stringContaining("trusted") as string,
    });
  });

  test.each(["TLSv1", "TLSv1.1"] as const)("%s is too old", async (version) => {
    const receiver = await serving("good", { minVersion: version, maxVersion: version, ciphers: "DEFAULT@SECLEVEL=0" });
    const result = await send(openEgress({ resolve: answering(["127.0.0.1"]) }), { url: at(HOST, receiver) });
    expect(result).toMatchObject({ ok: false, errorClass: "tls" });
    // OpenSSL's own defaults may refuse it as well; the floor must be ours.
    expect(tls.createSecureContext).toHaveBeenCalledWith(expect.objectContaining({ minVersion: "TLSv1.2" }));
  });

  test.each(["TLSv1.2", "TLSv1.3"] as const)("%s is spoken", async (version) => {
    const receiver = await serving("good", { minVersion: version, maxVersion: version });
    const result = await send(openEgress({ resolve: answering(["127.0.0.1"]) }), { url: at(HOST, receiver) });
    expect(result).toMatchObject({ ok: true });
  });

  test("an alert of the server is tls", async () => {
    const receiver = await serving("good", { ALPNProtocols: ["h2"] });
    const result = await send(openEgress({ resolve: answering(["127.0.0.1"]) }), { url: at(HOST, receiver) });
    expect(result).toMatchObject({ ok: false, errorClass: "tls" });
  });

  test.each([
    ["plain HTTP", saying("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n")],
    ["garbage", saying(Buffer.alloc(100, 7))],
    ["SSH", saying("SSH-2.0-OpenSSH_9.2\r\n")],
  ])("%s instead of a handshake is tls", async (_what, onConnection) => {
    const receiver = await startReceiver({ onConnection });
    const result = await send(openEgress({ resolve: answering(["127.0.0.1"]) }), { url: at(HOST, receiver) });
    expect(result).toMatchObject({ ok: false, errorClass: "tls" });
  });

  test.each([
    ["closes", (socket: net.Socket) => socket.end()],
    ["resets", (socket: net.Socket) => socket.resetAndDestroy()],
  ])("a server that %s during the handshake is reset", async (_what, onConnection) => {
    const receiver = await startReceiver({ onConnection });
    const result = await send(openEgress({ resolve: answering(["127.0.0.1"]) }), { url: at(HOST, receiver) });
    expect(result).toMatchObject({ ok: false, errorClass: "reset" });
  });

  test.each([
    ["the connect limit", { connectTimeoutMs: 300 }, 5_000],
    ["the total limit", {}, 300],
  ])("a handshake that stalls is tls and is given up at %s", async (_what, options, timeoutMs) => {
    const receiver = await startReceiver({});
    const startedAt = performance.now();
    const egress = openEgress({ ...options, resolve: answering(["127.0.0.1"]) });
    const result = await send(egress, { url: at(HOST, receiver), timeoutMs });
    expect(result).toMatchObject({
      ok: false,
      errorClass: "tls",
      message: "The TLS handshake did not finish within 0.3 s.",
    });
    expect(performance.now() - startedAt).toBeLessThan(600);
    await vi.waitFor(() => expect(receiver.open.size).toBe(0));
  });
});

describe("DNS", () => {
  test.each([
    ["ENOTFOUND", "The host name does not resolve."],
    ["EAI_AGAIN", "The host name could not be resolved for now."],
    ["EAI_FAIL", "The host name does not resolve."],
    ["ESERVFAIL", "The host name does not resolve."],
  ])("%s is dns", async (code, message) => {
    const egress = openEgress({ resolve: answering({ code }) });
    const result = await send(egress, { url: `https://${HOST}/` });
    expect(result).toMatchObject({ ok: false, errorClass: "dns", message, address: null });
  });

  test("an empty answer is dns", async () => {
    const egress = openEgress({ resolve: answering([]) });
    expect(await send(egress, { url: `https://${HOST}/` })).toMatchObject({ ok: false, errorClass: "dns" });
  });

  test("a resolver that never answers is dns, and an answer that comes too late opens no connection", async () => {
    const canary = await startReceiver({});
    let answer: () => void = () => undefined;
    const resolve = ((_name: string, _options: object, done: (error: null, list: object[]) => void) => {
      answer = () => done(null, [{ address: "127.0.0.1", family: 4 }]);
    }) as unknown as typeof lookup;
    const egress = openEgress({ resolve });
    const result = await send(egress, { url: at(HOST, canary), timeoutMs: 200 });
    expect(result).toMatchObject({
      ok: false,
      errorClass: "dns",
      message: "The host name could not be resolved within 0.2 s.",
    });
    answer();
    await setImmediate();
    await egress.close();
    expect(canary.connections).toBe(0);
  });
});

describe("TCP", () => {
  test("a closed port is refused", async () => {
    const receiver = await startReceiver({});
    const gone = net.createServer();
    await once(gone.listen(0, "127.0.0.1"), "listening");
    const { port } = gone.address() as net.AddressInfo;
    gone.close();
    await once(gone, "close");
    const result = await send(openEgress(), { url: `http://127.0.0.1:${port}/` });
    expect(result).toMatchObject({ ok: false, errorClass: "refused", message: "The connection was refused." });
    expect(receiver.connections).toBe(0);
  });

  test("the next address is tried when one refuses", async () => {
    const receiver = await startReceiver({ onRequest: saying(OK), host: "127.0.0.2" });
    const egress = openEgress({ allow: "receiver", resolve: answering(["127.0.0.3", "127.0.0.2"]) });
    const result = await send(egress, { url: `http://receiver:${receiver.port}/` });
    expect(result).toMatchObject({ ok: true, address: "127.0.0.2" });
  });

  test.each([
    ["the connect limit", { connectTimeoutMs: 300 }, 5_000, "The connection could not be opened within 0.3 s."],
    ["the total limit", {}, 300, "There was no response within 0.3 s."],
  ])(
    "a connection that is never accepted is timeout at %s, and its socket is given up",
    async (_what, options, timeoutMs, message) => {
      const socket = new net.Socket();
      vi.spyOn(net, "connect").mockReturnValue(socket);
      const startedAt = performance.now();
      const result = await send(openEgress(options), { url: "http://127.0.0.1:4999/", timeoutMs });
      expect(result).toMatchObject({ ok: false, errorClass: "timeout", message });
      expect(performance.now() - startedAt).toBeLessThan(600);
      expect(socket.destroyed).toBe(true);
    },
  );

  test("connections that fail leave the others to the same host alone", async () => {
    const receiver = await startReceiver({ onRequest: saying(OK) });
    const real = net.connect;
    let count = 0;
    vi.spyOn(net, "connect").mockImplementation(() =>
      real({ host: "127.0.0.1", port: count++ % 3 ? receiver.port : 1 }),
    );
    const egress = openEgress();
    const results = await Promise.all(Array.from({ length: 30 }, () => send(egress, { url: receiver.url })));
    expect(results.filter((result) => result.ok)).toHaveLength(20);
    expect(results.filter((result) => !result.ok && result.errorClass === "refused")).toHaveLength(10);
  });

  test("a request whose time ran out while its connection was opened anew is never sent", async () => {
    const receiver = await startReceiver({ onRequest: saying(OK) });
    const egress = openEgress();
    expect(await send(egress, { url: receiver.url })).toMatchObject({ ok: true });
    await setImmediate();
    // The kept connection is closed at the moment it is chosen, and its successor hangs.
    const successor = new net.Socket();
    vi.spyOn(net, "connect").mockReturnValue(successor);
    for (const socket of receiver.open) socket.destroy();
    expect(await send(egress, { url: receiver.url, timeoutMs: 200 })).toMatchObject({
      ok: false,
      errorClass: "timeout",
    });
    expect(net.connect).toHaveBeenCalledOnce();
    successor.connect(receiver.port, "127.0.0.1");
    await vi.waitFor(() => expect(successor.destroyed).toBe(true));
    expect(receiver.heads).toHaveLength(1);
  });
});
