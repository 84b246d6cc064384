import { expect, test, vi } from "vitest";

import { checkEnv } from "../env";
import { authHandler } from "./sign-in";

/** A form for next-auth; what is refused here never reaches it. */
async function post(headers: Record<string, string>, body = "email=ada%40example.com"): Promise<Response> {
  vi.stubEnv("APP_URL", "http://localhost:3000");
  checkEnv();
  const never = vi.fn<() => never>();
  const handle = authHandler({ exchangeCode: never, readIdentity: never, admit: never });
  const request = new Request("http://localhost:3000/api/auth/callback/credentials", { method: "POST", headers, body });
  return handle(request, { params: Promise.resolve({ nextauth: ["callback", "credentials"] }) });
}

test.each([
  ["another site", { "sec-fetch-site": "cross-site" }],
  ["a neighbour under the same domain", { "sec-fetch-site": "same-site" }],
  ["nothing that the browser knows", { "sec-fetch-site": "none" }],
  ["another site, by an old browser", { origin: "https://evil.example" }],
  ["an origin that hides", { origin: "null" }],
])("a form of %s signs nobody in or out", async (_, headers) => {
  const answer = await post(headers);
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ success: false, error: "FORBIDDEN" });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  });
});

test("a form without end is read to 16 KiB and refused", async () => {
  const answer = await post({ "sec-fetch-site": "same-origin" }, "x".repeat(16_385));
  expect(answer.status).toBe(413);
});
