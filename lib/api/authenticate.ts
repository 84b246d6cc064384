import { timingSafeEqual } from "node:crypto";

import { hashApiKey } from "@/lib/auth/api-keys";
import { keyHolder, type KeyHolder } from "@/lib/auth/key-holder";
import { currentSession, type CurrentSession, readSessionCookie } from "@/lib/auth/session";
import { AppError } from "@/lib/shared/errors";

export type Principal = ({ kind: "session" } & CurrentSession) | { kind: "api_key"; holder: KeyHolder };

/**
 * Who asks, by session cookie, `Authorization: Bearer` or `X-API-Key`. Keys in a query string are not looked at.
 * @throws AppError UNAUTHORIZED without a credential, with a dead one, or with two that differ; INVALID_API_KEY.
 */
export async function authenticate(headers: Headers): Promise<Principal> {
  const key = readKey(headers);
  if (key !== null) {
    if (readSessionCookie(headers) !== null)
      throw new AppError("UNAUTHORIZED", "Send a session or an API key, not both.");
    const holder = await keyHolder(key);
    if (!holder) throw new AppError("INVALID_API_KEY", "This API key is not valid.");
    return { kind: "api_key", holder };
  }
  const session = await currentSession(headers);
  if (!session) throw new AppError("UNAUTHORIZED", "Sign in, or send an API key as a bearer token.");
  return { kind: "session", ...session };
}

function readKey(headers: Headers): string | null {
  const authorization = headers.get("authorization");
  const alias = headers.get("x-api-key")?.trim() ?? null;
  if (authorization === null) return alias;
  const bearer = /^bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (bearer === undefined) throw new AppError("UNAUTHORIZED", "Send the API key as `Authorization: Bearer <key>`.");
  if (alias !== null && !isSame(bearer, alias)) throw new AppError("UNAUTHORIZED", "Two different API keys were sent.");
  return bearer;
}

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(hashApiKey(one)), Buffer.from(hashApiKey(other)));
