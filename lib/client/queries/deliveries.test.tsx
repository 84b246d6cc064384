import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";

import { Problem } from "../http";
import { deliveryQueries, exportDeliveries, useCancelDelivery, useRedeliverElsewhere } from "./deliveries";
import { incidentQueries, useRecoverIncident } from "./incidents";

const WORKSPACE = "ws_1";

function answering(body: string, status = 200) {
  const fetching = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(
    async () => new Response(body, { status }),
  );
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

test("an event is sent to the endpoint that was chosen, and what is shown of deliveries is read again", async () => {
  const fetching = answering(success({ id: "dlv_2" }), 202);
  const { client, wrapper } = inPage();
  const invalidated = vi.spyOn(client, "invalidateQueries");
  const { result } = renderHook(() => useRedeliverElsewhere(WORKSPACE), { wrapper });
  await act(() => result.current.mutateAsync({ id: "dlv_1", endpointId: "ep_2" }));
  const [url, init] = fetching.mock.calls[0] ?? [];
  expect(url).toBe("/api/deliveries/dlv_1/redeliver");
  expect(init?.body).toBe(JSON.stringify({ endpointId: "ep_2" }));
  expect(invalidated).toHaveBeenCalledWith({ queryKey: deliveryQueries.all(WORKSPACE) });
});

test("canceling asks for that one delivery", async () => {
  const fetching = answering(success({ id: "dlv_1" }));
  const { wrapper } = inPage();
  const { result } = renderHook(() => useCancelDelivery(WORKSPACE), { wrapper });
  await act(() => result.current.mutateAsync("dlv_1"));
  expect(fetching.mock.calls[0]?.[0]).toBe("/api/deliveries/dlv_1/cancel");
});

test("recovering an incident sends the options and not its id, and refreshes incidents, replays and deliveries", async () => {
  const fetching = answering(success({ id: "rpl_1" }), 201);
  const { client, wrapper } = inPage();
  const invalidated = vi.spyOn(client, "invalidateQueries");
  const { result } = renderHook(() => useRecoverIncident(WORKSPACE), { wrapper });
  await act(() => result.current.mutateAsync({ id: "inc_1", tryFirst: true }));
  const [url, init] = fetching.mock.calls[0] ?? [];
  expect(url).toBe("/api/incidents/inc_1/recover");
  expect(init?.body).toBe(JSON.stringify({ tryFirst: true }));
  expect(invalidated).toHaveBeenCalledTimes(3);
  expect(incidentQueries.list(WORKSPACE).queryKey.slice(0, 3)).toEqual(["ws", WORKSPACE, "incidents"]);
});

test("an export is the file, and a refusal is a problem with the server's words", async () => {
  const fetching = answering("createdAt,id\r\n");
  expect(await (await exportDeliveries(WORKSPACE, { state: "failed", format: "csv" })).text()).toBe("createdAt,id\r\n");
  expect(fetching.mock.calls[0]?.[0]).toBe("/api/deliveries/export?state=failed&format=csv");
  answering(JSON.stringify({ success: false, error: "FORBIDDEN", message: "No." }), 403);
  await expect(exportDeliveries(WORKSPACE, { payload: "true" })).rejects.toThrow(Problem);
});
