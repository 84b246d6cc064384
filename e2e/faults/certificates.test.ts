import { once } from "node:events";
import { readFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import tls from "node:tls";

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { acceptBatch } from "@/lib/services/events/accept";

import { freshWorkspace } from "../fixtures/factories";
import { seedEndpoints } from "../fixtures/many-endpoints";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";

const SALE = { type: "sale.created", data: eventType("sale.created").sample };
const CERTIFICATES = "lib/egress/fixtures/certificates";
/** In `fast`. */
const ATTEMPTS_MAX = 8;
/** The demand says 10,000; every day a part of it shows a leak as well. */
const ATTEMPTS = process.env["FAULT_FULL"] ? 10_000 : 2_000;

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let ctx: Context;
let engine: EngineProcess;
const servers: net.Server[] = [];
const sockets = new Set<net.Socket>();

beforeEach(async () => {
  ({ ctx } = await freshWorkspace());
  // A stalled handshake is given up after 5 s, which no scale changes; the waits between attempts are.
  engine = await startEngineProcess(env.databaseUrl ?? "", { NODE_EXTRA_CA_CERTS: `${CERTIFICATES}/authority.pem` });
});

afterEach(async () => {
  await engine.kill();
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

const pem = (name: string): Buffer => readFileSync(`${CERTIFICATES}/${name}.pem`);

async function listening(server: net.Server): Promise<string> {
  servers.push(server);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

let requests = 0;
const serving = (name: string, more: tls.TlsOptions = {}): Promise<string> =>
  listening(
    tls.createServer({ key: pem("key"), cert: pem(name), ...more }, (socket) => {
      socket.on("error", () => undefined);
      socket.on("data", () => {
        requests++;
        socket.end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      });
    }),
  );

const attempts = () =>
  prisma().attempt.findMany({ where: { workspaceId: ctx.workspace.id }, orderBy: { number: "asc" } });

describe("F7: receivers whose TLS is wrong", () => {
  test("each is a failed attempt of class tls that is tried again, a good one is delivered, and no request is sent to the others", async () => {
    requests = 0;
    const wrong = {
      expired: await serving("expired"),
      "self-signed": await serving("self-signed"),
      "wrong name": await serving("wrong-name"),
      "TLS 1.0": await serving("good", { maxVersion: "TLSv1", minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" }),
      stalled: await listening(net.createServer()),
    };
    const made = await seedEndpoints(ctx, [...Object.values(wrong), await serving("good")]);
    const good = made.at(-1)?.id;
    await acceptBatch(ctx, [SALE]);
    await vi.waitFor(
      async () => {
        const rows = await attempts();
        for (const { id } of made)
          expect(rows.filter((row) => row.endpointId === id).length).toBeGreaterThanOrEqual(id === good ? 1 : 2);
      },
      { timeout: 30_000, interval: 100 },
    );
    const rows = await attempts();
    expect(new Set(rows.filter((row) => row.endpointId !== good).map((row) => row.errorClass))).toEqual(
      new Set(["tls"]),
    );
    expect(rows.filter((row) => row.endpointId === good)).toMatchObject([{ statusCode: 200, errorClass: null }]);
    expect(requests).toBe(1);
  });

  test(`${ATTEMPTS} attempts at a bad certificate leave no memory behind`, async () => {
    const url = await serving("expired");
    const urls = Array.from({ length: 20 }, (_, at) => `${url}${at}`);
    await seedEndpoints(ctx, urls, { retryPreset: "fast" });
    const events = Math.ceil(ATTEMPTS / urls.length / ATTEMPTS_MAX);
    await acceptBatch(
      ctx,
      Array.from({ length: events }, () => SALE),
    );
    const expected = events * urls.length * ATTEMPTS_MAX;
    const made = (count: number): Promise<void> =>
      vi.waitFor(
        async () =>
          expect(await prisma().attempt.count({ where: { workspaceId: ctx.workspace.id } })).toBeGreaterThanOrEqual(
            count,
          ),
        { timeout: 150_000, interval: 50 },
      );
    await made(expected / 5);
    const before = await engine.holds();
    await made(expected);
    const grown = (await engine.holds()).whole - before.whole;
    figure(`${expected} attempts at a bad certificate grew memory by ${grown.toFixed(0)} MiB`);
    expect(grown).toBeLessThan(50);
    expect(await prisma().attempt.count({ where: { workspaceId: ctx.workspace.id, errorClass: { not: "tls" } } })).toBe(
      0,
    );
  });
});
