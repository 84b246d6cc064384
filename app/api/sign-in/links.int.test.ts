import { expect, test } from "vitest";

import { withDatabase } from "@/e2e/fixtures/with-database";
import { makePerson } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";
import { sealer } from "@/lib/auth/sealed";
import { currentSession } from "@/lib/auth/session";
import { prisma } from "@/lib/db/client";

import * as acceptLink from "./link/accept/route";
import * as link from "./link/route";
import * as acceptReset from "./password-reset/accept/route";
import * as reset from "./password-reset/route";

withDatabase({ SMTP_URL: "smtp://127.0.0.1:2525", MAIL_FROM: "Linquid <mail@linquid.example>" });

async function post(route: { POST: RouteHandler }, body: unknown, type = "application/json") {
  const request = new Request("http://localhost:3000/api/sign-in", {
    method: "POST",
    headers: { "content-type": type },
    body: JSON.stringify(body),
  });
  const response = await route.POST(request, { params: Promise.resolve({}) });
  const { requestId: _requestId, ...answer } = (await response.json()) as Record<string, unknown>;
  return { status: response.status, answer, cookies: response.headers.getSetCookie() };
}

async function mailsTo(email: string) {
  const mails = await prisma().emailMessage.findMany({ where: { to: email }, orderBy: { id: "asc" } });
  return mails.map((mail) => ({
    ...mail,
    link:
      mail.sealedLink === null
        ? null
        : sealer.open(mail.sealedLink, { table: "email_messages", column: "sealed_link", row: mail.id, workspace: "" }),
  }));
}

async function tokenTo(email: string): Promise<string> {
  const url = (await mailsTo(email)).at(-1)?.link ?? "";
  return new URL(url).searchParams.get("token") ?? "";
}

test.each([
  ["a sign-in link", link],
  ["a new password", reset],
])("the answer to the request for %s is the same for known and unknown addresses", async (_, route) => {
  const person = await makePerson();
  const [known, unknown] = [
    await post(route, { email: person.email }),
    await post(route, { email: person.email.replace("usr", "nob") }),
  ];
  expect(known).toMatchObject({ status: 202, cookies: [] });
  const words = (answer: unknown): string => JSON.stringify(answer).replaceAll(/(?:usr|nob)_\w+/g, "x");
  expect(words(known)).toBe(words(unknown));
  expect(await mailsTo(person.email)).toHaveLength(1);
});

test("a link signs in once, and lies nowhere in clear", async () => {
  const person = await makePerson();
  await post(link, { email: ` ${person.email.toUpperCase()} ` });
  const token = await tokenTo(person.email);
  expect(token).toMatch(/^[\w-]{43}$/);
  const stored = JSON.stringify([
    await prisma().verificationToken.findMany(),
    await prisma().emailMessage.findMany({ where: { to: person.email } }),
  ]);
  expect(stored).not.toContain(token);
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(acceptLink, { token })));
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401, 401, 401, 401]);
  const cookie = answers.find(({ status }) => status === 200)!.cookies[0]!.split(";")[0]!;
  expect(await currentSession(new Headers({ cookie }))).toMatchObject({ userId: person.userId });
  const { emailVerified } = await prisma().user.findUniqueOrThrow({ where: { id: person.userId } });
  expect(emailVerified).not.toBeNull();
});

test("a newer link takes the place of an older one, and each works for its purpose only", async () => {
  const person = await makePerson();
  await post(link, { email: person.email });
  const older = await tokenTo(person.email);
  await post(link, { email: person.email });
  const newer = await tokenTo(person.email);
  expect((await post(acceptLink, { token: older })).status).toBe(401);
  expect((await post(acceptReset, { token: newer, newPassword: "a new password" })).status).toBe(401);
  expect((await post(acceptLink, { token: newer })).status).toBe(200);
});

test("a link that is too old is worth nothing", async () => {
  const person = await makePerson();
  await post(link, { email: person.email });
  await prisma().verificationToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1_000) } });
  expect((await post(acceptLink, { token: await tokenTo(person.email) })).status).toBe(401);
});

test("a new password ends all sessions and every other link, and the person is told", async () => {
  const person = await makePerson({}, await hashPassword("the old password"));
  await post(link, { email: person.email });
  const signInToken = await tokenTo(person.email);
  await post(reset, { email: person.email });
  const token = await tokenTo(person.email);
  const done = await post(acceptReset, { token, newPassword: "a new password" });
  expect(done).toMatchObject({ status: 200, cookies: [] });
  expect((await post(acceptReset, { token, newPassword: "another password" })).status).toBe(401);
  expect((await post(acceptLink, { token: signInToken })).status).toBe(401);
  expect(await currentSession(new Headers(person.headers))).toBeNull();
  const { passwordHash } = await prisma().user.findUniqueOrThrow({ where: { id: person.userId } });
  expect(await verifyPassword("a new password", passwordHash)).toBe(true);
  expect((await mailsTo(person.email)).at(-1)).toMatchObject({ subject: "Your password for Linquid was changed" });
});

test("one mailbox gets five links an hour, and nobody learns that there are no more", async () => {
  const person = await makePerson();
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(link, { email: person.email })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(await mailsTo(person.email)).toHaveLength(5);
});

test("a form of another site cannot ask or accept: it can send no JSON", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    expect((await post(acceptLink, { token: "a".repeat(43) }, type)).status).toBe(415);
  }
});
