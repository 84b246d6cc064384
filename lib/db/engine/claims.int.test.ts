import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { acceptEvent } from "@/lib/services/events/accept";
import { newId } from "@/lib/shared/ids";

import { claimByIds, claimDue, claimFromOwners, releaseClaims } from "./claims";
import { planOutbox } from "./plan";
import { type ResultRow, writeResults } from "./results";

withDatabase();

const soon = (ms: number): Date => new Date(Date.now() + ms);
const row = (id: string) => prisma().delivery.findFirstOrThrow({ where: { id } });

/** A delivery that waits for an attempt, due `inMs` from now. */
async function waiting(inMs = -1_000, columns: { owner?: string; leaseUntil?: Date } = {}) {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint());
  const seeded = await seedDelivery(ctx, endpoint, { state: "pending", ...columns });
  await prisma().delivery.updateMany({ where: { id: seeded.id }, data: { nextAttemptAt: soon(inMs) } });
  return { ctx, endpoint, ...seeded };
}

function delivered(claim: { id: string; eventCreatedAt: Date; generation: number }): ResultRow {
  const attempt = {
    id: newId("attempt"),
    number: 1,
    trigger: "automatic",
    requestedBy: null,
    startedAt: new Date(),
  } as const;
  const answer = { responseTimeMs: 5, statusCode: 200, errorClass: null, errorMessage: null } as const;
  const request = { requestUrl: "https://hooks.example.com", requestHeaders: "[]", responseHeaders: "[]" };
  const rest = { responseBody: null, responseSize: 0, truncated: false, timings: [], resolvedAddress: null };
  return {
    deliveryId: claim.id,
    eventCreatedAt: claim.eventCreatedAt,
    generation: claim.generation,
    state: "delivered",
    step: 1,
    nextAttemptAt: null,
    failureGroup: null,
    attempts: [{ ...attempt, ...answer, ...request, ...rest, nextAttemptAt: null }],
  };
}

test("of twenty parallel claims of one delivery one gets it", async () => {
  const { id } = await waiting();
  const claims = await Promise.all(Array.from({ length: 20 }, (_, at) => claimByIds(`engine-${at}`, [id])));
  expect(claims.flat()).toHaveLength(1);
});

test("a claim is nobody else's while its lease holds, and anybody's when it ran out", async () => {
  const held = await waiting(-1_000, { owner: "first", leaseUntil: soon(30_000) });
  expect(await claimByIds("second", [held.id])).toEqual([]);
  const lapsed = await waiting(-1_000, { owner: "first", leaseUntil: soon(-1) });
  expect(await claimByIds("second", [lapsed.id])).toMatchObject([{ id: lapsed.id, generation: 1 }]);
});

test("what is not due yet is not claimed, by its id or by its time", async () => {
  const { id } = await waiting(60_000);
  expect(await claimByIds("one", [id])).toEqual([]);
  const due = await claimDue("one", { limit: 1_000, graceSeconds: 0, without: [] });
  expect(due.map((claim) => claim.id)).not.toContain(id);
});

test("a dead engine's rows are taken at once, under the next generation, and its late result is refused", async () => {
  const { id } = await waiting();
  const [old] = await claimByIds("dead", [id]);
  const [taken] = await claimFromOwners("heir", ["dead"], 10);
  expect(taken).toMatchObject({ id, generation: old!.generation + 1 });
  expect([...(await writeResults([delivered(old!)]))]).toEqual([]);
  expect(await row(id)).toMatchObject({ state: "pending", attemptCount: 0, owner: "heir" });
  expect(await prisma().attempt.count({ where: { deliveryId: id } })).toBe(0);
  expect([...(await writeResults([delivered(taken!)]))]).toEqual([id]);
  expect(await row(id)).toMatchObject({ state: "delivered", attemptCount: 1, owner: null });
});

test("a claim that was given back fences the result of whoever had it", async () => {
  const { id } = await waiting();
  const [claim] = await claimByIds("one", [id]);
  await releaseClaims([
    {
      id,
      eventCreatedAt: claim!.eventCreatedAt,
      generation: claim!.generation,
      to: "held",
      reason: "paused",
      nextAttemptAt: null,
    },
  ]);
  expect([...(await writeResults([delivered(claim!)]))]).toEqual([]);
  expect((await row(id)).state).toBe("held");
});

test("an event whose planning fails is planned the next time: nothing lies between sent and planned", async () => {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint());
  const { id } = await acceptEvent(ctx, { type: "sale.created", data: eventType("sale.created").sample });
  const unplannable = planOutbox("one", 1_000, (rows) =>
    Promise.resolve({
      forwards: [],
      deliveries: rows.map((each) => ({
        id: newId("delivery"),
        workspaceId: each.workspaceId,
        eventId: each.eventId,
        eventCreatedAt: each.eventCreatedAt,
        eventType: each.type,
        linkId: null,
        endpointId: endpoint.id,
        // What the database refuses.
        surface: "nowhere" as "outbound",
        state: "pending" as const,
        reason: null,
        reasonDetail: null,
        claimed: false,
        nextAttemptAt: new Date(),
      })),
    }),
  );
  await expect(unplannable).rejects.toThrow("surface");
  const seen: string[] = [];
  await planOutbox("one", 1_000, (rows) => {
    seen.push(...rows.map((each) => each.eventId));
    return Promise.resolve({ deliveries: [], forwards: [] });
  });
  expect(seen).toContain(id);
});
