import { MINUTE, SECOND } from "@/lib/shared/time";

export type SignInResult =
  | { outcome: "signedIn" }
  /** The password was right; the page for the second factor comes next. */
  | { outcome: "codeNeeded" }
  | { outcome: "refused" }
  | { outcome: "tooManyTries"; minutes: number }
  | { outcome: "unavailable" };

/** Signs in with a password. The cookie comes with the answer; the next page that is loaded has it. */
export async function signInWithPassword(email: string, password: string): Promise<SignInResult> {
  try {
    const response = await postForm("/api/auth/callback/credentials", { email, password });
    if (response.status === 429) return { outcome: "tooManyTries", minutes: minutesIn(response) };
    if (response.status >= 500) return { outcome: "unavailable" };
    if (!response.ok) return { outcome: "refused" };
    const next = await urlIn(response);
    // next-auth answers some refusals with 200 and an address that names the error.
    if (!next || next.searchParams.has("error")) return { outcome: "refused" };
    return { outcome: next.pathname === "/sign-in/code" ? "codeNeeded" : "signedIn" };
  } catch {
    return { outcome: "unavailable" };
  }
}

/**
 * Where the provider asks whether it may tell who somebody is; null when that could not be found out.
 * @param returnTo a path of this app
 */
export async function providerUrl(provider: string, returnTo: string): Promise<string | null> {
  try {
    const callbackUrl = window.location.origin + returnTo;
    const next = await urlIn(await postForm(`/api/auth/signin/${provider}`, { callbackUrl }));
    return next && next.origin !== window.location.origin ? next.href : null;
  } catch {
    return null;
  }
}

async function postForm(path: string, fields: Record<string, string>): Promise<Response> {
  const csrf = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken?: string };
  return fetch(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken: csrf.csrfToken ?? "", json: "true" }),
  });
}

async function urlIn(response: Response): Promise<URL | null> {
  const { url } = (await response.json()) as { url?: unknown };
  return typeof url === "string" && URL.canParse(url) ? new URL(url) : null;
}

function minutesIn(response: Response): number {
  const seconds = Number(response.headers.get("retry-after"));
  return minutesOf(seconds > 0 ? seconds * SECOND : null);
}

/** Whole minutes to wait, at least one. */
export const minutesOf = (retryAfterMs: number | null): number =>
  Math.max(1, Math.ceil((retryAfterMs ?? MINUTE) / MINUTE));
