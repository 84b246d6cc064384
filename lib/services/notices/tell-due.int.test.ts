import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makePerson } from "@/lib/api/edge-for-tests";
import type { NoticeCategory } from "@/lib/contracts/notices";
import { prisma } from "@/lib/db/client";
import { newId } from "@/lib/shared/ids";
import { DAY, HOUR, MINUTE } from "@/lib/shared/time";

import type { Context } from "../context";
import { listEmails } from "../emails/list";
import { createEndpoint } from "../endpoints/create";
import { setRule } from "../notification-rules/rules";
import { withTransaction } from "../transaction";
import { listNotices } from "./list";
import { tellMembers } from "./tell";
import { tellDueNews } from "./tell-due";

withDatabase();

const ago = (ms: number): Date => new Date(Date.now() - ms);

async function staffed() {
  const { ctx } = await freshWorkspace();
  const { email } = await makePerson({ [ctx.workspace.id]: "owner" });
  return { ctx, email, workspaceId: ctx.workspace.id };
}

/** An endpoint that is a month old, without the notice of its making. */
async function anOldEndpoint(ctx: Context): Promise<string> {
  const { id } = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint({ name: "Orders API" }));
  await prisma().endpoint.update({ where: { id }, data: { createdAt: ago(30 * DAY) } });
  await prisma().notice.deleteMany({ where: { workspaceId: ctx.workspace.id } });
  await prisma().emailMessage.deleteMany({ where: { workspaceId: ctx.workspace.id } });
  return id;
}

const told = async (ctx: Context, category: NoticeCategory): Promise<string[]> =>
  (await listNotices(ctx, { limit: 100 })).data
    .filter((notice) => notice.category === category)
    .map(({ title }) => title);

test("an old secret is told once, also by two at once, as a notice and by e-mail", async () => {
  const { ctx, email, workspaceId } = await staffed();
  const endpointId = await anOldEndpoint(ctx);
  await tellDueNews();
  expect(await told(ctx, "secret_old")).toEqual([]);
  await prisma().endpointSecret.updateMany({ where: { endpointId }, data: { createdAt: ago(91 * DAY) } });
  await Promise.all([tellDueNews(), tellDueNews()]);
  await tellDueNews();
  expect(await told(ctx, "secret_old")).toEqual(["The signing secret of Orders API is older than 90 days"]);
  expect((await listEmails(ctx, { limit: 10 })).data.map(({ to }) => to)).toEqual([email]);
  const [row] = await prisma().emailMessage.findMany({ where: { workspaceId } });
  expect(row?.text).toContain(`/${ctx.workspace.slug}/deliveries?endpoint=${endpointId}`);
});

test("what is told under a name again, because another process was quicker, is neither shown nor sent twice", async () => {
  const { ctx } = await staffed();
  const news = { category: "key_unused", dedupeKey: "key_unused:x", title: "A key", text: "It was not used." } as const;
  for (let run = 0; run < 2; run++) await withTransaction(ctx, (tx) => tellMembers(ctx, tx, news));
  expect(await told(ctx, "key_unused")).toEqual(["A key"]);
  expect((await listEmails(ctx, { limit: 10 })).data).toHaveLength(1);
});

test("a replaced secret is told of within 72 hours of its end, and not before", async () => {
  const { ctx, workspaceId } = await staffed();
  const endpointId = await anOldEndpoint(ctx);
  const secret = { workspaceId, endpointId, sealed: "x", hint: "x" };
  const [soon, later] = [new Date(Date.now() + 71 * HOUR), new Date(Date.now() + 80 * HOUR)];
  await prisma().endpointSecret.create({ data: { ...secret, id: newId("endpointSecret"), expiresAt: later } });
  await tellDueNews();
  expect(await told(ctx, "secret_ending")).toEqual([]);
  await prisma().endpointSecret.create({ data: { ...secret, id: newId("endpointSecret"), expiresAt: soon } });
  await tellDueNews();
  expect(await told(ctx, "secret_ending")).toEqual(["The old signing secret of Orders API ends soon"]);
});

test("a rotation that no receiver has proven is told of again four hours and one hour before its end, a proven or a hasty one is not", async () => {
  const { ctx, workspaceId } = await staffed();
  const old = async (endpointId: string, in_: number) => {
    const ends = { sealed: "x", hint: "x", expiresAt: new Date(Date.now() + in_), createdAt: ago(2 * DAY) };
    const id = newId("endpointSecret");
    await prisma().endpointSecret.create({ data: { ...ends, id, workspaceId, endpointId } });
    return id;
  };
  const rotated = (endpointId: string, at: Date) =>
    prisma().endpointSecret.updateMany({ where: { endpointId, expiresAt: null }, data: { createdAt: at } });
  const [open, proven, hasty] = [await anOldEndpoint(ctx), await anOldEndpoint(ctx), await anOldEndpoint(ctx)];
  const id = await old(open, 3 * HOUR);
  await old(proven, 3 * HOUR);
  await old(hasty, HOUR - MINUTE);
  await rotated(open, ago(DAY));
  await rotated(proven, ago(DAY));
  const endpoint = await prisma().endpoint.findUniqueOrThrow({ where: { id: proven } });
  await seedDelivery(ctx, endpoint, { kind: "test", state: "delivered", reasonDetail: { signWith: "current" } });
  const urgent = async () => (await told(ctx, "secret_ending")).filter((title) => title.includes("within"));
  await tellDueNews();
  await tellDueNews();
  const four = "The old signing secret of Orders API ends within 4 hours";
  expect(await urgent()).toEqual([four]);
  await prisma().endpointSecret.update({ where: { id }, data: { expiresAt: new Date(Date.now() + HOUR - MINUTE) } });
  await tellDueNews();
  await tellDueNews();
  expect((await urgent()).toSorted()).toEqual(["The old signing secret of Orders API ends within 1 hour", four]);
});

test("a certificate is told of when it ends within 14 days, and again only when its end has changed", async () => {
  const { ctx, workspaceId } = await staffed();
  const endpointId = await anOldEndpoint(ctx);
  const endsIn = async (days: number): Promise<string[]> => {
    const known = { certificateEndsAt: new Date(Date.now() + days * DAY) };
    await prisma().endpointHealth.upsert({
      where: { endpointId },
      create: { endpointId, workspaceId, ...known },
      update: known,
    });
    await tellDueNews();
    await tellDueNews();
    return told(ctx, "certificate_ending");
  };
  const sentence = "The certificate of Orders API ends soon";
  expect(await endsIn(15)).toEqual([]);
  expect(await endsIn(13)).toEqual([sentence]);
  expect(await endsIn(80)).toEqual([sentence]);
  expect(await endsIn(12)).toEqual([sentence, sentence]);
});

test("a first failure after a clean week is told, one after others or without a week of success is not", async () => {
  const { ctx, workspaceId } = await staffed();
  const seen = async (earlier: { succeeded: number; failed: number } | null): Promise<string[]> => {
    const endpointId = await anOldEndpoint(ctx);
    const spell = { lastFailureAt: ago(MINUTE), failingSince: ago(MINUTE), failedDeliveries: 1 };
    await prisma().endpointHealth.upsert({
      where: { endpointId },
      create: { endpointId, workspaceId, ...spell },
      update: spell,
    });
    const slot = { endpointId, workspaceId, slot: ago(3 * DAY), writer: "test", latencies: [] };
    if (earlier) await prisma().endpointStat.create({ data: { ...slot, ...earlier } });
    await tellDueNews();
    return told(ctx, "first_failure");
  };
  expect(await seen(null)).toEqual([]);
  expect(await seen({ succeeded: 40, failed: 1 })).toEqual([]);
  expect(await seen({ succeeded: 40, failed: 0 })).toEqual(["Orders API failed for the first time in 7 days"]);
});

test("a key that works and was not used for 90 days is told of, one that is used, new or revoked is not", async () => {
  const { ctx, workspaceId } = await staffed();
  const key = (name: string, more: object) =>
    prisma().apiKey.create({
      data: {
        id: newId("apiKey"),
        workspaceId,
        name,
        hash: newId("apiKey"),
        prefix: "lw_live_",
        lastFour: "4f2a",
        createdAt: ago(200 * DAY),
        ...more,
      },
    });
  await key("CI", { lastUsedAt: ago(91 * DAY) });
  await key("Used", { lastUsedAt: ago(DAY) });
  await key("New", { createdAt: ago(DAY) });
  await key("Revoked", { revokedAt: ago(DAY) });
  await tellDueNews();
  expect(await told(ctx, "key_unused")).toEqual(["The API key CI was not used for 90 days"]);
});

test("a replay that a person began is told of when it is done, with its figures, and what was held is not", async () => {
  const { ctx, workspaceId } = await staffed();
  const replay = (by: string, more: object) =>
    prisma().replay.create({
      data: {
        id: newId("replay"),
        workspaceId,
        selection: { selection: { by } },
        fingerprint: newId("replay"),
        state: "done",
        createdBy: ctx.actor.id,
        createdByName: "Ada",
        total: 1_284,
        delivered: 1_279,
        failed: 5,
        finishedAt: ago(MINUTE),
        ...more,
      },
    });
  await replay("filters", {});
  await replay("held", {});
  await replay("filters", { state: "running", finishedAt: null });
  await tellDueNews();
  expect(await told(ctx, "replay_finished")).toEqual(["Replay finished: 1,279 delivered, 5 failed"]);
});

test("an integration in error is told of by the name of its provider, once a day", async () => {
  const { ctx, workspaceId } = await staffed();
  const id = newId("installation");
  const data = { id, workspaceId, provider: "stripe", externalName: "Acme Ltd", scopes: [] };
  await prisma().installation.create({ data: { ...data, status: "active" } });
  await tellDueNews();
  expect(await told(ctx, "integration_error")).toEqual([]);
  const fails = () => prisma().installation.update({ where: { id }, data: { status: "error", statusAt: new Date() } });
  await fails();
  await tellDueNews();
  await fails();
  await tellDueNews();
  expect(await told(ctx, "integration_error")).toEqual(["Stripe (Acme Ltd) stopped working"]);
});

/** A zone in which it is so many o'clock now. */
function zoneAt(hour: number): string {
  const west = ((new Date().getUTCHours() - hour + 36) % 24) - 12;
  return west === 0 ? "Etc/GMT" : `Etc/GMT${west > 0 ? "+" : ""}${west}`;
}

test("the day before is summed up from eight in the morning on where the workspace is, for those who asked", async () => {
  const morning = await staffed();
  const night = await staffed();
  const silent = await staffed();
  for (const [{ ctx, workspaceId }, hour] of [
    [morning, 10],
    [night, 5],
    [silent, 10],
  ] as const) {
    await prisma().workspace.update({ where: { id: workspaceId }, data: { timeZone: zoneAt(hour) } });
    if (ctx !== silent.ctx)
      await setRule(ctx, "daily_summary", { enabled: true, roles: ["owner"], quietHours: null, slack: false });
  }
  const endpointId = await anOldEndpoint(morning.ctx);
  const day = new Date(new Date(ago(DAY)).toISOString().slice(0, 10));
  await prisma().endpointTally.create({
    data: { endpointId, day, workspaceId: morning.workspaceId, delivered: 4_210n, failed: 3n },
  });
  await tellDueNews();
  await tellDueNews();
  const [title] = await told(morning.ctx, "daily_summary");
  expect(title).toBe(`${day.toISOString().slice(0, 10)}: 4,210 delivered, 3 failed`);
  expect(await told(morning.ctx, "daily_summary")).toHaveLength(1);
  expect(await told(night.ctx, "daily_summary")).toEqual([]);
  expect(await told(silent.ctx, "daily_summary")).toEqual([]);
});
