import { decode, encode } from "next-auth/jwt";
import { expect, test, vi } from "vitest";

import { newId } from "@/lib/shared/ids";

import { readCookie } from "./cookies";
import {
  openSessionCookie,
  removeSessionCookie,
  sealSessionCookie,
  sessionCookieName,
  sessionSetCookie,
} from "./session-cookie";

const SECRET = "of this server, which is long enough for it";
const SESSION = newId("session");

const settings = vi.hoisted(() => ({ appUrl: "", authSecret: "" }));
vi.mock("@/lib/env", () => ({ env: settings }));

const servedAt = (appUrl: string): unknown => Object.assign(settings, { appUrl, authSecret: SECRET });

test("over TLS the cookie is for this host alone, sent over TLS alone, and no script reads it", async () => {
  servedAt("https://linquid.example");
  for (const cookie of [await sessionSetCookie(SESSION), removeSessionCookie()]) {
    const [pair, ...attributes] = cookie.split("; ");
    expect(pair).toMatch(/^__Host-linquid\.session=/);
    expect(attributes).toEqual(expect.arrayContaining(["Path=/", "HttpOnly", "SameSite=Lax", "Secure"]));
    expect(cookie).not.toMatch(/domain=/i);
  }
});

test("on this machine over plain HTTP it has neither prefix nor attribute, which the browser would refuse", async () => {
  servedAt("http://localhost:3000");
  expect(await sessionSetCookie(SESSION)).toMatch(
    /^linquid\.session=[^;]+; Path=\/; Max-Age=1209600; HttpOnly; SameSite=Lax$/,
  );
});

test("a cookie opens where it was made, and says the id of a session and nothing else", async () => {
  servedAt("http://localhost:3000");
  const { name, value } = await sealSessionCookie(SESSION);
  expect(readCookie(new Headers({ cookie: `a=b; ${name}=${value}` }), sessionCookieName())).toBe(value);
  expect(await openSessionCookie(value)).toBe(SESSION);
  expect(Object.keys((await decode({ token: value, secret: SECRET })) ?? {}).toSorted()).toEqual([
    "exp",
    "iat",
    "jti",
    "sid",
  ]);
});

test.each([
  ["nothing", async () => ""],
  ["no token", async () => "a.b.c.d.e"],
  ["a token without end", async () => "x".repeat(1_000_000)],
  ["another server's", () => encode({ token: { sid: SESSION }, secret: `other${SECRET}` })],
  ["one that has ended", () => encode({ token: { sid: SESSION }, secret: SECRET, maxAge: -60 })],
  ["one without a session", () => encode({ token: { sub: SESSION }, secret: SECRET })],
  ["one for something else's id", () => encode({ token: { sid: newId("user") }, secret: SECRET })],
  ["one for no text", () => encode({ token: { sid: { $ne: "" } }, secret: SECRET })],
])("%s is nobody's session", async (_, make) => {
  servedAt("http://localhost:3000");
  expect(await openSessionCookie(await make())).toBeNull();
});
