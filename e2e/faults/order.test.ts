import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { upsertCustomer } from "@/lib/services/customers/upsert";

import { freshWorkspace } from "../fixtures/factories";
import { seedEndpoints } from "../fixtures/many-endpoints";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";

const UPDATES = 1_000;
const AT_ONCE = 4;

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let receiver: Receiver;
let engine: EngineProcess;
let ctx: Context;

beforeEach(async () => {
  // Every third request fails once, so that retries come between what is newer.
  const seen = new Set<string>();
  receiver = await startReceiver(({ id }, response) => {
    const first = !seen.has(id);
    seen.add(id);
    response.writeHead(first && seen.size % 3 === 0 ? 500 : 200).end();
  });
  ({ ctx } = await freshWorkspace());
  await seedEndpoints(ctx, [receiver.url("/")], { eventType: "customer.updated" });
  engine = await startEngineProcess(env.databaseUrl ?? "");
});

afterEach(async () => {
  await engine.kill();
  await receiver.close();
});

interface Body {
  id: string;
  createdAt: string;
  data: { customer: { name: string } };
}

describe(`F10: one object is changed ${UPDATES} times`, () => {
  test("all arrive in whatever order; by their ids they sort in the order of the changes, with a time on each", async () => {
    const externalId = "customer-of-many-names";
    await upsertCustomer(ctx, { externalId, name: "0" });
    let next = 1;
    const change = async (): Promise<void> => {
      while (next <= UPDATES) await upsertCustomer(ctx, { externalId, name: String(next++) });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, change));
    await vi.waitFor(
      async () =>
        expect(await prisma().delivery.count({ where: { workspaceId: ctx.workspace.id, state: "delivered" } })).toBe(
          UPDATES,
        ),
      { timeout: 60_000, interval: 50 },
    );
    const arrived = receiver.received.map(({ body }) => JSON.parse(body) as Body);
    const disorder = arrived.filter(({ id }, at) => id < (arrived[at - 1]?.id ?? "")).length;
    const inOrder = [...new Map(arrived.map((each) => [each.id, each])).values()].toSorted((one, other) =>
      one.id < other.id ? -1 : 1,
    );
    figure(`${inOrder.length} of ${UPDATES} arrived, ${disorder} after a newer one`);
    expect(inOrder).toHaveLength(UPDATES);
    expect(inOrder.map(({ createdAt }) => createdAt)).toEqual(inOrder.map(({ createdAt }) => createdAt).toSorted());
    // Whoever keeps the newest by id has the object as it is.
    const { name } = await prisma().customer.findFirstOrThrow({ where: { workspaceId: ctx.workspace.id, externalId } });
    expect(inOrder.at(-1)?.data.customer.name).toBe(name);
  });
});
