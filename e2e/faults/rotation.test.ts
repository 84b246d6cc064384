import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { createSealer } from "@/lib/auth/sealed";
import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { env, type SealingKey } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { rotateEndpointSecret } from "@/lib/services/endpoints/rotate-secret";
import { placeOfSecret } from "@/lib/services/endpoints/secrets";
import { acceptBatch } from "@/lib/services/events/accept";
import { resealSecrets } from "@/lib/services/secrets/reseal";

import { freshWorkspace } from "../fixtures/factories";
import { type Received, type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";

// The demand says 10,000; every day a tenth of it proves the same rules.
const DELIVERIES = Number(process.env["FAULT_EVENTS"] ?? 1_000);
const OUTBOUND = { surface: "outbound" } as const;
const SALE = { type: "sale.created", data: eventType("sale.created").sample };

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let receiver: Receiver;
let ctx: Context;
let endpoint: { id: string; secret: string };
const engines: EngineProcess[] = [];

beforeEach(async () => {
  receiver = await startReceiver((_request, response) => setTimeout(() => response.end("ok"), 5));
  ({ ctx } = await freshWorkspace());
  endpoint = await createEndpoint(ctx, OUTBOUND, { url: receiver.url("/"), events: ["sale.created"] });
});

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.kill()));
  await receiver.close();
});

async function engine(more: Record<string, string> = {}): Promise<EngineProcess> {
  const started = await startEngineProcess(env.databaseUrl ?? "", more);
  engines.push(started);
  return started;
}

/** Feeds everything, a part at a time, with something done after each of them. */
async function feed(...between: (() => Promise<void>)[]): Promise<void> {
  const parts = between.length + 1;
  for (let part = 0; part < parts; part++) {
    for (let left = Math.ceil(DELIVERIES / parts); left > 0; left -= 100)
      await acceptBatch(
        ctx,
        Array.from({ length: Math.min(100, left) }, () => SALE),
      );
    await between[part]?.();
  }
}

const delivered = async (): Promise<void> => {
  const total = await prisma().event.count({ where: { workspaceId: ctx.workspace.id, type: "sale.created" } });
  await vi.waitFor(
    async () =>
      expect(await prisma().delivery.count({ where: { workspaceId: ctx.workspace.id, state: "delivered" } })).toBe(
        total,
      ),
    { timeout: 90_000, interval: 100 },
  );
};

function verifies(secret: string, { body, id, timestamp, signature }: Received): boolean {
  try {
    new Webhook(secret).verify(body, {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signature,
    });
    return true;
  } catch {
    return false;
  }
}

describe("F22: secrets and keys are replaced while deliveries run", () => {
  test("during two rotations a receiver with the first secret verifies everything, and one with the newest everything since", async () => {
    await engine();
    const rotated: { secret: string; from: number }[] = [];
    const rotate = async (): Promise<void> => {
      const { secret } = await rotateEndpointSecret(ctx, OUTBOUND, endpoint.id, { overlapHours: 24 });
      // Requests whose route was read just before carry the older signatures alone; they are answered within a second.
      rotated.push({ secret, from: Date.now() + 1_000 });
    };
    await feed(rotate, rotate);
    await delivered();
    await acceptBatch(ctx, [SALE]);
    await delivered();
    const failures = receiver.received.filter((request) => !verifies(endpoint.secret, request)).length;
    const late = rotated.map(
      ({ secret, from }) =>
        receiver.received.filter((request) => request.at > from && !verifies(secret, request)).length,
    );
    figure(
      `${receiver.received.length} deliveries over two rotations, ${failures} that the first secret does not verify`,
    );
    expect(failures).toBe(0);
    expect(late).toEqual([0, 0]);
    expect(rotated.every(({ secret }) => verifies(secret, receiver.received.at(-1)!))).toBe(true);
  });

  test("a sealing key is added, put first, everything is sealed anew and the old one is taken out, without a failed signature", async () => {
    const first = keyNamed("k1");
    const second = keyNamed("k2");
    const place = async () => {
      const row = await prisma().endpointSecret.findFirstOrThrow({ where: { endpointId: endpoint.id } });
      return { row, place: placeOfSecret(ctx.workspace.id, row.id) };
    };
    const before = await place();
    await prisma().endpointSecret.update({
      where: { id: before.row.id },
      data: { sealed: createSealer([first]).seal(endpoint.secret, before.place) },
    });
    let running = await engine({ SECRETS_KEY: asText(first) });
    const restart = async (...keys: readonly SealingKey[]): Promise<void> => {
      await running.leave();
      running = await engine({ SECRETS_KEY: keys.map(asText).join(",") });
    };
    await feed(
      () => restart(first, second),
      () => restart(second, first),
      async () => {
        await resealSecrets([second, first]);
        await restart(second);
      },
    );
    await delivered();
    const failures = receiver.received.filter((request) => !verifies(endpoint.secret, request)).length;
    figure(`${receiver.received.length} deliveries while a sealing key was replaced, ${failures} failed signatures`);
    expect(failures).toBe(0);
    expect(await prisma().attempt.count({ where: { workspaceId: ctx.workspace.id, statusCode: null } })).toBe(0);
    const after = await place();
    expect(createSealer([second]).open(after.row.sealed, after.place)).toBe(endpoint.secret);
  });
});

const keyNamed = (kid: string): SealingKey => ({
  kid,
  key: Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(32))),
});
const asText = ({ kid, key }: SealingKey): string => `${kid}:${key.toString("base64")}`;
