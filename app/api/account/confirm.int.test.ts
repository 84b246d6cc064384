import { Secret, TOTP } from "otpauth";
import { describe, expect, test } from "vitest";

import { ask, byId, isDocumented, operations } from "@/e2e/fixtures/operations";
import { sceneOf } from "@/e2e/fixtures/scene";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { askRoute, makePerson, type Person, signInAgain } from "@/lib/api/edge-for-tests";
import { hashPassword } from "@/lib/auth/passwords";
import { newTotpSecret, sealTotpSecret } from "@/lib/auth/totp";
import { prisma } from "@/lib/db/client";
import { MINUTE } from "@/lib/shared/time";

import * as confirm from "./confirm/route";

withDatabase();

const PASSWORD = "correct horse battery";

const age = (person: Pick<Person, "sessionId">, minutes: number) =>
  prisma().session.update({
    where: { id: person.sessionId },
    data: { confirmedAt: new Date(Date.now() - minutes * MINUTE) },
  });
const confirmedAgoMs = async ({ sessionId }: Pick<Person, "sessionId">) =>
  Date.now() - (await prisma().session.findUniqueOrThrow({ where: { id: sessionId } })).confirmedAt.getTime();

const guarded = operations.filter((op) => op.fresh);

test("every operation that shows a secret asks for a fresh session", () => {
  const revealing = operations.filter(({ id }) => id.endsWith(".revealSecret")).map(({ id }) => id);
  expect(revealing.length).toBe(3);
  expect(guarded.map(({ id }) => id)).toEqual(expect.arrayContaining(revealing));
});

describe.each(byId(guarded))("%s", (_, op) => {
  test("is 403 REAUTHENTICATION_REQUIRED half an hour after the sign-in and works before and after confirming", async () => {
    const { headers, params, workspaceId, userId } = await sceneOf(op);
    const session = await prisma().session.findFirstOrThrow({ where: { userId } });
    const reveal = () => ask(op, { headers, params, body: "{}" });
    const person = { sessionId: session.id };
    await age(person, 29);
    expect((await reveal()).status).toBe(op.status);
    const entries = (result = "done") =>
      prisma().auditEntry.count({ where: { workspaceId, action: "endpoint.reveal_secret", result } });
    const seen = await entries();
    await age(person, 31);
    const refused = await reveal();
    expect(refused).toMatchObject({ status: 403, answer: { error: "REAUTHENTICATION_REQUIRED", code: "P004" } });
    expect(isDocumented(op, refused)).toBe(true);
    expect(JSON.stringify(refused.answer)).not.toContain("whsec_");
    expect(await entries()).toBe(seen);
    expect(await entries("denied")).toBe(1);
    await prisma().user.update({ where: { id: userId }, data: { passwordHash: await hashPassword(PASSWORD) } });
    const answer = await askRoute(confirm.POST, headers, {}, { currentPassword: PASSWORD });
    expect(answer).toMatchObject({ status: 200, data: { freshUntil: expect.any(String) } });
    expect((await reveal()).status).toBe(op.status);
  });
});

test("a password confirms the session that asks and no other, and a wrong one confirms nothing", async () => {
  const ada = await makePerson({}, await hashPassword(PASSWORD));
  const phone = await signInAgain(ada.userId);
  for (const each of [ada, phone]) await age(each, 60);
  const wrong = await askRoute(confirm.POST, ada.headers, {}, { currentPassword: "wrong horse battery" });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('"path":"currentPassword"');
  expect(await confirmedAgoMs(ada)).toBeGreaterThan(59 * MINUTE);
  expect((await askRoute(confirm.POST, ada.headers, {}, { currentPassword: PASSWORD })).status).toBe(200);
  expect(await confirmedAgoMs(ada)).toBeLessThan(MINUTE);
  expect(await confirmedAgoMs(phone)).toBeGreaterThan(59 * MINUTE);
});

test("a borrowed session tries ten passwords, then none", async () => {
  const ada = await makePerson({}, await hashPassword(PASSWORD));
  const statuses: number[] = [];
  for (let at = 0; at < 11; at++)
    statuses.push((await askRoute(confirm.POST, ada.headers, {}, { currentPassword: `guess number ${at}` })).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 400), 429]);
  expect((await askRoute(confirm.POST, ada.headers, {}, { currentPassword: PASSWORD })).status).toBe(429);
});

test("a code of the second factor confirms once, and no password is asked for", async () => {
  const ada = await makePerson();
  const secret = newTotpSecret();
  await prisma().user.update({ where: { id: ada.userId }, data: { totpSecret: sealTotpSecret(ada.userId, secret) } });
  await age(ada, 60);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  expect((await askRoute(confirm.POST, ada.headers, {}, { code })).status).toBe(200);
  expect(await confirmedAgoMs(ada)).toBeLessThan(MINUTE);
  await age(ada, 60);
  expect((await askRoute(confirm.POST, ada.headers, {}, { code })).status).toBe(400);
  expect(await confirmedAgoMs(ada)).toBeGreaterThan(59 * MINUTE);
});

test("an account without a password or a second factor can only sign in again, which is fresh", async () => {
  const ada = await makePerson();
  await age(ada, 60);
  for (const body of [{ currentPassword: PASSWORD }, { code: "123456" }])
    expect(await askRoute(confirm.POST, ada.headers, {}, body)).toMatchObject({ status: 409, error: "CONFLICT" });
  expect(await confirmedAgoMs(ada)).toBeGreaterThan(59 * MINUTE);
  expect(await confirmedAgoMs(await signInAgain(ada.userId))).toBeLessThan(MINUTE);
});

test("nothing at all is 400, and of two proofs both have to be right", async () => {
  const ada = await makePerson({}, await hashPassword(PASSWORD));
  await age(ada, 60);
  expect((await askRoute(confirm.POST, ada.headers, {}, {})).status).toBe(400);
  const both = { currentPassword: PASSWORD, code: "123456" };
  expect((await askRoute(confirm.POST, ada.headers, {}, both)).status).toBe(409);
  expect(await confirmedAgoMs(ada)).toBeGreaterThan(59 * MINUTE);
});
