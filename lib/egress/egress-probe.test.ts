import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";

import { beforeEach, expect, test, vi } from "vitest";

import { answering, certificate, OK, openEgress, type Receiver, saying, startReceiver } from "./fixtures/receiver";

const HOST = "hooks.example.com";
const at = (receiver: Receiver, host = HOST): string => `https://${host}:${receiver.port}/in`;

beforeEach(() => {
  const real = tls.createSecureContext;
  vi.spyOn(tls, "createSecureContext").mockImplementation((options) =>
    real({ ca: certificate("authority"), ...options }),
  );
});

const serving = (name: string): Promise<Receiver> =>
  startReceiver({ onRequest: saying(OK), secure: { key: certificate("key"), cert: certificate(name) } });

test("a probe tells address, phases and certificate, and not one request arrives", async () => {
  const receiver = await serving("good");
  const egress = openEgress({ resolve: answering(["127.0.0.1"]) });
  const result = await egress.probe(at(receiver));
  expect(result).toMatchObject({
    ok: true,
    host: HOST,
    address: "127.0.0.1",
    timings: { dns: expect.any(Number), connect: expect.any(Number), tls: expect.any(Number) },
    certificate: { validTo: expect.any(Date), names: expect.arrayContaining([HOST]) },
  });
  await vi.waitFor(() => expect(receiver.open.size).toBe(0));
  expect(receiver.heads).toEqual([]);
});

test.each([
  ["expired", "tls"],
  ["wrong-name", "tls"],
  ["self-signed", "tls"],
])("a certificate that is %s ends in the phase of TLS", async (name, phase) => {
  const receiver = await serving(name);
  const egress = openEgress({ resolve: answering(["127.0.0.1"]) });
  expect(await egress.probe(at(receiver))).toMatchObject({ ok: false, phase, errorClass: "tls" });
  expect(receiver.heads).toEqual([]);
});

test("a private address is refused before a packet leaves, and nothing is said about it", async () => {
  const receiver = await serving("good");
  const egress = openEgress({ allow: "", resolve: answering(["127.0.0.1"]) });
  const result = await egress.probe(at(receiver));
  expect(result).toEqual({
    ok: false,
    url: at(receiver),
    host: HOST,
    phase: "address",
    errorClass: "blocked",
    message: "This address is not allowed.",
    timings: {},
  });
  expect(receiver.connections).toBe(0);
});

test("a name without an address ends in the phase of DNS, a bad URL before any", async () => {
  const resolve = answering({ code: "ENOTFOUND" });
  const egress = openEgress({ resolve });
  expect(await egress.probe("ftp://hooks.example.com/")).toMatchObject({ ok: false, phase: "url", url: null });
  expect(resolve.calls).toEqual([]);
  expect(await egress.probe("https://nowhere.example.com/")).toMatchObject({ phase: "dns", errorClass: "dns" });
});

test("a port where nobody listens ends in the phase of the connection", async () => {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, "close");
  const egress = openEgress({ resolve: answering(["127.0.0.1"]) });
  expect(await egress.probe(`https://${HOST}:${port}/`)).toMatchObject({ phase: "connect", errorClass: "refused" });
});
