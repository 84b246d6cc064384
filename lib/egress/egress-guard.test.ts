import net from "node:net";
import tls from "node:tls";

import { beforeEach, describe, expect, test, vi } from "vitest";

import { answering, certificate, OK, openEgress, saying, send, startReceiver } from "./fixtures/receiver";

const BLOCKED = {
  ok: false,
  errorClass: "blocked",
  message: "This address is not allowed.",
  address: null,
  elapsedMs: expect.any(Number) as number,
  timings: { total: expect.any(Number) as number },
  startedAt: expect.any(Date) as Date,
};
const GOOD = { key: certificate("key"), cert: certificate("good") };

beforeEach(() => {
  const real = tls.createSecureContext;
  vi.spyOn(tls, "createSecureContext").mockImplementation((options) =>
    real({ ca: certificate("authority"), ...options }),
  );
});

describe("0 packets reach a blocked address", () => {
  test.each([
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "017700000001",
    "0177.0.0.1",
    "127.1",
    "127.0.1",
    "127.0.0.1.",
    "１２７.0.0.1",
    "①②⑦.0.0.1",
    "%31%32%37.0.0.1",
    "0",
    "0.0.0.0",
    "[::]",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "localhost",
    "LOCALHOST.",
    "user@localhost",
    "hooks.example.com@127.0.0.1",
  ])("written %s", async (host) => {
    const canary = await startReceiver({ onRequest: saying(OK), host: "::" });
    for (const scheme of ["http", "https"]) {
      const result = await send(openEgress({ allow: "" }), { url: `${scheme}://${host}:${canary.port}/` });
      expect(result).toEqual(BLOCKED);
    }
    expect(canary.connections).toBe(0);
  });

  test("as DNS answers change under a name that was good before", async () => {
    const good = await startReceiver({
      secure: GOOD,
      host: "127.0.0.2",
      onRequest: (socket) => socket.end("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok"),
    });
    const canary = net.createServer().listen(good.port, "127.0.0.1");
    let touched = 0;
    canary.on("connection", () => touched++);
    const resolve = answering(
      ["127.0.0.2"],
      ["127.0.0.1"],
      ["127.0.0.2", "127.0.0.1"],
      ["127.0.0.1", "127.0.0.2"],
      ["::ffff:127.0.0.1"],
      ["127.0.0.2", "::1"],
      ["127.0.0.2", "169.254.169.254"],
      ["127.0.0.2", "not an address"],
      ["127.0.0.2"],
    );
    const egress = openEgress({ allow: "127.0.0.2", resolve });
    const classes: string[] = [];
    for (let round = 1; round <= 9; round++) {
      const result = await send(egress, { url: `https://hooks.example.com:${good.port}/` });
      classes.push(result.ok ? "ok" : result.errorClass);
      expect(resolve.calls).toHaveLength(round);
    }
    canary.close();
    expect(classes).toEqual(["ok", ...Array.from({ length: 7 }, () => "blocked"), "ok"]);
    expect(touched).toBe(0);
    expect(good.connections).toBe(2);
  });

  test.each([
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.0.1",
    "168.63.129.16",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%lo",
    "ff02::1",
  ])("when a public name resolves to %s", async (address) => {
    const connect = vi.spyOn(tls, "connect");
    const egress = openEgress({ allow: "", resolve: answering([address]) });
    expect(await send(egress, { url: "https://hooks.example.com/" })).toEqual(BLOCKED);
    expect(connect).not.toHaveBeenCalled();
  });

  test("a socket that ends up elsewhere than admitted is closed before a byte of the request", async () => {
    const canary = await startReceiver({ onRequest: saying(OK) });
    const real = net.connect;
    // What a resolver or a kernel that lies would do: the admitted address is 127.0.0.2, the connected one 127.0.0.1.
    vi.spyOn(net, "connect").mockImplementation(() => real({ host: "127.0.0.1", port: canary.port }));
    const egress = openEgress({ allow: "127.0.0.2" });
    expect(await send(egress, { url: `http://127.0.0.2:${canary.port}/` })).toEqual(BLOCKED);
    expect(canary.heads).toEqual([]);
  });

  test("the outcome says nothing that tells one blocked address from another", async () => {
    const egress = openEgress({ allow: "", resolve: answering(["10.1.2.3"], ["192.168.7.7"]) });
    const first = await send(egress, { url: "https://a.example.com/" });
    const second = await send(egress, { url: "https://b.example.com/" });
    const literal = await send(egress, { url: "https://10.1.2.3/" });
    for (const result of [first, second, literal]) {
      expect(result).toEqual(BLOCKED);
      expect(JSON.stringify(result)).not.toMatch(/10\.1\.2|192\.168|example/);
    }
  });
});

describe("EGRESS_ALLOW", () => {
  test("opens an address on the port it names and on no other", async () => {
    const receiver = await startReceiver({ onRequest: saying(OK) });
    const other = await startReceiver({ onRequest: saying(OK) });
    const egress = openEgress({ allow: `127.0.0.1:${receiver.port}` });
    expect(await send(egress, { url: receiver.url })).toMatchObject({ ok: true });
    expect(await send(egress, { url: other.url })).toEqual(BLOCKED);
    expect(other.connections).toBe(0);
  });

  test("opens a host by its exact name, whatever it resolves to, but no metadata", async () => {
    const receiver = await startReceiver({ onRequest: saying(OK) });
    const resolve = answering(["127.0.0.1"], ["169.254.169.254"], ["127.0.0.1"]);
    const egress = openEgress({ allow: "receiver,other.example.com:1", resolve });
    const url = `http://receiver:${receiver.port}/`;
    expect(await send(egress, { url })).toMatchObject({ ok: true, address: "127.0.0.1" });
    for (const socket of receiver.open) socket.destroy();
    await vi.waitFor(() => expect(receiver.open.size).toBe(0));
    expect(await send(egress, { url })).toEqual(BLOCKED);
    expect(await send(egress, { url: `http://x.receiver:${receiver.port}/` })).toEqual(BLOCKED);
    expect(await send(egress, { url: `https://other.example.com:${receiver.port}/` })).toEqual(BLOCKED);
    expect(receiver.heads).toHaveLength(1);
  });
});

describe("our own places stay closed although loopback is allowed", () => {
  test.each([
    ["127.0.0.1", "127.0.0.1"],
    ["127.0.0.1", "localhost"],
    ["127.0.0.1", "0.0.0.0"],
    ["127.0.0.2", "127.0.0.1"],
    ["[::1]", "127.0.0.1"],
    ["localhost", "127.0.0.1"],
    ["app.internal", "localhost"],
    ["app.internal", "app.internal"],
    ["alias.internal", "app.internal"],
  ])("%s does not reach what listens on %s", async (host, own) => {
    const app = await startReceiver({ onRequest: saying(OK), host: "::" });
    const neighbour = await startReceiver({ onRequest: saying(OK), host: "::" });
    const egress = openEgress({
      allow: "127.0.0.0/8,::1,localhost,app.internal,alias.internal",
      forbidden: [{ host: own, port: app.port }],
      resolve: answering(["127.0.0.1"]),
    });
    expect(await send(egress, { url: `http://${host}:${app.port}/` })).toEqual(BLOCKED);
    expect(app.connections).toBe(0);
    expect(await send(egress, { url: `http://${host}:${neighbour.port}/` })).toMatchObject({ ok: true });
  });
});

describe("the environment", () => {
  test("its proxies are not used", async () => {
    const canary = await startReceiver({ onRequest: saying(OK) });
    for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"])
      vi.stubEnv(name, canary.url);
    vi.stubEnv("NODE_USE_ENV_PROXY", "1");
    const plain = await startReceiver({ onRequest: saying(OK) });
    const secure = await startReceiver({ onRequest: saying(OK), secure: GOOD });
    const egress = openEgress();
    expect(await send(egress, { url: plain.url })).toMatchObject({ ok: true });
    expect(await send(egress, { url: `https://127.0.0.1:${secure.port}/` })).toMatchObject({ ok: true });
    expect(canary.connections).toBe(0);
  });

  test("it cannot turn certificate checks off", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    const receiver = await startReceiver({
      onRequest: saying(OK),
      secure: { key: certificate("key"), cert: certificate("self-signed") },
    });
    const result = await send(openEgress(), { url: `https://127.0.0.1:${receiver.port}/` });
    expect(result).toMatchObject({ ok: false, errorClass: "tls" });
    expect(receiver.heads).toEqual([]);
  });
});
