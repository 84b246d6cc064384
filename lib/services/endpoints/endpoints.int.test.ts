import { afterAll, describe, expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { driveReplays } from "@/e2e/fixtures/replays";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { sealer } from "@/lib/auth/sealed";
import { prisma } from "@/lib/db/client";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { newId } from "@/lib/shared/ids";
import { MASK } from "@/lib/webhooks/redaction";
import { secretHint } from "@/lib/webhooks/signing";

import type { Context } from "../context";
import { cancelRotation } from "./cancel-rotation";
import { createEndpoint } from "./create";
import { deleteEndpoint } from "./delete";
import { disableEndpoint } from "./disable";
import { enableEndpoint } from "./enable";
import { getEndpoint } from "./get";
import { listEndpoints } from "./list";
import { rotateEndpointSecret } from "./rotate-secret";
import { updateEndpoint } from "./update";
import { updateEndpointSecret } from "./update-secret";

withDatabase();
afterAll(closeEnginePool);

const WORKSPACE = { surface: "workspace" } as const;
const OUTBOUND = { surface: "outbound" } as const;
const RESUME = { held: "send" } as const;

async function outcomes(calls: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((each) =>
    each.status === "fulfilled" ? "made" : String((each.reason as { error?: string }).error ?? each.reason),
  );
}

const count = (list: string[], what: string): number => list.filter((each) => each === what).length;
const auditOf = (ctx: Context, objectId: string) =>
  ctx.db.auditEntry.findMany({ where: { objectId }, orderBy: { id: "asc" } });
const deliveriesOf = (ctx: Context, endpointId: string) =>
  ctx.db.delivery.findMany({ where: { endpointId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
const openHeaders = async (ctx: Context, id: string): Promise<unknown> => {
  const { sealedHeaders } = await ctx.db.endpoint.findFirstOrThrow({ where: { id } });
  return JSON.parse(
    sealer.open(sealedHeaders ?? "", {
      table: "endpoints",
      column: "sealed_headers",
      row: id,
      workspace: ctx.workspace.id,
    }),
  );
};

describe("creating", () => {
  test("fifty parallel creates of one destination URL make one", async () => {
    const { ctx } = await freshWorkspace();
    const { url } = anEndpoint();
    const results = await outcomes(
      Array.from({ length: 50 }, () => createEndpoint(ctx, OUTBOUND, anEndpoint({ url }))),
    );
    expect(count(results, "made")).toBe(1);
    expect(count(results, "DUPLICATE_URL")).toBe(49);
  });

  test("fifty parallel creates never pass the plan's limit", async () => {
    const { ctx } = await freshWorkspace({ plan: "pro" });
    const results = await outcomes(Array.from({ length: 50 }, () => createEndpoint(ctx, WORKSPACE, anEndpoint())));
    expect(count(results, "made")).toBe(10);
    expect(count(results, "PLAN_LIMIT_REACHED")).toBe(40);
  });

  test("spellings of one URL are one destination, and a deleted one frees it", async () => {
    const { ctx } = await freshWorkspace();
    const first = await createEndpoint(ctx, OUTBOUND, anEndpoint({ url: "https://Twice.example.com:443#here" }));
    await expect(
      createEndpoint(ctx, OUTBOUND, anEndpoint({ url: "https://twice.example.com/" })),
    ).rejects.toMatchObject({ error: "DUPLICATE_URL" });
    await createEndpoint(ctx, WORKSPACE, anEndpoint({ url: "https://twice.example.com/" }));
    await deleteEndpoint(ctx, OUTBOUND, first.id);
    await createEndpoint(ctx, OUTBOUND, anEndpoint({ url: "https://twice.example.com/" }));
  });

  test("an address inside is refused on its field and leaves nothing behind", async () => {
    const { ctx } = await freshWorkspace();
    await expect(createEndpoint(ctx, OUTBOUND, anEndpoint({ url: "https://127.0.0.1/" }))).rejects.toMatchObject({
      error: "VALIDATION_ERROR",
      details: [{ path: "url" }],
    });
    expect(await ctx.db.auditEntry.count({})).toBe(0);
  });

  test("the secret is shown once, and neither secret nor header value stands in rows, audit or notice", async () => {
    const { ctx } = await freshWorkspace();
    const value = "marker-8d1f0c7a-value";
    const made = await createEndpoint(ctx, OUTBOUND, anEndpoint({ headers: { "X-Token": value } }));
    expect(made.headers).toEqual({ "X-Token": `${MASK}alue` });
    expect(await getEndpoint(ctx, OUTBOUND, made.id)).not.toHaveProperty("secret");
    const kept = JSON.stringify([
      await ctx.db.endpoint.findMany({}),
      await ctx.db.endpointSecret.findMany({}),
      await ctx.db.auditEntry.findMany({}),
      await ctx.db.notice.findMany({}),
    ]);
    expect(kept).not.toContain(value);
    expect(kept).not.toContain(made.secret);
    expect(await ctx.db.notice.count({ where: { endpointId: made.id } })).toBe(1);
    expect((await auditOf(ctx, made.id)).map((entry) => entry.action)).toEqual(["endpoint.create"]);
  });
});

describe("another workspace", () => {
  test("sees, changes and deletes nothing, with the same answer as for a missing id", async () => {
    const [alice, bob] = [await freshWorkspace(), await freshWorkspace()];
    const { id } = await createEndpoint(bob.ctx, WORKSPACE, anEndpoint());
    const calls = (target: string) => [
      getEndpoint(alice.ctx, WORKSPACE, target),
      updateEndpoint(alice.ctx, WORKSPACE, target, { name: "mine" }),
      deleteEndpoint(alice.ctx, WORKSPACE, target),
      enableEndpoint(alice.ctx, WORKSPACE, target, RESUME),
      disableEndpoint(alice.ctx, WORKSPACE, target),
      rotateEndpointSecret(alice.ctx, WORKSPACE, target, { overlapHours: 24 }),
    ];
    const messages = async (target: string) =>
      (await Promise.allSettled(calls(target))).map((each) => each.status === "rejected" && String(each.reason));
    expect(await messages(id)).toEqual(await messages(newId("endpoint")));
    expect(await outcomes(calls(id))).toEqual(Array.from({ length: 6 }, () => "NOT_FOUND"));
    expect(await getEndpoint(bob.ctx, WORKSPACE, id)).toMatchObject({ version: 1, state: "enabled" });
    expect((await listEndpoints(alice.ctx, WORKSPACE, { page: 1, limit: 20 })).data).toEqual([]);
  });

  test("and another surface of the same workspace find nothing either", async () => {
    const { ctx } = await freshWorkspace();
    const { id } = await createEndpoint(ctx, WORKSPACE, anEndpoint());
    await expect(getEndpoint(ctx, OUTBOUND, id)).rejects.toMatchObject({ error: "NOT_FOUND" });
  });
});

describe("changing", () => {
  test("a header value sent back as its mask stays, a new one replaces it, a missing one goes", async () => {
    const { ctx } = await freshWorkspace();
    const made = await createEndpoint(
      ctx,
      OUTBOUND,
      anEndpoint({ headers: { "X-One": "first-value-1234", "X-Two": "second-value-5678" } }),
    );
    await updateEndpoint(ctx, OUTBOUND, made.id, {
      headers: { "x-one": made.headers["X-One"] ?? "", "X-Three": "third" },
    });
    expect(await openHeaders(ctx, made.id)).toEqual({ "x-one": "first-value-1234", "X-Three": "third" });
    await expect(
      updateEndpoint(ctx, OUTBOUND, made.id, { headers: { "X-Three": `${MASK}9999` } }),
    ).rejects.toMatchObject({ error: "VALIDATION_ERROR" });
  });

  test("an old version changes nothing, also when two arrive at once", async () => {
    const { ctx } = await freshWorkspace();
    const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    const results = await outcomes(
      Array.from({ length: 5 }, (_, at) => updateEndpoint(ctx, OUTBOUND, id, { name: `name ${at}`, version: 1 })),
    );
    expect(count(results, "made")).toBe(1);
    expect(count(results, "VERSION_CONFLICT")).toBe(4);
    expect((await getEndpoint(ctx, OUTBOUND, id)).version).toBe(2);
  });

  test("a changed URL restarts the failure clock and is told to the admins by host alone", async () => {
    const { ctx } = await freshWorkspace();
    const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    await ctx.db.endpointHealth.updateMany({
      where: { endpointId: id },
      data: { failingSince: new Date(), failedDeliveries: 9, warned: 2 },
    });
    await updateEndpoint(ctx, OUTBOUND, id, { url: "https://moved.example.com/token-in-path" });
    expect(await ctx.db.endpointHealth.findFirst({ where: { endpointId: id } })).toMatchObject({
      failingSince: null,
      failedDeliveries: 0,
      warned: 0,
    });
    const notices = await ctx.db.notice.findMany({ where: { endpointId: id }, orderBy: { id: "asc" } });
    expect(notices.at(-1)?.text).toContain("moved.example.com");
    expect(notices.at(-1)?.text).not.toContain("token-in-path");
  });

  test("a changed URL cancels the waiting retries when asked, with the change or not at all", async () => {
    const { ctx } = await freshWorkspace();
    const { ctx: other } = await freshWorkspace();
    const made = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    const taken = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    const foreign = await createEndpoint(other, OUTBOUND, anEndpoint());
    const states = async () => {
      const rows = await prisma().delivery.findMany({
        where: { endpointId: { in: [made.id, taken.id, foreign.id] } },
        orderBy: { id: "asc" },
      });
      return rows.map(({ state }) => state);
    };
    const leased = { owner: "worker", leaseUntil: new Date(Date.now() + 60_000) };
    for (const more of [
      { state: "retrying" },
      { state: "retrying", ...leased },
      { state: "pending" },
      { state: "held" },
    ] as const)
      await seedDelivery(ctx, made, more);
    await seedDelivery(ctx, taken, { state: "retrying" });
    await seedDelivery(other, foreign, { state: "retrying" });
    const before = await states();

    const move = (url: string, cancelRetries: boolean) =>
      updateEndpoint(ctx, OUTBOUND, made.id, { url, cancelRetries });
    await expect(move(taken.url, true)).rejects.toMatchObject({ error: "DUPLICATE_URL" });
    expect(await states()).toEqual(before);
    await move("https://moved.example.com/kept", false);
    await updateEndpoint(ctx, OUTBOUND, made.id, { name: "Other", cancelRetries: true });
    expect(await states()).toEqual(before);

    await move("https://moved.example.com/in", true);
    expect(await states()).toEqual(["canceled", ...before.slice(1)]);
    const audit = await ctx.db.auditEntry.findFirst({
      where: { objectId: made.id, action: "endpoint.update" },
      orderBy: { id: "desc" },
    });
    expect(audit?.after).toMatchObject({ url: "https://moved.example.com/in", canceledRetries: 1 });
  });

  test("every change raises the routing version", async () => {
    const { ctx } = await freshWorkspace();
    const version = async () => (await ctx.db.workspace.findFirstOrThrow({})).routingVersion;
    const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    const before = await version();
    await updateEndpoint(ctx, OUTBOUND, id, { name: "other" });
    expect(await version()).toBeGreaterThan(before);
  });
});

describe("pausing and turning on", () => {
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  async function pausedWith(ages: number[]) {
    const { ctx } = await freshWorkspace();
    const endpoint = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    await disableEndpoint(ctx, OUTBOUND, endpoint.id);
    for (const age of ages) await seedDelivery(ctx, endpoint, { state: "held", createdAt: minutesAgo(age) });
    return { ctx, id: endpoint.id };
  }

  test("a pause holds what waits, and leaves what is being sent to its sender", async () => {
    const { ctx } = await freshWorkspace();
    const endpoint = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    for (const state of ["pending", "retrying", "delivered"] as const)
      await seedDelivery(ctx, endpoint, { state, createdAt: minutesAgo(3) });
    const claimed = await seedDelivery(ctx, endpoint, {
      state: "pending",
      owner: "engine",
      leaseUntil: minutesAgo(-5),
    });
    const paused = await disableEndpoint(ctx, OUTBOUND, endpoint.id);
    expect(paused).toMatchObject({ state: "paused", stateReason: { code: "paused", by: "Ada" }, heldCount: 2 });
    const states = (await deliveriesOf(ctx, endpoint.id)).map((row) => row.state).toSorted();
    expect(states).toEqual(["delivered", "held", "held", "pending"]);
    expect(await ctx.db.delivery.findFirst({ where: { id: claimed.id } })).toMatchObject({
      state: "pending",
      owner: "engine",
      generation: 0,
    });
  });

  test("send all makes every held delivery due now, under a new generation", async () => {
    const { ctx, id } = await pausedWith([30, 20, 10]);
    expect(await enableEndpoint(ctx, OUTBOUND, id, RESUME)).toMatchObject({ state: "enabled", stateReason: null });
    await driveReplays();
    expect(await getEndpoint(ctx, OUTBOUND, id)).toMatchObject({ heldCount: 0 });
    const rows = await deliveriesOf(ctx, id);
    expect(rows.map((row) => [row.state, row.reason, row.generation])).toEqual(
      Array.from({ length: 3 }, () => ["pending", null, 1]),
    );
    for (const row of rows) expect(row.nextAttemptAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test("send since a time discards what is older", async () => {
    const { ctx, id } = await pausedWith([30, 20, 10]);
    await enableEndpoint(ctx, OUTBOUND, id, { held: "send", since: minutesAgo(15).toISOString() });
    await driveReplays();
    expect((await deliveriesOf(ctx, id)).map((row) => [row.state, row.reason])).toEqual([
      ["canceled", "discarded"],
      ["canceled", "discarded"],
      ["pending", null],
    ]);
  });

  test("discard cancels all of them and leaves nothing due", async () => {
    const { ctx, id } = await pausedWith([20, 10]);
    await enableEndpoint(ctx, OUTBOUND, id, { held: "discard" });
    await driveReplays();
    for (const row of await deliveriesOf(ctx, id))
      expect(row).toMatchObject({ state: "canceled", reason: "discarded", nextAttemptAt: null });
  });

  test("a million held deliveries are no work for the request: it answers before one of them has moved", async () => {
    const { ctx, id } = await pausedWith([30, 20]);
    expect(await enableEndpoint(ctx, OUTBOUND, id, { held: "send", ratePerSecond: 10 })).toMatchObject({
      heldCount: 2,
    });
    expect(await ctx.db.replay.findMany({ where: { endpointId: id } })).toMatchObject([
      { state: "preparing", ratePerSecond: 10, createdByName: "Ada" },
    ]);
  });

  test("turning on again chooses anew for what is still held, and the earlier choice ends", async () => {
    const { ctx, id } = await pausedWith([30, 20, 10]);
    await enableEndpoint(ctx, OUTBOUND, id, { held: "send", ratePerSecond: 1 });
    await driveReplays();
    await enableEndpoint(ctx, OUTBOUND, id, { held: "discard" });
    await driveReplays();
    const states = (await deliveriesOf(ctx, id)).map((row) => row.state);
    expect(states[0]).toBe("pending");
    expect(states.slice(1)).toEqual(["canceled", "canceled"]);
    const replays = await ctx.db.replay.findMany({ where: { endpointId: id }, orderBy: { id: "asc" } });
    expect(replays.map((replay) => [replay.state, replay.stateReason])).toEqual([
      ["canceled", "replaced"],
      ["done", null],
    ]);
  });

  test("what was planned as held while the endpoint was being turned on is sent as well", async () => {
    const { ctx, id } = await pausedWith([10]);
    await enableEndpoint(ctx, OUTBOUND, id, RESUME);
    await driveReplays();
    const late = await seedDelivery(ctx, { id, surface: "outbound" }, { state: "held" });
    await ctx.db.delivery.updateMany({ where: { endpointId: id, state: "pending" }, data: { state: "delivered" } });
    await driveReplays();
    expect(await ctx.db.delivery.findFirst({ where: { id: late.id } })).toMatchObject({ state: "pending" });
  });

  test("turning on finishes what an interruption left held", async () => {
    const { ctx, id } = await pausedWith([10]);
    await ctx.db.endpoint.updateMany({ where: { id }, data: { state: "enabled", stateCode: null } });
    await enableEndpoint(ctx, OUTBOUND, id, RESUME);
    await driveReplays();
    expect((await deliveriesOf(ctx, id)).map((row) => row.state)).toEqual(["pending"]);
  });

  test("deleting cancels what waits and is held, destroys the secrets and keeps the log", async () => {
    const { ctx } = await freshWorkspace();
    const endpoint = await createEndpoint(ctx, OUTBOUND, anEndpoint({ headers: { "X-Token": "some-long-value" } }));
    for (const state of ["pending", "held", "failed"] as const) await seedDelivery(ctx, endpoint, { state });
    await deleteEndpoint(ctx, OUTBOUND, endpoint.id);
    const rows = await deliveriesOf(ctx, endpoint.id);
    expect(rows.map((row) => row.state).toSorted()).toEqual(["canceled", "canceled", "failed"]);
    expect(await ctx.db.endpointSecret.count({ where: { endpointId: endpoint.id } })).toBe(0);
    expect(await ctx.db.endpoint.findFirst({ where: { id: endpoint.id } })).toMatchObject({
      sealedHeaders: null,
      headerNames: [],
    });
    await expect(getEndpoint(ctx, OUTBOUND, endpoint.id)).rejects.toMatchObject({ error: "NOT_FOUND" });
  });
});

describe("signing secrets", () => {
  test("a rotated secret signs beside the new one until its time, and can be ended or extended", async () => {
    const { ctx } = await freshWorkspace();
    const { id, secret } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    const rotated = await rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 24 });
    expect(rotated.secret).not.toBe(secret);
    const old = rotated.secrets.find((each) => each.expiresAt !== null);
    const current = rotated.secrets.find((each) => each.expiresAt === null);
    expect(rotated.secrets).toHaveLength(2);
    const ids = { id, secretId: old?.id ?? "" };
    const later = new Date(Date.now() + 48 * 3_600_000).toISOString();
    expect((await updateEndpointSecret(ctx, OUTBOUND, ids, { expiresAt: later })).secrets).toContainEqual(
      expect.objectContaining({ expiresAt: later }),
    );
    await expect(
      updateEndpointSecret(ctx, OUTBOUND, { id, secretId: current?.id ?? "" }, { expiresAt: later }),
    ).rejects.toMatchObject({ error: "CONFLICT" });
    expect(
      (await updateEndpointSecret(ctx, OUTBOUND, ids, { expiresAt: new Date(0).toISOString() })).secrets,
    ).toHaveLength(1);
  });

  test("ten older secrets sign at most, and a rotation without overlap leaves one", async () => {
    const { ctx } = await freshWorkspace();
    const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    for (let at = 0; at < 10; at++) await rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 1 });
    await expect(rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 1 })).rejects.toMatchObject({
      error: "CONFLICT",
    });
    await rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 0 });
    expect(await ctx.db.endpointSecret.count({ where: { endpointId: id, expiresAt: null } })).toBe(1);
  });

  test("a rotation that is taken back leaves the old secret as the only one, without an end, and is on record", async () => {
    const { ctx } = await freshWorkspace();
    const { id, secrets } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    await rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 24 });
    const after = await cancelRotation(ctx, OUTBOUND, id);
    expect(after.secrets).toEqual([expect.objectContaining({ id: secrets[0]?.id, expiresAt: null })]);
    expect((await auditOf(ctx, id)).at(-1)?.action).toBe("endpoint.cancel_rotation");
    await expect(cancelRotation(ctx, OUTBOUND, id)).rejects.toMatchObject({ error: "CONFLICT" });
  });

  test("of twenty that take the same rotation back at once, one does and the others are refused", async () => {
    const { ctx } = await freshWorkspace();
    const { id, secrets } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    await rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 24 });
    const results = await outcomes(Array.from({ length: 20 }, () => cancelRotation(ctx, OUTBOUND, id)));
    expect([count(results, "made"), count(results, "CONFLICT")]).toEqual([1, 19]);
    expect(await ctx.db.endpointSecret.findMany({ where: { endpointId: id } })).toMatchObject([
      { id: secrets[0]?.id, expiresAt: null },
    ]);
  });

  test("a rotation is not taken back once the old secret has ended", async () => {
    const { ctx } = await freshWorkspace();
    const { id, secrets } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    const { secret } = await rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 24 });
    await ctx.db.endpointSecret.updateMany({ where: { id: secrets[0]!.id }, data: { expiresAt: new Date() } });
    await expect(cancelRotation(ctx, OUTBOUND, id)).rejects.toMatchObject({ error: "CONFLICT" });
    const [current] = await ctx.db.endpointSecret.findMany({ where: { endpointId: id, expiresAt: null } });
    expect(current?.hint).toBe(secretHint(secret));
  });

  test("of parallel rotations and their taking back, one current secret remains", async () => {
    const { ctx } = await freshWorkspace();
    const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    await outcomes(
      Array.from({ length: 20 }, (_, at) =>
        at % 2 === 0
          ? rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 24 })
          : cancelRotation(ctx, OUTBOUND, id),
      ),
    );
    expect(await ctx.db.endpointSecret.count({ where: { endpointId: id, expiresAt: null } })).toBe(1);
  });

  test("twenty parallel rotations leave one current secret", async () => {
    const { ctx } = await freshWorkspace();
    const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    const results = await outcomes(
      Array.from({ length: 20 }, () => rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 0 })),
    );
    expect(count(results, "made")).toBe(20);
    expect(await ctx.db.endpointSecret.count({ where: { endpointId: id } })).toBe(1);
  });
});
