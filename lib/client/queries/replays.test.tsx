import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";

import type { Replay } from "@/lib/contracts/replays";

import {
  isMoving,
  replayQueries,
  useCancelReplay,
  useCreateReplay,
  usePauseReplay,
  useResumeReplay,
  useUpdateReplay,
} from "./replays";

const WORKSPACE = "ws_1";
const ID = "rpl_1";
const PROGRESS = { waiting: 2, sent: 1, inFlight: 1, retrying: 0, delivered: 0, failed: 0, leftOut: 0 };
const replay = (state: Replay["state"], inFlight = 0) => ({ id: ID, state, progress: { ...PROGRESS, inFlight } });

function answering(data: object) {
  const fetching = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(
    async () => new Response(JSON.stringify({ success: true, data })),
  );
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

function inPage() {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { client, wrapper };
}

test("starting sends the key of the person's decision, and the replay is shown without being read again", async () => {
  const fetching = answering(replay("preparing"));
  const { client, wrapper } = inPage();
  const { result } = renderHook(() => useCreateReplay(WORKSPACE), { wrapper });
  const selection = { by: "filter", filter: { state: "failed" } } as const;
  await act(() => result.current.mutateAsync({ key: "decision-1", selection }));
  const [url, init] = fetching.mock.calls[0] ?? [];
  expect(url).toBe("/api/replays");
  expect(init?.headers).toMatchObject({ "idempotency-key": "decision-1", "x-workspace-id": WORKSPACE });
  expect(init?.body).toBe(JSON.stringify({ selection }));
  expect(client.getQueryData(replayQueries.detail(WORKSPACE, ID).queryKey)?.data.state).toBe("preparing");
});

test.each([
  ["pause", usePauseReplay],
  ["resume", useResumeReplay],
  ["cancel", useCancelReplay],
] as const)("%s asks for just that, and what is shown of replays is read again", async (verb, use) => {
  const fetching = answering(replay("paused"));
  const { client, wrapper } = inPage();
  client.setQueryData(replayQueries.list(WORKSPACE).queryKey, undefined);
  const invalidated = vi.spyOn(client, "invalidateQueries");
  const { result } = renderHook(() => use(WORKSPACE), { wrapper });
  await act(() => result.current.mutateAsync(ID));
  expect(fetching.mock.calls[0]?.[0]).toBe(`/api/replays/${ID}/${verb}`);
  expect(invalidated).toHaveBeenCalledWith({ queryKey: replayQueries.all(WORKSPACE) });
});

test("a change of speed sends the speed and nothing else", async () => {
  const fetching = answering(replay("running", 1));
  const { result } = renderHook(() => useUpdateReplay(WORKSPACE), inPage());
  await act(() => result.current.mutateAsync({ id: ID, ratePerSecond: 50 }));
  expect(fetching.mock.calls[0]).toMatchObject([
    `/api/replays/${ID}`,
    { method: "PATCH", body: '{"ratePerSecond":50}' },
  ]);
});

test("a replay moves while it is prepared, sends, or has something on its way, and then no longer", () => {
  const moves = (state: Replay["state"], inFlight = 0) => isMoving({ state, progress: { ...PROGRESS, inFlight } });
  expect([moves("preparing"), moves("running"), moves("canceled", 3), moves("paused", 1)]).toEqual(Array(4).fill(true));
  expect([moves("paused"), moves("done"), moves("canceled")]).toEqual([false, false, false]);
});

test("previews and lists are kept apart by what was asked", () => {
  const byState = replayQueries.preview(WORKSPACE, { selection: { by: "filter", filter: { state: "failed" } } });
  const byId = replayQueries.preview(WORKSPACE, { selection: { by: "deliveries", ids: ["dlv_1"] } });
  expect(byState.queryKey).not.toEqual(byId.queryKey);
  expect(byState.queryKey.slice(0, 3)).toEqual(["ws", WORKSPACE, "replays"]);
  expect(replayQueries.list(WORKSPACE, { state: "running" }).queryKey.slice(0, 4)).toEqual(
    replayQueries.lists(WORKSPACE),
  );
});
