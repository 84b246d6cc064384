import { readdirSync } from "node:fs";

import { type APIRequestContext, expect } from "@playwright/test";

import { ID_PREFIXES, newId } from "@/lib/shared/ids";

import { type Account, test } from "../fixtures/app";

/** A try to sign in, as the page makes it. */
async function signInByForm(
  request: APIRequestContext,
  { email, password }: Pick<Account, "email" | "password">,
): ReturnType<APIRequestContext["post"]> {
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  return request.post("/api/auth/callback/credentials", { form: { csrfToken, email, password, json: "true" } });
}

test("every page says what a browser may not do with it, also one that is not there", async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of ["/sign-in", "/api-reference", "/nobody/has/this", "/a%00b"]) {
    const answer = await request.get(path);
    const headers = answer.headers();
    const policy = headers["content-security-policy"] ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(nonce, path).not.toBe("");
    nonces.add(nonce);
    for (const rule of ["'strict-dynamic'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy, path).toContain(rule);
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["x-powered-by"], path).toBeUndefined();
    const scripts = [...(await answer.text()).matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(
      scripts.filter((attributes) => !attributes?.includes(`nonce="${nonce}"`)),
      path,
    ).toEqual([]);
  }
  expect(nonces.size).toBe(4);
});

test("guesses of a password are heard ten times, and then told when to come again", async ({ app, request }) => {
  const { email, password } = await app.account();
  const tryWith = (guess: string) => signInByForm(request, { email, password: guess });
  const guesses = [];
  for (let at = 0; at < 10; at++) guesses.push((await tryWith("a guess")).status());
  expect(new Set(guesses)).toEqual(new Set([401]));
  const late = await tryWith(password);
  expect(late.status()).toBe(429);
  expect(Number(late.headers()["retry-after"])).toBeGreaterThan(0);
  expect(late.headers()["set-cookie"] ?? "").not.toContain("session");
});

const idOf = (name: string): string =>
  name in ID_PREFIXES ? newId(name as keyof typeof ID_PREFIXES) : name === "provider" ? "stripe" : "sale.created";

/** The addresses of all pages of a workspace, with ids that could be somebody's. */
const PAGES = readdirSync("app/[workspace]", { recursive: true, encoding: "utf8" })
  .filter((file) => /(?:^|\/)page\.tsx$/.test(file))
  .map((file) =>
    file
      .replace(/\/?page\.tsx$/, "")
      .split("/")
      .filter((part) => !/^[(@]/.test(part))
      .map((part) => part.replace(/^\[(\w+?)(?:Id)?\]$/, (_, name: string) => idOf(name)))
      .join("/"),
  )
  .map((path) => (path === "" ? "" : `/${path}`));

test("every page of a workspace sends who is not signed in to sign in, and is for a stranger as if it were not there", async ({
  app,
  request,
}) => {
  expect(PAGES.length).toBeGreaterThan(30);
  const [{ workspace }, stranger] = [await app.account(), await app.account()];
  for (const path of [...PAGES.map((page) => `/${workspace.slug}${page}`), "/account"]) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect([answer.status(), answer.headers()["location"]], path).toEqual([
      307,
      expect.stringMatching(/^\/sign-in\?returnTo=/),
    ]);
  }
  await signInByForm(request, stranger);
  for (const page of PAGES) {
    const [foreign, missing] = [
      await request.get(`/${workspace.slug}${page}`, { maxRedirects: 0 }),
      await request.get(`/nobody-has-this${page}`, { maxRedirects: 0 }),
    ];
    expect([page, foreign.status(), missing.status()]).toEqual([page, 404, 404]);
    const text = await foreign.text();
    expect(text, page).not.toContain(workspace.id);
    expect(text, page).not.toContain(workspace.name);
  }
  expect((await request.get(`/${stranger.workspace.slug}`)).status()).toBe(200);
});
