import { env } from "@/lib/env";
import { AppError } from "@/lib/shared/errors";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets a cookie change something only for our own pages: the browser says that the request comes from the same origin,
 * or, when it says nothing of that, names our origin (A2).
 * @throws AppError FORBIDDEN
 */
export function assertSameOrigin(method: string, headers: Headers): void {
  if (SAFE_METHODS.has(method)) return;
  const site = headers.get("sec-fetch-site");
  const own = site === null ? headers.get("origin") === env.appUrl : site === "same-origin";
  if (!own) throw new AppError("FORBIDDEN", "This change was not asked for by a page of this app.");
}
