import { expect, test, vi } from "vitest";

import { contracts } from "@/lib/contracts";
import { newId } from "@/lib/shared/ids";

import { call } from "./http";

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const fetching = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(
    async () => new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers }),
  );
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

test("path, query, workspace and body go where the operation wants them", async () => {
  const fetching = answering(200, {
    success: true,
    data: [],
    meta: { limit: 50, hasMore: false, nextCursor: null, prevCursor: null },
  });
  const id = newId("endpoint");
  const { meta } = await call(contracts.outbound.deliveries, {
    workspaceId: "ws_1",
    params: { id },
    query: { state: "failed,held", limit: "50" },
  });
  expect(meta.nextCursor).toBeNull();
  const [url, init] = fetching.mock.calls[0] ?? [];
  expect(url).toBe(`/api/integrations/outbound/${id}/deliveries?state=failed%2Cheld&limit=50`);
  expect(init).toMatchObject({ method: "GET", headers: { "x-workspace-id": "ws_1" } });
  await call(contracts.outbound.update, { params: { id }, body: { name: "New" } });
  expect(fetching.mock.calls[1]?.[1]).toMatchObject({
    method: "PATCH",
    body: '{"name":"New"}',
    headers: { "content-type": "application/json" },
  });
});

test("what somebody asked for is sent also when they leave the page, unless it is larger than browsers allow", async () => {
  const fetching = answering(200, { success: true, data: {} });
  const params = { id: newId("endpoint") };
  await call(contracts.outbound.update, { params, body: { name: "New" } });
  await call(contracts.outbound.update, { params, body: { headers: { "x-long": "x".repeat(4_096) } } });
  await call(contracts.outbound.get, { params });
  expect(fetching.mock.calls.map(([, init]) => init.keepalive)).toEqual([true, false, false]);
});

test("an error answer is a Problem with its name, fields, request id and wait", async () => {
  const details = [{ path: "url", message: "Already used." }];
  answering(
    409,
    { success: false, error: "DUPLICATE_URL", message: "Twice.", requestId: "req_1", details },
    { "retry-after": "3" },
  );
  await expect(call(contracts.links.list, {})).rejects.toMatchObject({
    name: "Problem",
    error: "DUPLICATE_URL",
    message: "Twice.",
    status: 409,
    requestId: "req_1",
    details,
    retryAfterMs: 3_000,
  });
});

test("an answer of something in between is a Problem, and so is none", async () => {
  answering(502, "<html>Bad gateway</html>");
  await expect(call(contracts.links.list, {})).rejects.toMatchObject({ error: "INTERNAL_ERROR", status: 502 });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
  await expect(call(contracts.links.list, {})).rejects.toMatchObject({ error: "NETWORK", status: 0 });
});

test("an abort stays an abort, so that a canceled query is not an error", async () => {
  const abort = new AbortController();
  abort.abort();
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => Promise.reject(init.signal?.reason as Error));
  await expect(call(contracts.links.list, { signal: abort.signal })).rejects.toMatchObject({ name: "AbortError" });
});
