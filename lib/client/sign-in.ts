import { MINUTE, SECOND } from "@/lib/shared/time";

export type SignInResult =
  | { outcome: "signedIn" }
  | { outcome: "refused" }
  | { outcome: "tooManyTries"; minutes: number }
  | { outcome: "unavailable" };

/** Signs in with a password. The cookie comes with the answer; the next page that is loaded has it. */
export async function signInWithPassword(email: string, password: string): Promise<SignInResult> {
  try {
    const csrf = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken?: string };
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ email, password, csrfToken: csrf.csrfToken ?? "", json: "true" }),
    });
    if (response.status === 429) return { outcome: "tooManyTries", minutes: minutesIn(response) };
    if (response.status >= 500) return { outcome: "unavailable" };
    return { outcome: response.ok && !(await failedInUrl(response)) ? "signedIn" : "refused" };
  } catch {
    return { outcome: "unavailable" };
  }
}

/** next-auth answers some refusals with 200 and an address that names the error. */
async function failedInUrl(response: Response): Promise<boolean> {
  const { url } = (await response.json()) as { url?: unknown };
  return typeof url === "string" && URL.canParse(url) && new URL(url).searchParams.has("error");
}

function minutesIn(response: Response): number {
  const seconds = Number(response.headers.get("retry-after"));
  return Math.max(1, Math.ceil(((seconds > 0 ? seconds : 60) * SECOND) / MINUTE));
}
