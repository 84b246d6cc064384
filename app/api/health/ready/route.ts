import { isReady } from "@/lib/services/health/ready";

/** The process can serve: its database answers. Says no more than that to strangers. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  return new Response(ready ? "ok\n" : "not ready\n", {
    status: ready ? 200 : 503,
    headers: {
      "cache-control": "no-store",
      "content-type": "text/plain; charset=utf-8",
      ...(ready ? {} : { "retry-after": "5" }),
    },
  });
}
