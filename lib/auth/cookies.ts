import { env } from "@/lib/env";

/** Over plain HTTP, which is this machine alone, a browser would refuse the prefix and the attribute. */
export const isSecure = (): boolean => env.appUrl.startsWith("https:");

/** Over HTTPS the browser itself guarantees that nobody but this host has set the cookie. */
export const hostCookieName = (name: string): string => (isSecure() ? `__Host-${name}` : name);

/** A cookie that scripts cannot read. `maxAgeS` 0 removes it. */
export function hostCookie(name: string, value: string, maxAgeS: number): string {
  return [
    `${hostCookieName(name)}=${value}`,
    "Path=/",
    `Max-Age=${maxAgeS}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(isSecure() ? ["Secure"] : []),
  ].join("; ");
}

/** The value of a cookie as it was sent; of two with one name the first, which is the more specific. */
export function readCookie(headers: Headers, name: string): string | null {
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const cut = part.indexOf("=");
    if (cut > 0 && part.slice(0, cut).trim() === name) return part.slice(cut + 1).trim();
  }
  return null;
}
