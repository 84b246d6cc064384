import { NextRequest } from "next/server";
import { expect, test } from "vitest";

import { config, contentSecurityPolicy, proxy } from "./proxy";

const ask = (url: string, headers: Record<string, string> = {}) => proxy(new NextRequest(url, { headers }));
const nonceOf = (policy: string | null): string | undefined => /'nonce-([^']+)'/.exec(policy ?? "")?.[1];

test("each page has a policy with a nonce of its own, and the page is told the same", () => {
  const [first, second] = [ask("http://localhost/acme"), ask("http://localhost/acme")];
  const policy = first.headers.get("content-security-policy");
  expect(nonceOf(policy)).toMatch(/^[\w+/]{22}==$/);
  expect(nonceOf(policy)).not.toBe(nonceOf(second.headers.get("content-security-policy")));
  // How Next hands changed request headers on.
  expect(first.headers.get("x-middleware-request-content-security-policy")).toBe(policy);
});

test("nothing but our own scripts with the nonce runs, and nobody frames a page", () => {
  const policy = contentSecurityPolicy("abc", false);
  expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic'");
  for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
    expect(policy).toContain(rule);
  }
  expect(policy).not.toContain("unsafe-eval");
  expect(policy.match(/[\w-]+ [^;]*'unsafe-inline'/g)).toEqual(["style-src-attr 'unsafe-inline'"]);
});

test("a browser is bound to TLS only by an answer that came over TLS", () => {
  expect(ask("https://linquid.example/acme").headers.get("strict-transport-security")).toBe("max-age=31536000");
  expect(ask("http://localhost/acme").headers.has("strict-transport-security")).toBe(false);
});

test("headers by which the framework talks to itself do not come in from outside", () => {
  const response = ask("http://localhost/acme", { "x-middleware-subrequest": "proxy:proxy", accept: "text/html" });
  const passed = response.headers.get("x-middleware-override-headers")?.split(",") ?? [];
  expect(passed).toContain("accept");
  expect(passed.filter((name) => name.startsWith("x-middleware-"))).toEqual([]);
});

test("it runs for pages and never for the API, the redirect or files", () => {
  const runs = new RegExp(`^${config.matcher[0]}$`);
  for (const path of [
    "/",
    "/acme",
    "/acme/deliveries/dlv_1",
    "/api-reference/webhooks/event-types/sale.created",
    "/rest",
  ]) {
    expect(path, path).toMatch(runs);
  }
  for (const path of ["/api", "/api/events", "/r/launch", "/_next/static/a.js", "/favicon.ico", "/icon.svg"]) {
    expect(path, path).not.toMatch(runs);
  }
});
