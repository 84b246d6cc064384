import { isWatcher } from "@/lib/auth/metrics-token";
import { metricsText } from "@/lib/services/health/metrics";

/** For Prometheus, with METRICS_TOKEN as bearer. For strangers, and without that variable, there is no such page. */
export async function GET(request: Request): Promise<Response> {
  if (!isWatcher(request.headers)) return new Response(null, { status: 404 });
  try {
    return text(await metricsText(), 200);
  } catch {
    return text("The database is away.\n", 503);
  }
}

const text = (body: string, status: number): Response =>
  new Response(body, {
    status,
    headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
  });
