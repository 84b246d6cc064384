import { decode, encode } from "next-auth/jwt";

import { env } from "@/lib/env";
import { idPattern } from "@/lib/shared/ids";

import { hostCookie, hostCookieName } from "./cookies";

/** How long a sign-in lasts, whatever happens. */
export const SESSION_SECONDS = 14 * 24 * 3_600;

const NAME = "linquid.session";
export const sessionCookieName = (): string => hostCookieName(NAME);

const SESSION_ID = idPattern("session");

/** The cookie of a session row. The row decides whether it is worth anything. */
export async function sealSessionCookie(sessionId: string): Promise<{ name: string; value: string }> {
  const value = await encode({ token: { sid: sessionId }, secret: env.authSecret, maxAge: SESSION_SECONDS });
  return { name: sessionCookieName(), value };
}

/** The same as a header for the browser. */
export async function sessionSetCookie(sessionId: string): Promise<string> {
  return hostCookie(NAME, (await sealSessionCookie(sessionId)).value, SESSION_SECONDS);
}

export const removeSessionCookie = (): string => hostCookie(NAME, "", 0);

/** The session id in a cookie's value, or null for anything that this server did not make. */
export async function openSessionCookie(value: string): Promise<string | null> {
  // A token of ours has less than 400 characters.
  if (value.length > 2_000) return null;
  try {
    const token = await decode({ token: value, secret: env.authSecret });
    return sessionIdOf(token);
  } catch {
    return null;
  }
}

export function sessionIdOf(token: unknown): string | null {
  const sid = typeof token === "object" && token !== null && "sid" in token ? token.sid : null;
  return typeof sid === "string" && SESSION_ID.test(sid) ? sid : null;
}
