import { isWatcher } from "@/lib/auth/metrics-token";
import { isReady, readyDetails } from "@/lib/services/health/ready";

/** The process can serve: its database answers. Says no more than that to strangers; the watcher sees what waits. */
export async function GET(request: Request): Promise<Response> {
  const ready = await isReady();
  const headers = { "cache-control": "no-store", ...(ready ? {} : { "retry-after": "5" }) };
  const status = ready ? 200 : 503;
  if (isWatcher(request.headers)) return Response.json(await readyDetails(ready), { status, headers });
  return new Response(ready ? "ok\n" : "not ready\n", {
    status,
    headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
  });
}
