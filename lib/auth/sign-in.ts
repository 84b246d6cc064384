import { NextRequest } from "next/server";

import { isDatabaseAway } from "@/lib/db/database-away";
import { ERRORS, type ErrorName } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { readBytes } from "@/lib/shared/read-bytes";

import { clientAddress } from "./address";
import { nextAuthHandler, normaliseEmail } from "./next-auth";
import { sessionCookieName } from "./session-cookie";
import { takeSignInTry } from "./sign-in-throttle";

interface AuthRoute {
  params: Promise<{ nextauth: string[] }>;
}

const FORM_BYTES_MAX = 16_384;

/**
 * Everything under /api/auth: next-auth behind a limit on what it reads and on how often a password is tried. Answers
 * 429 with Retry-After when there were too many failures, the same for known and unknown accounts, and 503 while the
 * database is away.
 */
export async function handleAuth(request: Request, route: AuthRoute): Promise<Response> {
  try {
    return request.method === "POST" ? await handlePost(request, route) : await nextAuthHandler(request, route);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return refuse("SERVICE_UNAVAILABLE", "The database is not available. Try again in a moment.", 5);
  }
}

async function handlePost(request: Request, route: AuthRoute): Promise<Response> {
  const bytes = await readBytes(request, FORM_BYTES_MAX);
  if (!bytes) return refuse("PAYLOAD_TOO_LARGE", "This request is too large.");
  // The body can be read once, so next-auth gets a request of its own.
  const copy = new NextRequest(request.url, { method: "POST", headers: request.headers, body: bytes });
  const { nextauth } = await route.params;
  if (nextauth.join("/") !== "callback/credentials") return nextAuthHandler(copy, route);

  const email = normaliseEmail(emailIn(new TextDecoder().decode(bytes)));
  const attempt = await takeSignInTry(email, clientAddress(request.headers));
  if (attempt.retryAfterS !== null) {
    return refuse("RATE_LIMITED", "Too many tries. Wait a while, then try again.", attempt.retryAfterS);
  }
  const response = await nextAuthHandler(copy, route);
  if (setsSession(response)) await attempt.succeeded();
  return response;
}

function setsSession(response: Response): boolean {
  const prefix = `${sessionCookieName()}=`;
  return response.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(prefix) && !cookie.startsWith(`${prefix};`));
}

/** The address that was tried: next-auth reads forms and JSON, so both are understood here. */
function emailIn(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    const email = typeof parsed === "object" && parsed !== null && "email" in parsed ? parsed.email : "";
    return typeof email === "string" ? email : "";
  } catch {
    return new URLSearchParams(body).get("email") ?? "";
  }
}

function refuse(error: ErrorName, message: string, retryAfterS?: number): Response {
  const { status, code } = ERRORS[error];
  const body = { success: false, error, code, message, statusCode: status, requestId: newId("request") };
  const retry = retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) };
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...retry } });
}
