import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";

import type { DiagnosisCheck } from "@/lib/contracts/diagnosis";
import { linkScope, OUTBOUND, WORKSPACE as OF_WORKSPACE } from "@/lib/shared/endpoint-scope";

import { endpointInsightQueries, useDiagnoseEndpoint } from "./endpoint-insights";
import {
  endpointQueries,
  useCreateEndpoint,
  useDeleteEndpoint,
  useDisableEndpoint,
  useEnableEndpoint,
  useRevealSecret,
  useRotateSecret,
  useTestEndpoint,
  useUpdateEndpoint,
  useUpdateSecret,
} from "./endpoints";

const WORKSPACE = "ws_1";
const LINK = linkScope({ linkId: "link_1" });

function answering(body: string) {
  const fetching = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(async () => new Response(body));
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

const success = (data: unknown): string => JSON.stringify({ success: true, data });

function inPage() {
  const client = new QueryClient({ defaultOptions: { mutations: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { client, wrapper };
}

test("every key stands under its workspace, by what it is of, and no two are the same", () => {
  const keys = [
    endpointQueries.secrets(WORKSPACE, OUTBOUND, "ep_1"),
    endpointQueries.list(WORKSPACE, LINK),
    endpointQueries.detail(WORKSPACE, LINK, "ep_1"),
    endpointQueries.secrets(WORKSPACE, LINK, "ep_1"),
    endpointQueries.deliveries(WORKSPACE, LINK, "ep_1", {}),
    endpointInsightQueries.health(WORKSPACE, "ep_1"),
    endpointInsightQueries.stats(WORKSPACE, "ep_1", { range: "7d" }),
    endpointInsightQueries.ledger(WORKSPACE, "ep_1"),
    endpointInsightQueries.diagnoses(WORKSPACE, "ep_1"),
    endpointInsightQueries.urlCheck(WORKSPACE, "https://a.example/"),
  ].map(({ queryKey }) => queryKey as readonly unknown[]);
  for (const key of keys) {
    expect(key.slice(0, 2)).toEqual(["ws", WORKSPACE]);
    expect(["endpoints", "deliveries", "url-check"]).toContain(key[2]);
  }
  expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length);
});

test.each([
  ["list", (client: QueryClient) => client.query(endpointQueries.list(WORKSPACE, LINK)), "/api/links/link_1/webhooks"],
  [
    "detail",
    (client: QueryClient) => client.query(endpointQueries.detail(WORKSPACE, LINK, "ep_1")),
    "/api/links/link_1/webhooks/ep_1",
  ],
  [
    "secrets",
    (client: QueryClient) => client.query(endpointQueries.secrets(WORKSPACE, LINK, "ep_1")),
    "/api/links/link_1/webhooks/ep_1/secrets",
  ],
  [
    "stats",
    (client: QueryClient) => client.query(endpointInsightQueries.stats(WORKSPACE, "ep_1", { range: "30d" })),
    "/api/endpoints/ep_1/stats?range=30d",
  ],
  [
    "ledger",
    (client: QueryClient) => client.query(endpointInsightQueries.ledger(WORKSPACE, "ep_1")),
    "/api/endpoints/ep_1/ledger",
  ],
  [
    "health",
    (client: QueryClient) => client.query(endpointInsightQueries.health(WORKSPACE, "ep_1")),
    "/api/endpoints/ep_1/health",
  ],
])("%s reads its own address", async (_, read, url) => {
  const fetching = answering(success([]));
  await read(new QueryClient());
  expect(fetching.mock.calls[0]?.[0]).toBe(url);
});

test("what is done to a link's webhook goes to that link's address and is read again", async () => {
  const fetching = answering(success({ id: "ep_1" }));
  const { client, wrapper } = inPage();
  const invalidated = vi.spyOn(client, "invalidateQueries");
  const { result } = renderHook(
    () => ({
      create: useCreateEndpoint(WORKSPACE, LINK),
      update: useUpdateEndpoint(WORKSPACE, LINK),
      remove: useDeleteEndpoint(WORKSPACE, LINK),
      disable: useDisableEndpoint(WORKSPACE, LINK),
      enable: useEnableEndpoint(WORKSPACE, LINK),
      send: useTestEndpoint(WORKSPACE, LINK),
      rotateSecret: useRotateSecret(WORKSPACE, LINK),
      updateSecret: useUpdateSecret(WORKSPACE, LINK),
      revealSecret: useRevealSecret(WORKSPACE, LINK),
    }),
    { wrapper },
  );
  const { create, update, remove, disable, enable, send, rotateSecret, updateSecret, revealSecret } = result.current;
  await act(async () => {
    await create.mutateAsync({ url: "https://a.example/", events: ["link.clicked"] });
    await update.mutateAsync({ id: "ep_1", name: "New" });
    await disable.mutateAsync("ep_1");
    await enable.mutateAsync({ id: "ep_1", held: "discard" });
    await send.mutateAsync({ id: "ep_1", signWith: "current" });
    await rotateSecret.mutateAsync({ id: "ep_1", overlapHours: 1 });
    await updateSecret.mutateAsync({ id: "ep_1", secretId: "sec_1", expiresAt: "2030-01-01T00:00:00Z" });
    await remove.mutateAsync("ep_1");
  });
  expect(invalidated).toHaveBeenCalledWith({ queryKey: endpointQueries.all(WORKSPACE) });
  invalidated.mockClear();
  await act(() => revealSecret.mutateAsync({ id: "ep_1" }));
  expect(invalidated).not.toHaveBeenCalled();
  const base = "/api/links/link_1/webhooks";
  expect(
    fetching.mock.calls.map(([url, init]) => `${init.method} ${url} ${typeof init.body === "string" ? init.body : ""}`),
  ).toEqual([
    `POST ${base} {"url":"https://a.example/","events":["link.clicked"]}`,
    `PATCH ${base}/ep_1 {"name":"New"}`,
    `POST ${base}/ep_1/disable `,
    `POST ${base}/ep_1/enable {"held":"discard"}`,
    `POST ${base}/ep_1/test {"signWith":"current"}`,
    `POST ${base}/ep_1/rotate-secret {"overlapHours":1}`,
    `PATCH ${base}/ep_1/secrets/sec_1 {"expiresAt":"2030-01-01T00:00:00Z"}`,
    `DELETE ${base}/ep_1 `,
    `POST ${base}/ep_1/reveal-secret {}`,
  ]);
});

test("secrets of the other surfaces are rotated, ended and revealed at their own addresses", async () => {
  const fetching = answering(success({ id: "sec_1", secret: "whsec_x" }));
  const { wrapper } = inPage();
  const { result } = renderHook(
    () => ({
      rotate: useRotateSecret(WORKSPACE, OUTBOUND),
      update: useUpdateSecret(WORKSPACE, OF_WORKSPACE),
      reveal: useRevealSecret(WORKSPACE, OUTBOUND),
    }),
    { wrapper },
  );
  await act(async () => {
    await result.current.rotate.mutateAsync({ id: "ep_1" });
    await result.current.update.mutateAsync({ id: "ep_1", secretId: "sec_1", expiresAt: "2030-01-01T00:00:00Z" });
    await result.current.reveal.mutateAsync({ id: "ep_1", secretId: "sec_1" });
  });
  expect(fetching.mock.calls.map(([url]) => url)).toEqual([
    "/api/integrations/outbound/ep_1/rotate-secret",
    "/api/webhooks-manage/ep_1/secrets/sec_1",
    "/api/integrations/outbound/ep_1/reveal-secret",
  ]);
});

const check = (key: DiagnosisCheck["key"]): DiagnosisCheck => ({
  key,
  label: "L",
  state: "passed",
  finding: "Fine.",
  nextStep: null,
  tookMs: 1,
});
const DONE = {
  id: "dgn_1",
  endpointId: "ep_1",
  startedBy: "Ada",
  startedAt: "2026-01-01T00:00:00.000Z",
  finishedAt: "2026-01-01T00:00:01.000Z",
  summary: "Everything checks out.",
  checks: [check("address")],
};

test("a diagnosis tells its checks as they arrive and answers the run, however the lines are cut", async () => {
  const text = [
    { type: "check", check: check("address") },
    { type: "check", check: check("filter") },
    { type: "done", diagnosis: DONE },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
  const cut = [text.slice(0, 30), text.slice(30, 31), text.slice(31)];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of cut) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
  const fetching = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(async () => new Response(body));
  vi.stubGlobal("fetch", fetching);
  const { result } = renderHook(() => useDiagnoseEndpoint(WORKSPACE), inPage());
  const told: string[] = [];
  const answer = await act(() => result.current.mutateAsync({ id: "ep_1", onCheck: ({ key }) => told.push(key) }));
  expect(told).toEqual(["address", "filter"]);
  expect(answer.id).toBe("dgn_1");
  expect(fetching.mock.calls[0]?.[1].headers).toMatchObject({ accept: "application/x-ndjson" });
});

test.each([
  ["says that it failed", `${JSON.stringify({ type: "failed", message: "Not finished." })}\n`, "INTERNAL_ERROR"],
  ["breaks off", `${JSON.stringify({ type: "check", check: check("address") })}\n`, "NETWORK"],
])("a diagnosis that %s is a Problem", async (_, body, error) => {
  answering(body);
  const { result } = renderHook(() => useDiagnoseEndpoint(WORKSPACE), inPage());
  await act(() => expect(result.current.mutateAsync({ id: "ep_1" })).rejects.toMatchObject({ error }));
});
