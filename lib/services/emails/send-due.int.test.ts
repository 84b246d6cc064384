import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { type SmtpServer, startSmtpServer } from "@/e2e/fixtures/smtp-server";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { edgePool, prisma } from "@/lib/db/client";
import { claimEmails, writeEmailOutcome } from "@/lib/db/emails/queue";
import { closeEgress } from "@/lib/engine/egress";
import { newId } from "@/lib/shared/ids";

import { mailPerson } from "../account/mail";
import type { MailWay } from "./mailer";
import { resendMailer } from "./resend";
import { sendDueEmails } from "./send-due";
import { smtpMailer } from "./smtp";

const FROM = "Linquid <hello@linquid.example>";

withDatabase({ SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: FROM, EGRESS_ALLOW: "127.0.0.1" });

/** A new connection for every round, as the job makes one. */
let openWay: () => MailWay;
const send = (): Promise<void> => sendDueEmails(openWay());

async function queue(to: string, more: { workspaceId?: string; createdAt?: Date } = {}): Promise<string> {
  const id = newId("email");
  const row = { id, to, subject: "An endpoint fails", text: "Größe: 5 €\n.\nEnd", category: "endpoint_failing" };
  await prisma().emailMessage.create({ data: { ...row, ...more } });
  return id;
}

const stateOf = async (id: string) =>
  prisma().emailMessage.findUniqueOrThrow({
    where: { id },
    select: { state: true, stateDetail: true, attempts: true, sealedLink: true, externalId: true },
  });

/** The time of its next attempt has come. */
const makeDue = (id: string) => prisma().emailMessage.update({ where: { id }, data: { nextAttemptAt: new Date(0) } });

beforeEach(() => prisma().emailMessage.deleteMany());

describe("through a mail server", () => {
  let smtp: SmtpServer;
  beforeEach(async () => {
    smtp = await startSmtpServer();
    openWay = () => ({ mailer: smtpMailer(smtp.url), from: FROM });
  });
  afterEach(() => smtp.close());

  test("a message arrives once with its sender, subject and text, also when two processes send at once", async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, (_, at) => queue(`ada${at}@example.com`)));
    await Promise.all([send(), send()]);
    await send();
    expect(smtp.received.map(({ to }) => to).toSorted()).toEqual(ids.map((_, at) => `ada${at}@example.com`).toSorted());
    const [mail] = smtp.received;
    expect(mail?.source).toContain("From: Linquid <hello@linquid.example>");
    expect(mail?.source).toContain("Subject: An endpoint fails");
    expect(mail?.source).toContain("Auto-Submitted: auto-generated");
    expect(await stateOf(ids[0]!)).toMatchObject({ state: "sent", stateDetail: null, attempts: 1 });
  });

  test("a personal link stands in the message alone, and nowhere once it was sent", async () => {
    await mailPerson(
      "ada@example.com",
      "Sign in",
      ["Here is your link."],
      "https://linquid.example/sign-in/link#t0ken",
    );
    const { id, text: kept } = await prisma().emailMessage.findFirstOrThrow();
    expect(kept).not.toContain("t0ken");
    await send();
    expect(smtp.received[0]?.source.replaceAll("=\n", "")).toContain("https://linquid.example/sign-in/link#t0ken");
    expect((await stateOf(id)).sealedLink).toBeNull();
    expect(JSON.stringify(await prisma().emailMessage.findMany())).not.toContain("t0ken");
  });

  test("what the server refuses for now is tried again, for good is not, and says so without the message's text", async () => {
    const [later, never] = [await queue("later@example.com"), await queue("never@example.com")];
    smtp.refuse("later@example.com", "451 try later");
    smtp.refuse("never@example.com", "550 no such user");
    await send();
    expect(await stateOf(later)).toMatchObject({
      state: "queued",
      stateDetail: expect.stringContaining("451") as string,
    });
    expect(await stateOf(never)).toMatchObject({
      state: "failed",
      stateDetail: expect.stringContaining("550") as string,
    });
    await send();
    expect((await stateOf(later)).attempts).toBe(1);
    smtp.refuse("later@example.com", null);
    await makeDue(later);
    await send();
    expect(await stateOf(later)).toMatchObject({ state: "sent", attempts: 2 });
  });

  test("a server that stays away costs six tries, then the message has failed", async () => {
    const id = await queue("ada@example.com");
    await smtp.close();
    for (let tries = 1; tries <= 6; tries++) {
      await makeDue(id);
      await send();
    }
    expect(await stateOf(id)).toMatchObject({ state: "failed", attempts: 6 });
    smtp = await startSmtpServer();
  });

  test("a process that dies while it sends leaves the message to another, under the same id, and its own late word counts for nothing", async () => {
    const id = await queue("ada@example.com");
    const [claimed] = await claimEmails(1, 60);
    await send();
    expect(smtp.received).toEqual([]);
    await edgePool().query("UPDATE email_messages SET claimed_until = now() - interval '1 second' WHERE id = $1", [id]);
    await send();
    expect(smtp.received[0]?.source).toContain(`Message-ID: <${id}@linquid.example>`);
    await writeEmailOutcome(claimed!, { state: "failed", detail: "late", externalId: null, nextAttemptInSeconds: 0 });
    expect((await stateOf(id)).state).toBe("sent");
  });

  test("an address that was suppressed after the message was written gets nothing, another workspace's does", async () => {
    const [one, other] = [(await freshWorkspace()).ctx.workspace.id, (await freshWorkspace()).ctx.workspace.id];
    const to = "ada@example.com";
    const [held, sent] = [await queue(to, { workspaceId: one }), await queue(to, { workspaceId: other })];
    await prisma().suppression.create({
      data: { id: newId("suppression"), workspaceId: one, email: to, reason: "bounced" },
    });
    await send();
    expect([(await stateOf(held)).state, (await stateOf(sent)).state]).toEqual(["suppressed", "sent"]);
  });

  test("news of last week is not told when mail begins to work today", async () => {
    const id = await queue("ada@example.com", { createdAt: new Date(Date.now() - 4 * 86_400_000) });
    await send();
    expect(await stateOf(id)).toMatchObject({ state: "failed", stateDetail: "It waited for more than three days." });
    expect(smtp.received).toEqual([]);
  });

  test("a header that somebody writes into a name stays in it", async () => {
    await prisma().emailMessage.create({
      data: {
        id: newId("email"),
        to: "ada@example.com",
        subject: "Acme\r\nBcc: eve@example.com: fails",
        text: "x",
        category: "x",
      },
    });
    await send();
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]?.source).not.toMatch(/^Bcc:/m);
  });
});

describe("through Resend", () => {
  let server: Server;
  let asked: { headers: Record<string, unknown>; body: unknown }[];
  let answer: { status: number; body?: string; headers?: Record<string, string> };
  beforeEach(async () => {
    asked = [];
    answer = { status: 200, body: '{"id":"re_1"}' };
    server = createServer((request, response) => {
      void text(request).then((body) => {
        asked.push({ headers: request.headers, body: JSON.parse(body) });
        response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    openWay = () => ({ mailer: resendMailer("re_s3cret", `http://127.0.0.1:${port}`), from: FROM });
  });
  afterEach(async () => {
    server.close();
    await closeEgress();
  });

  test("a message is one call with its id as idempotency key, and Resend's id is kept", async () => {
    const id = await queue("ada@example.com");
    await send();
    expect(asked).toMatchObject([
      {
        headers: { authorization: "Bearer re_s3cret", "idempotency-key": id },
        body: { from: FROM, to: ["ada@example.com"] },
      },
    ]);
    expect(await stateOf(id)).toMatchObject({ state: "sent", externalId: "re_1" });
  });

  test.each([
    [429, "queued"],
    [500, "queued"],
    [401, "queued"],
    [422, "failed"],
  ] as const)("an answer of %i leaves the message %s, and its reason holds no key", async (status, state) => {
    const id = await queue("ada@example.com");
    answer = { status, headers: { "retry-after": "7200" } };
    await send();
    const row = await prisma().emailMessage.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ state, stateDetail: expect.stringContaining(String(status)) as string });
    expect(row.stateDetail).not.toContain("s3cret");
    if (status === 429) expect(row.nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 7_000_000);
  });
});

test("without a way everything waits, untouched", async () => {
  const id = await queue("ada@example.com");
  await sendDueEmails(null);
  expect(await stateOf(id)).toMatchObject({ state: "queued", attempts: 0 });
});
