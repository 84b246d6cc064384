/** Where a person goes who asked for nothing in particular. */
export const HOME = "/";

const ORIGIN = "https://here.invalid";

/**
 * A path of this app to return to after signing in, or the home page for anything else: another origin, another
 * scheme, a form that a browser would read as another host (`//x`, `/\x`), or more than one value.
 */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 2_000) return HOME;
  if (!URL.canParse(value, ORIGIN)) return HOME;
  const url = new URL(value, ORIGIN);
  if (url.origin !== ORIGIN || url.pathname.startsWith("//")) return HOME;
  // Signing in to be sent back to signing in would be a circle; API answers are not pages.
  if (/^\/(?:sign-in|api)(?:\/|$)/.test(url.pathname)) return HOME;
  return url.pathname + url.search + url.hash;
}
