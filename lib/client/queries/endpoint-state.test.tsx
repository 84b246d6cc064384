import { QueryClient, QueryClientProvider, type QueryKey } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";

import { endpointQueries, usePauseEndpoint } from "./endpoints";
import { overviewQueries } from "./overview";

const WORKSPACE = "ws_1";
const OUTBOUND = { surface: "outbound" } as const;
const LIST = endpointQueries.list(WORKSPACE, OUTBOUND).queryKey;
const DETAIL = endpointQueries.detail(WORKSPACE, OUTBOUND, "ep_1").queryKey;
const OVERVIEW = overviewQueries.detail(WORKSPACE, { range: "24h" }).queryKey;

/** A client that has the endpoint on three screens, and the states that they show. */
function onScreens() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const states = () => {
    const list = client.getQueryData<{ data: { state: string }[] }>(LIST)?.data ?? [];
    const overview = client.getQueryData<{ data: { endpoints: { state: string }[] } }>(OVERVIEW)?.data.endpoints ?? [];
    const detail = client.getQueryData<{ data: { state: string } }>(DETAIL)?.data;
    return [...list, ...overview, ...(detail ? [detail] : [])].map(({ state }) => state);
  };
  const [one, other] = ["ep_1", "ep_2"].map((id) => ({ id, state: "enabled" }));
  const shown: [QueryKey, unknown][] = [
    [LIST, [one, other]],
    [DETAIL, one],
    [OVERVIEW, { endpoints: [other, one] }],
  ];
  for (const [key, data] of shown) client.setQueryData(key, { data });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { states, wrapper };
}

test("a pause is shown on every screen before the server has answered, of that endpoint alone, and goes when it is refused", async () => {
  let refuse: (answer: Response) => void = () => undefined;
  vi.stubGlobal(
    "fetch",
    () =>
      new Promise<Response>((resolve) => {
        refuse = resolve;
      }),
  );
  const { states, wrapper } = onScreens();
  const { result } = renderHook(() => usePauseEndpoint(WORKSPACE), { wrapper });

  act(() => result.current.mutate({ scope: OUTBOUND, id: "ep_1", paused: true }));
  await vi.waitFor(() => expect(states()).toEqual(["paused", "enabled", "enabled", "paused", "paused"]));

  const refusal = {
    success: false,
    error: "FORBIDDEN",
    code: "P001",
    message: "No.",
    statusCode: 403,
    requestId: "req_1",
  };
  act(() => refuse(Response.json(refusal, { status: 403 })));
  await vi.waitFor(() => expect(new Set(states())).toEqual(new Set(["enabled"])));
});
