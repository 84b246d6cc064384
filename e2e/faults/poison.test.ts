import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import * as deliveryRoute from "@/app/api/deliveries/[id]/route";
import * as deliveriesRoute from "@/app/api/deliveries/route";
import { POST } from "@/app/api/events/route";
import { askRoute, makeKey } from "@/lib/api/edge-for-tests";
import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";

import { freshWorkspace } from "../fixtures/factories";
import { seedEndpoints } from "../fixtures/many-endpoints";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";

const MIB = 1_048_576;
/** Answers that somebody who means harm may give; the log keeps them. */
const ANSWERS = ["[".repeat(20_000), "nothing\u0000here", Buffer.from([0xff, 0xfe, 0x80]), "ok"];

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let receiver: Receiver;
let engine: EngineProcess;
let ctx: Context;
let headers: Record<string, string>;

beforeAll(async () => {
  let answers = 0;
  receiver = await startReceiver((_request, response) => response.end(ANSWERS[answers++ % ANSWERS.length]));
  ({ ctx } = await freshWorkspace());
  headers = {
    authorization: `Bearer ${await makeKey(ctx.workspace.id, ["events:write", "webhooks:read", "integrations:read"])}`,
  };
  await seedEndpoints(ctx, [receiver.url("/")], { eventType: "lead.created" });
  engine = await startEngineProcess(env.databaseUrl ?? "");
});

afterAll(async () => {
  await engine.kill();
  await receiver.close();
});

const SAMPLE = JSON.stringify(eventType("lead.created").sample);
/** An event whose metadata are these characters, whatever they are. */
const withMetadata = (metadata: string): string =>
  `{"type":"lead.created","data":${SAMPLE.replace(/"metadata":\{[^}]*\}/, `"metadata":${metadata}`)}}`;
const GOOD = withMetadata('{"plan":"pro"}');
const padded = (bytes: number): string => GOOD + " ".repeat(bytes - Buffer.byteLength(GOOD));

interface Answer {
  status: number;
  id: string;
}

async function send(body: string | Buffer): Promise<Answer> {
  const request = new Request("http://localhost/api/events", {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });
  const response = await POST(request, { params: Promise.resolve(undefined) });
  const { data } = (await response.json()) as { data?: { id: string } };
  return { status: response.status, id: data?.id ?? "" };
}

async function metadataAtReceiver(id: string): Promise<unknown> {
  const arrived = await vi.waitFor(
    () => {
      const found = receiver.received.find((request) => request.id === id);
      if (!found) throw new Error(`${id} has not arrived.`);
      return found;
    },
    { timeout: 10_000 },
  );
  return (JSON.parse(arrived.body) as { data: { metadata: unknown } }).data.metadata;
}

describe("F14: poisonous payloads", () => {
  test.each([
    ["one byte more than a megabyte", padded(MIB + 1), 413],
    ["a NUL byte", withMetadata('{"a":"\u0000"}'), 400],
    ["an escaped NUL", withMetadata('{"a":"\\u0000"}'), 400],
    ["half a character", withMetadata('{"a":"\\ud800"}'), 400],
    ["bytes that are no UTF-8", Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xff]), Buffer.from('"}')]), 400],
    ["ten thousand levels", withMetadata("[".repeat(10_000) + "]".repeat(10_000)), 400],
    [
      "a hundred thousand keys",
      withMetadata(`{${Array.from({ length: 100_000 }, (_, at) => `"k${at}":1`).join(",")}}`),
      413,
    ],
    ["a number that readers would change", withMetadata('{"a":12345678901234567890}'), 400],
    ["a number beyond all", withMetadata('{"a":1e400}'), 400],
    ["a key of the prototype", withMetadata('{"__proto__":{"admin":true}}'), 400],
  ])("%s is refused at the door", async (_case, body, status) => {
    expect((await send(body)).status).toBe(status);
  });

  test.each([
    ["right to left", { note: "\u202Eمرحبا بالعالم" }],
    ["emoji of several characters", { note: "👩‍👩‍👧‍👦 🏳️‍🌈" }],
    [
      "what looks like markup, a query and a format",
      { note: `<script>alert(1)</script>'; DROP TABLE events; -- %s %n {{7*7}}` },
    ],
    ["the largest exact number", { note: Number.MAX_SAFE_INTEGER, least: Number.MIN_SAFE_INTEGER }],
    ["line separators and controls", { note: "a\u2028b\u2029c\u0001\u007f\r\n" }],
  ])("%s arrives as it was sent", async (_case, metadata) => {
    const { status, id } = await send(withMetadata(JSON.stringify(metadata)));
    expect(status).toBe(202);
    expect(await metadataAtReceiver(id)).toEqual(metadata);
  });

  test("a megabyte exactly is taken, and of a key that is written twice the last counts", async () => {
    expect((await send(padded(MIB))).status).toBe(202);
    const { id } = await send(withMetadata('{"plan":"free","plan":"pro"}'));
    expect(await metadataAtReceiver(id)).toEqual({ plan: "pro" });
  });

  test("one poison among a hundred costs the others nothing, and whatever was answered can be looked at", async () => {
    const began = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) => send(at === 50 ? withMetadata('{"a":"\\ud800"}') : GOOD)),
    );
    const ids = answers.flatMap(({ status, id }) => (status === 202 ? [id] : []));
    expect(ids).toHaveLength(99);
    await Promise.all(ids.map((id) => metadataAtReceiver(id)));
    const tookMs = Date.now() - began;
    figure(`99 beside one poison accepted and delivered in ${tookMs} ms`);
    expect(tookMs).toBeLessThan(3_000);

    const total = receiver.received.length;
    await vi.waitFor(async () =>
      expect(await prisma().delivery.count({ where: { workspaceId: ctx.workspace.id, state: "delivered" } })).toBe(
        total,
      ),
    );
    const list = await askRoute(deliveriesRoute.GET, headers, {}, undefined, "?limit=100");
    expect(list.status).toBe(200);
    for (const { id } of await prisma().delivery.findMany({
      where: { workspaceId: ctx.workspace.id },
      select: { id: true },
      take: 40,
    }))
      expect((await askRoute(deliveryRoute.GET, headers, { id })).status).toBe(200);
  });
});
