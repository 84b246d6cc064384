import { NextRequest } from "next/server";

import { isDatabaseAway } from "@/lib/db/database-away";
import { env } from "@/lib/env";
import { AppError, ERRORS } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { readBytes } from "@/lib/shared/read-bytes";

import { nextAuthHandler, type SignInParts } from "./next-auth";
import type { Outcome } from "./password-sign-in";

export type { SignInParts };

interface AuthRoute {
  params: Promise<{ nextauth: string[] }>;
}

const FORM_BYTES_MAX = 16_384;

/**
 * Everything under /api/auth: next-auth behind a check of where a form comes from, a limit on what is read, and a limit
 * on how often a password is tried. Answers 429 with Retry-After when there were too many failures, the same for known
 * and unknown accounts, `{ url }` of the page for the code where a second factor is asked for, and 503 while the
 * database is away.
 */
export function authHandler(parts: SignInParts): (request: Request, route: AuthRoute) => Promise<Response> {
  return async (request, route) => {
    try {
      return withHeaders(await handle(request, route, parts));
    } catch (error) {
      if (error instanceof AppError) return refuse(error);
      if (!isDatabaseAway(error)) throw error;
      return refuse(
        new AppError("SERVICE_UNAVAILABLE", "The database is not available. Try again in a moment.", {
          retryAfterS: 5,
        }),
      );
    }
  };
}

async function handle(request: Request, route: AuthRoute, parts: SignInParts): Promise<Response> {
  const outcome: Outcome = { entered: null, retryAfterS: null };
  const response = await nextAuthHandler(parts, outcome)(await guarded(request), route);
  if (outcome.retryAfterS !== null) {
    throw new AppError("RATE_LIMITED", "Too many tries. Wait a while, then try again.", {
      retryAfterS: outcome.retryAfterS,
    });
  }
  const { entered } = outcome;
  if (!entered) return response;
  // A password was right and a second factor is due; for next-auth nobody came in.
  const { nextauth } = await route.params;
  const answer =
    entered.next === "code" && nextauth.join("/") === "callback/credentials"
      ? Response.json({ url: `${env.appUrl}/sign-in/code` }, { headers: keptCookies(response) })
      : response;
  for (const cookie of entered.cookies) answer.headers.append("set-cookie", cookie);
  return answer;
}

/** @throws AppError FORBIDDEN, PAYLOAD_TOO_LARGE */
async function guarded(request: Request): Promise<Request> {
  if (request.method !== "POST") return request;
  assertNotForeign(request.headers);
  const bytes = await readBytes(request, FORM_BYTES_MAX);
  if (!bytes) throw new AppError("PAYLOAD_TOO_LARGE", "This request is too large.");
  // The body can be read once, so next-auth gets a request of its own.
  return new NextRequest(request.url, { method: "POST", headers: request.headers, body: bytes });
}

/**
 * A browser always says where a POST comes from: another site must not sign anybody in or out (A2). Scripts say nothing
 * and are held to next-auth's own token, which other sites cannot read.
 */
function assertNotForeign(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if ((site !== null && site !== "same-origin") || (site === null && origin !== null && origin !== env.appUrl))
    throw new AppError("FORBIDDEN", "This was not asked for by a page of this app.");
}

function keptCookies(response: Response): Headers {
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return headers;
}

function withHeaders(response: Response): Response {
  response.headers.set("cache-control", "no-store");
  response.headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  return response;
}

function refuse(problem: AppError): Response {
  const { error, message, status, retryAfterS } = problem;
  const body = {
    success: false,
    error,
    code: ERRORS[error].code,
    message,
    statusCode: status,
    requestId: newId("request"),
  };
  const retry: Record<string, string> = retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) };
  return withHeaders(Response.json(body, { status, headers: retry }));
}
