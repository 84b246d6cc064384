import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";

import { anEndpoint, freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";

import { listDeliveries } from "../deliveries/list";
import { createEndpoint } from "./create";
import { disableEndpoint } from "./disable";
import { rotateEndpointSecret } from "./rotate-secret";
import { testEndpoint } from "./test";

const OUTBOUND = { surface: "outbound" } as const;
const requests: { headers: Record<string, string>; body: string }[] = [];
let status = 200;
let receiver: Server;
let url = "";

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

async function record(request: IncomingMessage): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  requests.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString() });
}

beforeAll(async () => {
  receiver = createServer(
    (request, response) => void record(request).then(() => response.writeHead(status).end("seen")),
  );
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(() => void receiver.close());

async function withReceiver() {
  const { ctx } = await freshWorkspace();
  const made = await createEndpoint(ctx, OUTBOUND, anEndpoint({ url }));
  return { ctx, id: made.id, secret: made.secret };
}

test("a test is one signed request with a fresh event, recorded as a delivery that no fan-out sees", async () => {
  const { ctx, id, secret } = await withReceiver();
  const result = await testEndpoint(ctx, OUTBOUND, id, { signWith: "all" });
  expect(result).toMatchObject({
    state: "delivered",
    kind: "test",
    eventType: "sale.created",
    statusCode: 200,
    attemptCount: 1,
    schemaIssues: [],
  });
  expect(result.attempts).toEqual([expect.objectContaining({ trigger: "test", number: 1, statusCode: 200 })]);
  const sent = requests.at(-1);
  expect(new Webhook(secret).verify(sent?.body ?? "", sent?.headers ?? {})).toMatchObject({
    id: result.eventId,
    type: "sale.created",
  });
  expect(await ctx.db.outbox.count({})).toBe(0);
  expect((await listDeliveries(ctx, { limit: 50, kind: ["test"] })).data.map((row) => row.id)).toEqual([result.id]);
});

test("a refused test is answered like any other, and an edited payload is sent with what its schema misses", async () => {
  const { ctx, id } = await withReceiver();
  status = 401;
  const result = await testEndpoint(ctx, OUTBOUND, id, { signWith: "wrong", payload: { sale: { note: "mine" } } });
  status = 200;
  expect(result).toMatchObject({ state: "failed", statusCode: 401, nextAttemptAt: null });
  expect(result.schemaIssues.map((issue) => issue.path)).toContain("amount");
  expect(JSON.parse(requests.at(-1)?.body ?? "")).toMatchObject({ data: { sale: { note: "mine" } } });
  expect(result.attempts[0]?.explanation?.cause).toBe("http_401");
});

test("a wrong signature does not verify, and during a rotation both secrets do", async () => {
  const { ctx, id, secret } = await withReceiver();
  await testEndpoint(ctx, OUTBOUND, id, { signWith: "wrong" });
  const wrong = requests.at(-1);
  expect(() => new Webhook(secret).verify(wrong?.body ?? "", wrong?.headers ?? {})).toThrow("No matching signature");
  const rotated = await rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 24 });
  await testEndpoint(ctx, OUTBOUND, id, { signWith: "all" });
  const both = requests.at(-1);
  for (const each of [secret, rotated.secret]) new Webhook(each).verify(both?.body ?? "", both?.headers ?? {});
});

test("a paused endpoint can be tested, ten times a minute", async () => {
  const { ctx, id } = await withReceiver();
  await disableEndpoint(ctx, OUTBOUND, id);
  const settled = await Promise.allSettled(
    Array.from({ length: 12 }, () => testEndpoint(ctx, OUTBOUND, id, { signWith: "all" })),
  );
  const refused = settled.filter((each) => each.status === "rejected");
  expect(refused.length).toBeLessThanOrEqual(2);
  for (const each of refused) expect(each.reason).toMatchObject({ error: "RATE_LIMITED" });
  for (const each of settled) if (each.status === "fulfilled") expect(each.value.state).toBe("delivered");
});
