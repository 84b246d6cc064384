import { type NextRequest, NextResponse } from "next/server";

// Folded by the compiler at build time; React's development build needs eval, and its tools write style elements.
// oxlint-disable-next-line house/env-in-one-place -- a constant of the build, and `lib/env` belongs to the server behind
const DEVELOPMENT = process.env.NODE_ENV === "development";

const HSTS = "max-age=31536000";

/**
 * Gives each page its content security policy. It never authorises: who may see a page is decided by the page, from
 * the data it reads, because this layer has been bypassed before and will be again.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = makeNonce();
  const policy = contentSecurityPolicy(nonce);

  const headers = new Headers(request.headers);
  for (const name of request.headers.keys()) {
    // Names by which the framework talks to itself; from outside they are only ever an attack.
    if (name.startsWith("x-middleware-")) headers.delete(name);
  }
  // Next reads the nonce of its own scripts from this request header.
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (request.nextUrl.protocol === "https:") response.headers.set("strict-transport-security", HSTS);
  return response;
}

/** Style attributes are allowed, style elements need the nonce: a bar's width is not a way to run code. */
export function contentSecurityPolicy(nonce: string, development: boolean = DEVELOPMENT): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function makeNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

export const config = {
  // Pages only. A request that passes here has its body cut at 10 MiB, so /api and the redirect /r never do.
  matcher: ["/((?!api(?:/|$)|r(?:/|$)|_next/|favicon\\.ico$|icon\\.svg$|robots\\.txt$).*)"],
};
