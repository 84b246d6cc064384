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
 * 429 with Retry-After when there were too many failures, the same for known and unknown accounts.
 */
export async function handleAuth(request: Request, route: AuthRoute): Promise<Response> {
  if (request.method !== "POST") return nextAuthHandler(request, route);
  const form = await readForm(request.clone());
  if (form === null) return refusal(413, "This request is too large.");
  const { nextauth } = await route.params;
  if (nextauth.join("/") !== "callback/credentials") return nextAuthHandler(request, route);

  const attempt = await takeSignInTry(normaliseEmail(emailIn(form)), clientAddress(request.headers));
  if (attempt.retryAfterS !== null) {
    return refusal(429, "Too many tries. Wait a while, then try again.", {
      "retry-after": String(attempt.retryAfterS),
    });
  }
  const response = await nextAuthHandler(request, route);
  const prefix = `${sessionCookieName()}=`;
  if (response.headers.getSetCookie().some((cookie) => cookie.startsWith(prefix) && !cookie.startsWith(`${prefix};`)))
    await attempt.succeeded();
  return response;
}

/** The body as text, or null when it is larger than a sign-in can be. */
async function readForm(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!request.body) return "";
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > FORM_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
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

function refusal(status: number, message: string, headers: Record<string, string> = {}): Response {
  const name = status === 429 ? "RATE_LIMITED" : "PAYLOAD_TOO_LARGE";
  return Response.json(
    { success: false, error: name, message, statusCode: status },
    { status, headers: { "cache-control": "no-store", ...headers } },
  );
}
