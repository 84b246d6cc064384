import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, test, vi } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { type Receiver, startReceiver } from "@/e2e/fixtures/receiver";
import { withEngine } from "@/e2e/fixtures/with-engine";
import { eventType } from "@/lib/contracts/event-types";
import type { Context } from "@/lib/services/context";
import { getDelivery } from "@/lib/services/deliveries/get";
import { listDeliveries } from "@/lib/services/deliveries/list";
import { redeliver } from "@/lib/services/deliveries/redeliver";
import { createEndpoint, type NewEndpoint } from "@/lib/services/endpoints/create";
import { disableEndpoint } from "@/lib/services/endpoints/disable";
import { enableEndpoint } from "@/lib/services/endpoints/enable";
import { listEndpointSecrets } from "@/lib/services/endpoints/list-secrets";
import { rotateEndpointSecret } from "@/lib/services/endpoints/rotate-secret";
import { updateEndpointSecret } from "@/lib/services/endpoints/update-secret";
import { acceptBatch, acceptEvent } from "@/lib/services/events/accept";

withEngine();

const OUTBOUND = { surface: "outbound" } as const;
const SALE = { type: "sale.created", data: eventType("sale.created").sample } as const;
const receivers: Receiver[] = [];

afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

async function receiver(answer?: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const started = await startReceiver(answer);
  receivers.push(started);
  return started;
}

const destination = (ctx: Context, url: string, more: Partial<NewEndpoint> = {}) =>
  createEndpoint(ctx, OUTBOUND, { url, events: ["sale.created"], ...more });

const deliveriesOf = async (ctx: Context) => (await listDeliveries(ctx, { limit: 100 })).data;

const settled = (ctx: Context, states: readonly string[]) =>
  vi.waitFor(
    async () => {
      const rows = await deliveriesOf(ctx);
      expect(rows.map((row) => row.state).toSorted()).toEqual(states.toSorted());
      return rows;
    },
    { timeout: 15_000, interval: 20 },
  );

describe("an accepted event", () => {
  test("reaches every endpoint that subscribes to it, signed under both names, and is on record with its timings", async () => {
    const { ctx } = await freshWorkspace();
    const here = await receiver();
    const { secret } = await destination(ctx, here.url("/a"));
    await destination(ctx, here.url("/b"), { events: ["lead.created"] });
    const { id } = await acceptEvent(ctx, { ...SALE });
    const [request] = await here.arrived(1);
    expect(request?.path).toBe("/a");
    expect(request?.id).toBe(id);
    new Webhook(secret).verify(request!.body, {
      "webhook-id": request!.id,
      "webhook-timestamp": request!.timestamp,
      "webhook-signature": request!.signature,
    });
    expect(request?.headers["svix-signature"]).toBe(request?.signature);
    const [row] = await settled(ctx, ["delivered"]);
    const detail = await getDelivery(ctx, { id: row!.id });
    expect(detail.attempts).toHaveLength(1);
    expect(detail.attempts[0]).toMatchObject({
      number: 1,
      trigger: "automatic",
      statusCode: 200,
      errorClass: null,
      resolvedAddress: "127.0.0.1",
    });
    expect(detail.attempts[0]?.request.headers.find(([name]) => name === "webhook-signature")?.[1]).not.toContain(
      request!.signature.slice(3),
    );
    expect(here.received).toHaveLength(1);
  });

  test("is retried on its schedule with the same id and bytes and a new signature, until it succeeds", async () => {
    const { ctx } = await freshWorkspace();
    const here = await receiver((_request, response) => {
      response.statusCode = here.received.length < 3 ? 503 : 200;
      response.end("not now");
    });
    await destination(ctx, here.url());
    await acceptEvent(ctx, { ...SALE });
    const [row] = await settled(ctx, ["delivered"]);
    expect(row?.attemptCount).toBe(3);
    expect(new Set(here.received.map((request) => request.id)).size).toBe(1);
    expect(new Set(here.received.map((request) => request.body)).size).toBe(1);
    const { attempts } = await getDelivery(ctx, { id: row!.id });
    expect(attempts.map((attempt) => attempt.statusCode)).toEqual([503, 503, 200]);
    expect(attempts.map((attempt) => attempt.number)).toEqual([1, 2, 3]);
  });

  test("with the same idempotency key is one event, also under twenty parallel calls, and another body is refused", async () => {
    const { ctx } = await freshWorkspace();
    const here = await receiver();
    await destination(ctx, here.url());
    const calls = await Promise.all(
      Array.from({ length: 20 }, () => acceptEvent(ctx, { ...SALE, idempotencyKey: "order-1" })),
    );
    expect(new Set(calls.map((call) => call.id)).size).toBe(1);
    await expect(
      acceptEvent(ctx, { ...SALE, linkId: undefined, occurredAt: "2026-01-01T00:00:00Z", idempotencyKey: "order-1" }),
    ).rejects.toMatchObject({ error: "IDEMPOTENCY_CONFLICT" });
    await settled(ctx, ["delivered"]);
    expect(here.received).toHaveLength(1);
  });

  test("of a batch is judged by itself: what is valid is delivered, what is not says why", async () => {
    const { ctx } = await freshWorkspace();
    const here = await receiver();
    await destination(ctx, here.url());
    const results = await acceptBatch(ctx, [
      SALE,
      { type: "sale.created", data: { nonsense: true } },
      { type: "nothing.known", data: {} },
      SALE,
    ]);
    expect(results.map((result) => ("id" in result ? "accepted" : result.error))).toEqual([
      "accepted",
      "VALIDATION_ERROR",
      "VALIDATION_ERROR",
      "accepted",
    ]);
    await settled(ctx, ["delivered", "delivered"]);
  });
});

describe("an endpoint", () => {
  test("that refuses the connection is tried again at once, and that try is an attempt of its own", async () => {
    const { ctx } = await freshWorkspace();
    const gone = await startReceiver();
    const url = gone.url();
    await gone.close();
    await destination(ctx, url, { retryPreset: "none" });
    await acceptEvent(ctx, { ...SALE });
    const [row] = await settled(ctx, ["failed"]);
    expect(row).toMatchObject({ errorClass: "refused", attemptCount: 2 });
  });

  test("whose filter does not match leaves a skipped delivery that says which condition decided", async () => {
    const { ctx } = await freshWorkspace();
    const here = await receiver();
    await destination(ctx, here.url(), { filters: { "data.amount": { $gt: 99_999_999 } } });
    await acceptEvent(ctx, { ...SALE });
    const [row] = await settled(ctx, ["skipped"]);
    expect(row?.reason?.message).toContain("amount");
    expect(here.received).toHaveLength(0);
  });

  test("that is paused has its events held, and sends them all when it is resumed", async () => {
    const { ctx } = await freshWorkspace();
    const here = await receiver();
    const { id } = await destination(ctx, here.url());
    await disableEndpoint(ctx, OUTBOUND, id);
    await acceptEvent(ctx, { ...SALE });
    await acceptEvent(ctx, { ...SALE });
    await settled(ctx, ["held", "held"]);
    await enableEndpoint(ctx, OUTBOUND, id, { held: "send" });
    await settled(ctx, ["delivered", "delivered"]);
    expect(here.received).toHaveLength(2);
  });

  test("that is paused while deliveries wait for their turn gets none of them", async () => {
    const { ctx } = await freshWorkspace();
    const open: (() => void)[] = [];
    const here = await receiver((_request, response) => void open.push(() => response.end()));
    const { id } = await destination(ctx, here.url());
    await acceptBatch(
      ctx,
      Array.from({ length: 40 }, () => SALE),
    );
    const { length: started } = await here.arrived(8);
    await disableEndpoint(ctx, OUTBOUND, id);
    for (const end of open.splice(0)) end();
    await settled(ctx, [
      ...Array.from({ length: started }, () => "delivered"),
      ...Array.from({ length: 40 - started }, () => "held"),
    ]);
    expect(here.received).toHaveLength(started);
  });

  test("that answers 410 is turned off by the first one, and what waits is held", async () => {
    const { ctx } = await freshWorkspace();
    const here = await receiver((_request, response) => {
      response.statusCode = 410;
      response.end();
    });
    await destination(ctx, here.url());
    await acceptEvent(ctx, { ...SALE });
    await settled(ctx, ["held"]);
    await acceptEvent(ctx, { ...SALE });
    await settled(ctx, ["held", "held"]);
    expect(here.received).toHaveLength(1);
  });

  test("that hangs delays nobody else", async () => {
    const { ctx } = await freshWorkspace();
    const slow = await receiver(() => undefined);
    const quick = await receiver();
    await destination(ctx, slow.url(), { timeoutMs: 5_000, retryPreset: "none" });
    await destination(ctx, quick.url());
    const before = Date.now();
    await acceptBatch(
      ctx,
      Array.from({ length: 100 }, () => SALE),
    );
    await quick.arrived(100);
    expect(Date.now() - before).toBeLessThan(4_000);
  });

  test("that asks for a pause is not called before it, nor are the deliveries that came after", async () => {
    const { ctx } = await freshWorkspace();
    const here = await receiver((_request, response) => {
      if (here.received.length === 1) response.writeHead(503, { "retry-after": "2" });
      response.end();
    });
    await destination(ctx, here.url());
    await acceptEvent(ctx, { ...SALE });
    await here.arrived(1);
    await vi.waitFor(async () => expect((await deliveriesOf(ctx))[0]?.state).toBe("retrying"), { interval: 10 });
    await acceptEvent(ctx, { ...SALE });
    await settled(ctx, ["delivered", "delivered"]);
    expect(here.received[1]!.at - here.received[0]!.at).toBeGreaterThanOrEqual(2_000);
  });
});

test("a redirect is a failure and is not followed", async () => {
  const { ctx } = await freshWorkspace();
  const elsewhere = await receiver();
  const here = await receiver((_request, response) => {
    response.writeHead(302, { location: elsewhere.url() });
    response.end();
  });
  await destination(ctx, here.url(), { retryPreset: "none" });
  await acceptEvent(ctx, { ...SALE });
  const [row] = await settled(ctx, ["failed"]);
  expect(row).toMatchObject({ statusCode: 302, errorClass: "http" });
  expect(elsewhere.received).toHaveLength(0);
});

test("a secret that was ended signs no request more", async () => {
  const { ctx } = await freshWorkspace();
  const here = await receiver();
  const { id, secret } = await destination(ctx, here.url());
  await rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 1 });
  await acceptEvent(ctx, { ...SALE });
  await here.arrived(1);
  const [, old] = await listEndpointSecrets(ctx, OUTBOUND, id);
  const inASecond = new Date(Date.now() + 1_000);
  await updateEndpointSecret(ctx, OUTBOUND, { id, secretId: old!.id }, { expiresAt: inASecond.toISOString() });
  // The engine has read the secret by now and is told nothing of the moment in which it ends.
  await acceptEvent(ctx, { ...SALE });
  await here.arrived(2);
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(inASecond.getTime()), { timeout: 3_000, interval: 50 });
  await acceptEvent(ctx, { ...SALE });
  await here.arrived(3);
  expect(here.received.map(({ signature }) => signature.split(" ").length)).toEqual([2, 2, 1]);
  const [, , last] = here.received;
  expect(() =>
    new Webhook(secret).verify(last!.body, {
      "webhook-id": last!.id,
      "webhook-timestamp": last!.timestamp,
      "webhook-signature": last!.signature,
    }),
  ).toThrow("signature");
});

test("one workspace has no more than 256 requests on their way, and its neighbour does not wait for them", async () => {
  const { ctx } = await freshWorkspace();
  const { ctx: neighbour } = await freshWorkspace();
  let open = 0;
  let most = 0;
  const slow = await receiver((_request, response) => {
    most = Math.max(most, ++open);
    setTimeout(() => response.end(), 1_500);
    response.on("close", () => open--);
  });
  for (let at = 0; at < 40; at++) await destination(ctx, slow.url(`/${at}`));
  const quick = await receiver();
  await destination(neighbour, quick.url());
  await acceptBatch(
    ctx,
    Array.from({ length: 20 }, () => SALE),
  );
  await slow.arrived(256);
  await acceptEvent(neighbour, { ...SALE });
  await quick.arrived(1);
  expect(open).toBeGreaterThan(0);
  await slow.arrived(800);
  expect(most).toBeLessThanOrEqual(256);
});

test("a redelivery is one attempt now, with the same id, a new signature and who asked for it", async () => {
  const { ctx } = await freshWorkspace();
  const here = await receiver();
  await destination(ctx, here.url());
  await acceptEvent(ctx, { ...SALE });
  const [row] = await settled(ctx, ["delivered"]);
  await redeliver(ctx, { id: row!.id });
  await here.arrived(2);
  await settled(ctx, ["delivered"]);
  expect(here.received[1]?.id).toBe(here.received[0]?.id);
  const { attempts } = await getDelivery(ctx, { id: row!.id });
  expect(attempts.map((attempt) => attempt.trigger)).toEqual(["automatic", "manual"]);
});
