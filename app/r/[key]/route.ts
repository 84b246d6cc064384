import { clientAddress } from "@/lib/auth/address";
import { logger } from "@/lib/observability/logger";
import { recordClick, resolveLink } from "@/lib/services/clicks/record";
import { AppError } from "@/lib/shared/errors";

interface Route {
  params: Promise<{ key: string }>;
}

const FIXED = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };

const text = (status: number, body: string, headers: Record<string, string> = {}): Response =>
  new Response(body, { status, headers: { ...FIXED, "content-type": "text/plain; charset=utf-8", ...headers } });

const redirect = (location: string | null): Response =>
  location === null
    ? text(404, "This link does not exist, or it is no longer active.\n")
    : new Response(null, { status: 302, headers: { ...FIXED, location } });

/** Follows a short link and records the click. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  const { key } = await params;
  try {
    return redirect(
      await recordClick(key, {
        address: clientAddress(request.headers),
        userAgent: request.headers.get("user-agent"),
        referrer: request.headers.get("referer"),
        qr: new URL(request.url).searchParams.get("qr") === "1",
      }),
    );
  } catch (error) {
    if (error instanceof AppError)
      return text(error.status, `${error.message}\n`, { "retry-after": String(error.retryAfterS ?? 1) });
    logger.error({ error }, "A click could not be recorded");
    return text(503, "This link cannot be followed right now. Try again in a moment.\n", { "retry-after": "5" });
  }
}

/** Link checkers ask with HEAD; that is no click. */
export async function HEAD(_request: Request, { params }: Route): Promise<Response> {
  const found = redirect(await resolveLink((await params).key));
  return new Response(null, { status: found.status, headers: found.headers });
}
