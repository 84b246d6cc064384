import { describe, expect, test } from "vitest";

import { anEndpoint, freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makePerson } from "@/lib/api/edge-for-tests";
import type { Plan, Role } from "@/lib/contracts/permissions";
import { prisma } from "@/lib/db/client";
import { exportAuditLog, getAuditEntry, listAuditLog } from "@/lib/services/audit-log/list";
import type { Context } from "@/lib/services/context";
import { listEmails, retryEmail } from "@/lib/services/emails/list";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { updateEndpoint } from "@/lib/services/endpoints/update";
import { listNotices, readNotices } from "@/lib/services/notices/list";
import { listRules, resetRule, setRule } from "@/lib/services/notification-rules/rules";
import { sendSample } from "@/lib/services/notification-rules/sample";
import { createView, deleteView, listViews } from "@/lib/services/views/views";
import { newId } from "@/lib/shared/ids";

withDatabase();

const OUTBOUND = { surface: "outbound" } as const;
const all = { limit: 100 };

/** A workspace with a member of each of these roles. */
async function staffed(roles: readonly Role[], plan: Plan = "enterprise") {
  const { ctx, as } = await freshWorkspace({ plan });
  const people = await Promise.all(roles.map((role) => makePerson({ [ctx.workspace.id]: role })));
  return { ctx, as, emails: people.map(({ email }) => email), people };
}

const mailedTo = async (ctx: Context): Promise<string[]> => (await listEmails(ctx, all)).data.map(({ to }) => to);

describe("the audit log", () => {
  test("finds entries by who, what, action and time, newest first, and reads on both ways", async () => {
    const { ctx } = await freshWorkspace();
    const { id, version } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
    await updateEndpoint(ctx, OUTBOUND, id, { name: "Renamed", version });
    const { data } = await listAuditLog(ctx, { ...all, objectId: id });
    expect(data.map(({ action }) => action)).toEqual(["endpoint.update", "endpoint.create"]);
    expect(data[0]).toMatchObject({
      actor: { name: "Ada" },
      object: { id, name: "Renamed" },
      after: { name: "Renamed" },
    });
    const found = async (filters: object) => (await listAuditLog(ctx, { ...all, ...filters })).data.length;
    expect(await found({ action: ["endpoint.update"] })).toBe(1);
    expect(await found({ actorId: ctx.actor.id })).toBe(2);
    expect(await found({ actorId: newId("user") })).toBe(0);
    expect(await found({ end: new Date(Date.now() - 60_000) })).toBe(0);
    const first = await listAuditLog(ctx, { limit: 1 });
    const second = await listAuditLog(ctx, { limit: 1, cursor: first.meta.nextCursor ?? "" });
    expect(second.data[0]?.action).toBe("endpoint.create");
    expect((await listAuditLog(ctx, { limit: 1, cursor: second.meta.prevCursor ?? "" })).data).toEqual(first.data);
  });

  test("goes back seven days, and all the way on the largest plan", async () => {
    for (const [plan, shown] of [
      ["pro", 0],
      ["enterprise", 1],
    ] as const) {
      const { ctx } = await freshWorkspace({ plan });
      await createEndpoint(ctx, OUTBOUND, anEndpoint());
      const eightDaysAgo = new Date(Date.now() - 8 * 86_400_000);
      await prisma().auditEntry.updateMany({
        where: { workspaceId: ctx.workspace.id },
        data: { createdAt: eightDaysAgo },
      });
      expect((await listAuditLog(ctx, all)).data).toHaveLength(shown);
      const { id } = await prisma().auditEntry.findFirstOrThrow({ where: { workspaceId: ctx.workspace.id } });
      const one = getAuditEntry(ctx, id);
      if (shown) await expect(one).resolves.toMatchObject({ id });
      else await expect(one).rejects.toMatchObject({ error: "NOT_FOUND" });
    }
  });

  test("keeps no secret of what was changed", async () => {
    const { ctx } = await freshWorkspace();
    const { id, secret, version } = await createEndpoint(
      ctx,
      OUTBOUND,
      anEndpoint({ headers: { "x-token": "marker-of-a-header" } }),
    );
    await updateEndpoint(ctx, OUTBOUND, id, { headers: { "x-token": "another-marker-of-one" }, version });
    const text = JSON.stringify(await listAuditLog(ctx, all));
    for (const marker of ["marker-of-a-header", "another-marker-of-one", secret.slice(6, 30)])
      expect(text).not.toContain(marker);
  });

  test("is exported without formulas, and the export is an entry of it", async () => {
    const { ctx } = await freshWorkspace();
    await createEndpoint(ctx, OUTBOUND, anEndpoint({ name: "=HYPERLINK(1)" }));
    let csv = "";
    for await (const part of exportAuditLog(ctx, { format: "csv" })) csv += part;
    expect(csv).toContain("'=HYPERLINK(1)");
    expect(csv.split("\r\n")[1]).toContain("audit.export");
  });
});

describe("news", () => {
  test("reaches owners and admins by e-mail, whoever else looks as a notice", async () => {
    const { ctx, emails } = await staffed(["owner", "admin", "editor", "viewer"]);
    await createEndpoint(ctx, OUTBOUND, anEndpoint({ name: "Orders" }));
    expect((await mailedTo(ctx)).toSorted()).toEqual(emails.slice(0, 2).toSorted());
    const { data } = await listNotices(ctx, all);
    expect(data).toMatchObject([{ category: "endpoint_changed", title: "New endpoint: Orders", read: false }]);
  });

  test("follows the rule of its category, and the default again when that is taken back", async () => {
    const { ctx, emails } = await staffed(["owner", "viewer"]);
    await setRule(ctx, "endpoint_changed", { enabled: true, roles: ["viewer"], quietHours: null, slack: false });
    await createEndpoint(ctx, OUTBOUND, anEndpoint());
    expect(await mailedTo(ctx)).toEqual([emails[1]]);
    await setRule(ctx, "endpoint_changed", { enabled: false, roles: ["viewer"], quietHours: null, slack: false });
    await createEndpoint(ctx, OUTBOUND, anEndpoint());
    expect(await mailedTo(ctx)).toHaveLength(1);
    expect(await listRules(ctx)).toContainEqual({
      category: "endpoint_changed",
      enabled: false,
      quietHours: null,
      slack: false,
      roles: ["viewer"],
      isDefault: false,
    });
    expect(await resetRule(ctx, "endpoint_changed")).toMatchObject({ enabled: true, isDefault: true });
  });

  test("never goes to a suppressed address", async () => {
    const { ctx, emails } = await staffed(["owner"]);
    const suppression = { id: newId("suppression"), workspaceId: ctx.workspace.id, reason: "bounced" };
    await prisma().suppression.create({ data: { ...suppression, email: emails[0]! } });
    await createEndpoint(ctx, OUTBOUND, anEndpoint());
    expect(await mailedTo(ctx)).toEqual([]);
  });

  test("reaches the bell at once and waits in the outbox until the quiet hours are over", async () => {
    const { ctx } = await staffed(["owner"]);
    const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
    const quietHours = { from: clock(-1), to: clock(2) };
    await setRule(ctx, "endpoint_changed", { enabled: true, roles: ["owner"], quietHours, slack: false });
    expect((await listRules(ctx)).find(({ category }) => category === "endpoint_changed")).toMatchObject({
      quietHours,
    });
    await createEndpoint(ctx, OUTBOUND, anEndpoint());
    expect((await listNotices(ctx, all)).data).toHaveLength(1);
    const [email] = (await listEmails(ctx, all)).data;
    const waits = new Date(email?.nextAttemptAt ?? 0).getTime() - Date.now();
    expect(waits / 3_600_000).toBeGreaterThan(1.9);
    expect(waits / 3_600_000).toBeLessThanOrEqual(2);
  });

  test("is sent as a sample to whoever asks and to nobody else, unless that address gets no e-mail", async () => {
    const { ctx, emails, people } = await staffed(["owner", "admin"]);
    const asker = { ...ctx, actor: { ...ctx.actor, id: people[1]!.userId } };
    const sent = await sendSample(asker, "endpoint_failing");
    expect(sent).toMatchObject({ to: emails[1], state: "queued", category: "endpoint_failing" });
    expect(sent.subject).toMatch(/^Sample: /);
    expect(await mailedTo(ctx)).toEqual([emails[1]]);
    expect((await listNotices(asker, all)).data).toEqual([]);
    const suppression = { id: newId("suppression"), workspaceId: ctx.workspace.id, reason: "bounced" };
    await prisma().suppression.create({ data: { ...suppression, email: emails[1]! } });
    await expect(sendSample(asker, "endpoint_failing")).rejects.toMatchObject({ error: "CONFLICT" });
  });

  test("is read by one person and unread for another", async () => {
    const { ctx, people } = await staffed(["owner", "admin"]);
    const asMember = (userId: string): Context => ({ ...ctx, actor: { ...ctx.actor, id: userId } });
    const [one, other] = people.map(({ userId }) => asMember(userId));
    await createEndpoint(ctx, OUTBOUND, anEndpoint());
    await createEndpoint(ctx, OUTBOUND, anEndpoint());
    const [newest, oldest] = (await listNotices(one!, all)).data;
    expect(await readNotices(one!, oldest!.id)).toEqual({ unread: 1 });
    expect(await readNotices(one!, undefined)).toEqual({ unread: 0 });
    // What was read stays read.
    expect(await readNotices(one!, oldest!.id)).toEqual({ unread: 0 });
    expect((await listNotices(one!, all)).data.map(({ read }) => read)).toEqual([true, true]);
    expect((await listNotices(other!, all)).data.find(({ id }) => id === newest!.id)?.read).toBe(false);
  });
});

test("an e-mail is sent again only after it could not be sent", async () => {
  const { ctx } = await staffed(["owner"]);
  await createEndpoint(ctx, OUTBOUND, anEndpoint());
  const [email] = (await listEmails(ctx, all)).data;
  await expect(retryEmail(ctx, email!.id)).rejects.toMatchObject({ error: "CONFLICT" });
  await prisma().emailMessage.updateMany({ where: { id: email!.id }, data: { state: "failed", attempts: 5 } });
  expect(await retryEmail(ctx, email!.id)).toMatchObject({ state: "queued", attempts: 0 });
});

test("a view is its maker's until it is shared, and then it is deleted by its maker or who manages the workspace", async () => {
  const { ctx, as } = await freshWorkspace();
  const viewer = as("viewer");
  const own = await createView(viewer, { page: "deliveries", name: "Mine", query: "state=failed", shared: false });
  const shared = await createView(ctx, { page: "deliveries", name: "Ours", query: "", shared: true });
  expect((await listViews(ctx, undefined)).map(({ id }) => id)).toEqual([shared.id]);
  expect(await listViews(viewer, "deliveries")).toMatchObject([
    { id: own.id, own: true },
    { id: shared.id, own: false },
  ]);
  await expect(deleteView(ctx, own.id)).rejects.toMatchObject({ error: "NOT_FOUND" });
  await expect(deleteView(viewer, shared.id)).rejects.toMatchObject({ error: "FORBIDDEN" });
  await deleteView(viewer, own.id);
  expect(await listViews(viewer, undefined)).toMatchObject([{ id: shared.id }]);
});
