import type { Budget } from "./rate-limit";

const FIXED = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  vary: "Cookie, Authorization, X-API-Key, X-Workspace-Id",
} as const;

const JSON_TYPE = "application/json; charset=utf-8";

function edgeHeaders(requestId: string, budget: Budget): Record<string, string> {
  return {
    ...FIXED,
    "x-request-id": requestId,
    "x-ratelimit-limit": String(budget.limit),
    "x-ratelimit-remaining": String(budget.remaining),
    "x-ratelimit-reset": String(Math.ceil(budget.resetAt.getTime() / 1_000)),
  };
}

/** An answer in JSON with the headers that every answer of the API carries. */
export function jsonResponse(
  status: number,
  body: string,
  requestId: string,
  budget: Budget,
  more: Record<string, string> = {},
): Response {
  return new Response(body, {
    status,
    headers: { "content-type": JSON_TYPE, ...edgeHeaders(requestId, budget), ...more },
  });
}

/** A download or a stream with the same headers; those that the handler set itself stay. */
export function withEdgeHeaders(response: Response, requestId: string, budget: Budget): Response {
  const headers = new Headers(edgeHeaders(requestId, budget));
  for (const [name, value] of response.headers) if (name !== "set-cookie") headers.set(name, value);
  for (const cookie of response.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return new Response(response.body, { status: response.status, headers });
}
