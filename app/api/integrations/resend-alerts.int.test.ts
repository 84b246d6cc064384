import { beforeEach, expect, test } from "vitest";
import { z } from "zod";

import { type Admin, anAdmin, outgoing, withProviders } from "@/e2e/fixtures/providers";
import { type SmtpServer, startSmtpServer } from "@/e2e/fixtures/smtp-server";
import { askRoute } from "@/lib/api/edge-for-tests";
import { prisma } from "@/lib/db/client";
import type { MailWay } from "@/lib/services/emails/mailer";
import { sendDueEmails } from "@/lib/services/emails/send-due";
import { smtpMailer } from "@/lib/services/emails/smtp";
import { processDueReceipts } from "@/lib/services/receipts/process";
import { newId } from "@/lib/shared/ids";
import { APPS } from "@/scripts/sandbox/variables";
import type { Fields } from "@/scripts/sandbox/world";

import * as connectRoute from "./[provider]/connect/route";
import * as installation from "./installations/[id]/route";
import * as receiver from "./webhooks/[provider]/[installationId]/route";

const stage = withProviders();
const DOMAIN = "mail.acme.example";

const Kept = z.object({
  emails: z.array(z.looseObject({ from: z.string(), to: z.array(z.string()), tags: z.record(z.string(), z.string()) })),
});
const allSent = () => Kept.parse(stage.sandbox().kept("resend")).emails;
/** How many the sandbox had taken before the test began. */
let earlier = 0;
const sentByResend = () => allSent().slice(earlier);

beforeEach(async () => {
  await prisma().emailMessage.deleteMany({});
  await prisma().receipt.deleteMany({});
  await prisma().installation.deleteMany({});
  earlier = allSent().length;
});

async function withResend(settings: object = { alerts: true, domain: [DOMAIN] }) {
  const admin = await anAdmin();
  const input = { input: APPS.resend.fullKey };
  const answer = await askRoute(connectRoute.POST, admin.headers, { provider: "resend" }, input);
  const { id } = answer.data["installation"] as { id: string };
  expect((await askRoute(installation.PATCH, admin.headers, { id }, { settings })).status).toBe(200);
  return { admin, id };
}

async function queue(admin: Admin, more: { category?: string; to?: string } = {}): Promise<string> {
  const id = newId("email");
  const mail = { to: "ada@acme.example", subject: "An endpoint fails", text: "…", category: "endpoint_failing" };
  await prisma().emailMessage.create({ data: { id, workspaceId: admin.workspaceId, ...mail, ...more } });
  return id;
}

const stateOf = async (id: string) => (await prisma().emailMessage.findUniqueOrThrow({ where: { id } })).state;

/** With a mail server of this server's own: each round opens a connection, as the job does. */
async function withSmtp(run: (way: () => MailWay, smtp: SmtpServer) => Promise<void>): Promise<void> {
  const smtp = await startSmtpServer();
  try {
    await run(() => ({ mailer: smtpMailer(smtp.url), from: "Linquid <hello@linquid.example>" }), smtp);
  } finally {
    await smtp.close();
  }
}

/** What Resend says of the e-mail that went out last, or of this one. */
async function report(id: string, event: string, fields: Fields = {}): Promise<void> {
  const all = outgoing(stage.sandbox(), "resend", event, "acme", fields);
  for (const { body, headers, contentType, sign, url } of all.filter((each) => each.url.endsWith(id))) {
    const request = new Request(url, {
      method: "POST",
      headers: { ...headers, ...sign(Date.now()), "content-type": contentType },
      body,
    });
    const params = Promise.resolve({ provider: "resend", installationId: id });
    expect((await receiver.POST(request, { params })).status).toBe(200);
  }
  await processDueReceipts();
}

const suppressed = async (admin: Admin) =>
  (await admin.ctx.db.suppression.findMany({})).map(({ email, reason }) => [email, reason]);

test("alerts go out from the chosen domain, with a mark by which Resend's reports find them; other mail does not", async () => {
  const { admin, id } = await withResend();
  const [alert, invitation] = [await queue(admin), await queue(admin, { category: "invitation" })];
  await withSmtp(async (way, smtp) => {
    await sendDueEmails(way());
    expect(smtp.received).toHaveLength(1);
  });
  expect(sentByResend()).toMatchObject([
    { from: `Linquid <alerts@${DOMAIN}>`, to: ["ada@acme.example"], tags: { notification_id: alert } },
  ]);
  expect([await stateOf(alert), await stateOf(invitation)]).toEqual(["sent", "sent"]);
  await report(id, "email.delivered");
  expect(await stateOf(alert)).toBe("delivered");
});

test("on a server without mail the alerts go out, once, and the rest waits untouched", async () => {
  const { admin } = await withResend();
  const other = await anAdmin();
  const ids = [await queue(admin), await queue(admin, { category: "invitation" }), await queue(other)];
  await Promise.all([sendDueEmails(null), sendDueEmails(null)]);
  expect(await Promise.all(ids.map(stateOf))).toEqual(["sent", "queued", "queued"]);
  expect(sentByResend()).toHaveLength(1);
  const [, invitation] = await prisma().emailMessage.findMany({ where: { state: "queued" } });
  expect(invitation).toMatchObject({ attempts: 0 });
});

test("nothing goes out through an integration whose settings do not say so, or that is paused", async () => {
  const { admin, id } = await withResend({ domain: [DOMAIN] });
  await queue(admin);
  await askRoute(installation.PATCH, admin.headers, { id }, { settings: { alerts: true } });
  await prisma().installation.updateMany({ data: { status: "paused" } });
  await withSmtp(async (way, smtp) => {
    await sendDueEmails(way());
    expect(smtp.received).toHaveLength(1);
  });
  expect(sentByResend()).toEqual([]);
});

test("a sender that is away is waited for; one that is refused stops with its cause, and the server sends instead", async () => {
  const { admin, id } = await withResend();
  const alert = await queue(admin);
  await withSmtp(async (way, smtp) => {
    stage.sandbox().fail({ provider: "resend", failure: "500", path: "/emails" });
    await sendDueEmails(way());
    expect([await stateOf(alert), smtp.received.length]).toEqual(["queued", 0]);
    stage.sandbox().fail({ provider: "resend", failure: "refused", path: "/emails" });
    await prisma().emailMessage.updateMany({ data: { nextAttemptAt: new Date(0) } });
    await queue(admin, { to: "grace@acme.example" });
    await sendDueEmails(way());
    expect(smtp.received).toHaveLength(2);
  });
  expect(sentByResend()).toEqual([]);
  expect((await askRoute(installation.GET, admin.headers, { id })).data).toMatchObject({
    status: "error",
    statusReason: { code: "access_revoked" },
  });
});

test("on a server without mail a refused sender costs no alert: all wait with why, at no attempt, for one that works", async () => {
  const { admin } = await withResend();
  const ids = await Promise.all(Array.from({ length: 25 }, (_, at) => queue(admin, { to: `ada${at}@acme.example` })));
  for (let round = 0; round < 7; round++) {
    stage.sandbox().fail({ provider: "resend", failure: "refused", path: "/emails" });
    await sendDueEmails(null);
    await prisma().installation.updateMany({ data: { status: "active" } });
  }
  const waiting = await prisma().emailMessage.findMany({ where: { id: { in: ids } } });
  expect(new Set(waiting.map(({ state, attempts }) => `${state} ${attempts}`))).toEqual(new Set(["queued 0"]));
  const reasons = waiting.flatMap(({ stateDetail }) => stateDetail ?? []);
  expect(new Set(reasons)).toEqual(
    new Set(["Resend refused our key (401).", "It waits until the integration that sends alerts works again."]),
  );
  expect(reasons.length).toBeGreaterThanOrEqual(20);
  await sendDueEmails(null);
  expect(sentByResend().map(({ to: [to] }) => to)).toHaveLength(25);
  expect(new Set(await Promise.all(ids.map(stateOf)))).toEqual(new Set(["sent"]));
});

test("a bounce for now is shown and counted: the third within a week ends it, one that arrived after all does not count", async () => {
  const { admin, id } = await withResend();
  const bounce = async (then?: string) => {
    const alert = await queue(admin);
    await sendDueEmails(null);
    await report(id, "email.delivery_delayed");
    expect(await stateOf(alert)).toBe("delayed");
    await report(id, "email.bounced", { bounceType: "Transient" });
    expect(await stateOf(alert)).toBe("soft_bounced");
    await report(id, "email.delivery_delayed");
    expect(await stateOf(alert)).toBe("soft_bounced");
    if (then) await report(id, then);
  };
  await bounce("email.delivered");
  await bounce();
  await bounce();
  expect(await suppressed(admin)).toEqual([]);
  await bounce();
  expect(await suppressed(admin)).toEqual([["ada@acme.example", "soft_bounced"]]);
  const next = await queue(admin);
  await sendDueEmails(null);
  expect(await stateOf(next)).toBe("suppressed");
});

test("the settings decide what follows from a bounce for good; a complaint always ends it", async () => {
  const { admin, id } = await withResend({ alerts: true, domain: [DOMAIN], onBounce: "mark" });
  const marked = await queue(admin);
  await sendDueEmails(null);
  await report(id, "email.bounced");
  expect([await stateOf(marked), await suppressed(admin)]).toEqual(["bounced", []]);
  await askRoute(installation.PATCH, admin.headers, { id }, { settings: { onBounce: "ignore" } });
  const ignored = await queue(admin);
  await sendDueEmails(null);
  await report(id, "email.bounced");
  expect(await stateOf(ignored)).toBe("sent");
  for (const onBounce of ["ignore", "mark"]) {
    await askRoute(installation.PATCH, admin.headers, { id }, { settings: { onBounce } });
    await prisma().suppression.deleteMany({ where: { workspaceId: admin.ctx.workspace.id } });
    await report(id, "email.complained");
    expect(await suppressed(admin)).toEqual([["ada@acme.example", "complained"]]);
  }
});
