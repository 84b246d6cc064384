import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";

import { withDatabase } from "@/e2e/fixtures/with-database";
import { makePerson, type Person } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { cookiesOf, enter } from "@/lib/auth/enter";
import { hashPassword } from "@/lib/auth/passwords";
import { currentSession } from "@/lib/auth/session";
import { prisma } from "@/lib/db/client";
import { insertSession } from "@/lib/db/edge/sessions";
import { newId } from "@/lib/shared/ids";

import * as code from "../sign-in/code/route";
import * as passwordRoute from "./password/route";
import * as account from "./route";
import * as session from "./sessions/[sessionId]/route";
import * as sessions from "./sessions/route";
import * as confirm from "./two-step/confirm/route";
import * as recovery from "./two-step/recovery-codes/route";
import * as twoStep from "./two-step/route";

withDatabase();

const PASSWORD = "correct horse battery staple";
const someone = async () => makePerson({}, await hashPassword(PASSWORD));

interface Answer {
  status: number;
  data: Record<string, never>;
  details?: { path: string }[];
  headers: Headers;
}

async function call(
  handler: RouteHandler,
  method: string,
  headers: Record<string, string>,
  body?: object,
  { params = {}, search = "" }: { params?: Record<string, string>; search?: string } = {},
): Promise<Answer> {
  const request = new Request(`http://localhost:3000/api/account${search}`, {
    method,
    headers: { ...headers, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  return { ...((await response.json()) as Answer), status: response.status, headers: response.headers };
}

/** The cookies of an answer as the browser sends them back. */
const cookieHeader = (cookies: readonly string[]): Record<string, string> => ({
  cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; "),
  "sec-fetch-site": "same-origin",
});
const isSignedIn = async (headers: Record<string, string>): Promise<boolean> =>
  (await currentSession(new Headers(headers))) !== null;
const codeOf = (secret: string, at = Date.now()): string =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) }).generate({ timestamp: at });

async function withTwoStep(): Promise<{ person: Person; secret: string; codes: string[] }> {
  const person = await someone();
  const begun = await call(twoStep.POST, "POST", person.headers, { currentPassword: PASSWORD });
  const secret = String(begun.data["secret"]);
  // The step before: the present one's code is left for the test.
  const on = await call(confirm.POST, "POST", person.headers, { code: codeOf(secret, Date.now() - 30_000) });
  expect(on.status).toBe(200);
  return { person, secret, codes: on.data["recoveryCodes"] as unknown as string[] };
}

/** A browser that has given the password and is asked for the code. */
async function askedForCode(userId: string): Promise<Record<string, string>> {
  const entered = await enter(userId, new Headers());
  expect(entered).toMatchObject({ next: "code", sessionId: null });
  return cookieHeader(await cookiesOf(entered));
}

test("a name and preferences are kept, and what is not named stays", async () => {
  const person = await someone();
  await call(account.PATCH, "PATCH", person.headers, { preferences: { theme: "dark" } });
  await call(account.PATCH, "PATCH", person.headers, { name: " Grace ", preferences: { shortcuts: false } });
  expect((await call(account.GET, "GET", person.headers)).data).toMatchObject({
    name: "Grace",
    hasPassword: true,
    preferences: { theme: "dark", timeZone: "local", shortcuts: false },
    twoStep: { on: false },
  });
  expect((await call(account.PATCH, "PATCH", person.headers, { email: "x@example.com" })).status).toBe(400);
});

test("another site cannot change an account with the person's cookie", async () => {
  const person = await someone();
  for (const site of ["cross-site", "same-site", "none"]) {
    const headers = { ...person.headers, "sec-fetch-site": site };
    expect((await call(account.PATCH, "PATCH", headers, { name: "Mallory" })).status).toBe(403);
  }
});

test("a session can be ended from another one, and is over with its next request", async () => {
  const person = await someone();
  const other = await insertSession(person.userId, { userAgent: "Firefox", address: null, lastsS: 60 });
  const listed = await call(sessions.GET, "GET", person.headers);
  expect(listed.data).toMatchObject([
    { id: person.sessionId, current: true },
    { id: other, current: false, userAgent: "Firefox" },
  ]);
  expect(
    (await call(session.DELETE, "DELETE", person.headers, undefined, { params: { sessionId: other! } })).status,
  ).toBe(200);
  expect((await call(sessions.GET, "GET", person.headers)).data).toHaveLength(1);
});

test("a session of somebody else cannot be ended, and looks like one that does not exist", async () => {
  const [mine, theirs] = [await someone(), await someone()];
  const end = (sessionId: string) => call(session.DELETE, "DELETE", mine.headers, undefined, { params: { sessionId } });
  const [foreign, missing] = [await end(theirs.sessionId), await end(newId("session"))];
  expect([foreign.status, missing.status]).toEqual([404, 404]);
  expect(await isSignedIn(theirs.headers)).toBe(true);
});

test("signing out everywhere else keeps this session, everywhere ends it too", async () => {
  const person = await someone();
  await insertSession(person.userId, { userAgent: null, address: null, lastsS: 60 });
  expect((await call(sessions.DELETE, "DELETE", person.headers)).data).toEqual({ ended: 1 });
  expect(await isSignedIn(person.headers)).toBe(true);
  const all = await call(sessions.DELETE, "DELETE", person.headers, undefined, { search: "?which=all" });
  expect(all.data).toEqual({ ended: 1 });
  expect(all.headers.get("set-cookie")).toMatch(/^linquid\.session=; .*Max-Age=0/);
  expect(await isSignedIn(person.headers)).toBe(false);
});

test("a new password ends every session, and this browser goes on under a new id", async () => {
  const person = await someone();
  const wrong = await call(passwordRoute.POST, "POST", person.headers, {
    currentPassword: "wrong",
    newPassword: "a new password",
  });
  expect(wrong).toMatchObject({ status: 400, details: [{ path: "currentPassword" }] });
  const changed = await call(passwordRoute.POST, "POST", person.headers, {
    currentPassword: PASSWORD,
    newPassword: "a new password",
  });
  expect(changed.status).toBe(200);
  expect(await isSignedIn(person.headers)).toBe(false);
  const [cookie = ""] = changed.headers.getSetCookie();
  expect(cookie).toMatch(/^linquid\.session=.+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  expect(await isSignedIn(cookieHeader([cookie]))).toBe(true);
});

test("a borrowed session guesses no password", async () => {
  const person = await someone();
  const statuses = await Promise.all(
    Array.from({ length: 14 }, async () => {
      const guess = { currentPassword: "guess", newPassword: "a new password" };
      return (await call(passwordRoute.POST, "POST", person.headers, guess)).status;
    }),
  );
  expect(statuses.filter((status) => status === 400)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(4);
});

test("a sign-in with a password that was replaced meanwhile makes no session", async () => {
  const person = await someone();
  const { passwordHash } = await prisma().user.findUniqueOrThrow({ where: { id: person.userId } });
  await prisma().user.update({
    where: { id: person.userId },
    data: { passwordHash: await hashPassword("another one") },
  });
  await expect(enter(person.userId, new Headers(), passwordHash!)).rejects.toThrow("This sign-in is over");
});

test("signing in makes a new session id and ends the one the browser came with", async () => {
  const [planted, victim] = [await someone(), await someone()];
  const entered = await enter(victim.userId, new Headers(planted.headers));
  expect(entered.sessionId).not.toBe(planted.sessionId);
  expect(await isSignedIn(planted.headers)).toBe(false);
  expect(await isSignedIn(cookieHeader(await cookiesOf(entered)))).toBe(true);
});

test("a new browser gets what the person chose in another", async () => {
  const person = await someone();
  await call(account.PATCH, "PATCH", person.headers, { preferences: { theme: "dark", timeZone: "utc" } });
  const { cookies } = await enter(person.userId, new Headers());
  expect(cookies.map((cookie) => cookie.split(";")[0])).toEqual(["lw-theme=dark", "lw-tz=utc"]);
});

test("two-step sign-in is on once a code was entered, and its secret lies sealed", async () => {
  const { person, secret, codes } = await withTwoStep();
  expect((await call(account.GET, "GET", person.headers)).data).toMatchObject({
    twoStep: { on: true, recoveryCodesLeft: 10 },
  });
  expect(new Set(codes).size).toBe(10);
  const row = await prisma().user.findUniqueOrThrow({ where: { id: person.userId } });
  const stored = JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  expect(stored).not.toContain(secret.replaceAll(" ", ""));
  for (const each of codes) expect(stored).not.toContain(each.replaceAll("-", ""));
  expect((await call(twoStep.POST, "POST", person.headers, { currentPassword: PASSWORD })).status).toBe(409);
});

test("setting up two-step sign-in asks for the password and for a right first code", async () => {
  const person = await someone();
  expect((await call(twoStep.POST, "POST", person.headers, {})).status).toBe(400);
  await call(twoStep.POST, "POST", person.headers, { currentPassword: PASSWORD });
  expect((await call(confirm.POST, "POST", person.headers, { code: "000000" })).status).toBe(400);
  expect((await call(account.GET, "GET", person.headers)).data).toMatchObject({ twoStep: { on: false } });
});

test("with two-step sign-in a password alone makes no session; the code does, once", async () => {
  const { person, secret } = await withTwoStep();
  const asked = await askedForCode(person.userId);
  expect(await isSignedIn(asked)).toBe(false);
  expect((await call(code.POST, "POST", asked, { code: "123456" })).status).toBe(400);
  const right = codeOf(secret);
  const passed = await call(code.POST, "POST", asked, { code: `${right.slice(0, 3)} ${right.slice(3)}` });
  expect(passed).toMatchObject({ status: 200, data: { recoveryCodesLeft: 10 } });
  expect(await isSignedIn(cookieHeader(passed.headers.getSetCookie()))).toBe(true);
  // The same code again, by whoever looked over the shoulder; and the question, which was answered.
  const again = await askedForCode(person.userId);
  expect((await call(code.POST, "POST", again, { code: right })).status).toBe(400);
  expect((await call(code.POST, "POST", asked, { code: codeOf(secret, Date.now() + 30_000) })).status).toBe(401);
});

test("of eight calls with one code at once one is signed in", async () => {
  const { person, secret } = await withTwoStep();
  const asked = await askedForCode(person.userId);
  const right = codeOf(secret);
  const answers = await Promise.all(Array.from({ length: 8 }, () => call(code.POST, "POST", asked, { code: right })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test("a recovery code works once, and the number left is told", async () => {
  const { person, codes } = await withTwoStep();
  const first = await call(code.POST, "POST", await askedForCode(person.userId), { code: codes[3]!.toUpperCase() });
  expect(first).toMatchObject({ status: 200, data: { recoveryCodesLeft: 9 } });
  const second = await call(code.POST, "POST", await askedForCode(person.userId), { code: codes[3]! });
  expect(second.status).toBe(400);
});

test("new recovery codes take the place of the old ones", async () => {
  const { person, secret, codes } = await withTwoStep();
  const renewed = await call(recovery.POST, "POST", person.headers, { code: codeOf(secret) });
  expect(renewed.status).toBe(200);
  expect((await call(code.POST, "POST", await askedForCode(person.userId), { code: codes[0]! })).status).toBe(400);
});

test("codes are guessed ten times an hour, whichever browser does it", async () => {
  const { person } = await withTwoStep();
  const asked = await askedForCode(person.userId);
  const statuses = await Promise.all(
    Array.from({ length: 15 }, async () => (await call(code.POST, "POST", asked, { code: "000001" })).status),
  );
  expect(statuses.filter((status) => status === 400)).toHaveLength(10);
  const late = await call(code.POST, "POST", await askedForCode(person.userId), { code: "000001" });
  expect(late.status).toBe(429);
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("turning two-step sign-in off takes a code", async () => {
  const { person, secret } = await withTwoStep();
  expect((await call(twoStep.DELETE, "DELETE", person.headers, { code: "000000" })).status).toBe(400);
  expect(await call(twoStep.DELETE, "DELETE", person.headers, { code: codeOf(secret) })).toMatchObject({
    status: 200,
    data: { twoStep: { on: false, recoveryCodesLeft: 0 } },
  });
});

test("nobody is asked for a code without having shown who they are", async () => {
  expect((await call(code.POST, "POST", {}, { code: "123456" })).status).toBe(401);
  expect((await call(code.POST, "POST", { cookie: `linquid.step=${"a".repeat(43)}` }, { code: "123456" })).status).toBe(
    401,
  );
});
