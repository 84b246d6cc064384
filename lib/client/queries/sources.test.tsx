import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";

import { campaignQueries, useCreateCampaign } from "./campaigns";
import { customerQueries, useDeleteCustomer, useUpdateCustomer, useUpsertCustomer } from "./customers";
import { linkQueries, useCreateLinks, useDeleteLinks, useUpdateLink, useUpdateLinks } from "./links";

const WS = "ws_1";

/** Runs one mutation; answers what was asked of the server, and what is read again. */
async function run<Input>(
  use: (workspaceId: string) => { mutateAsync: (input: Input) => Promise<unknown> },
  input: Input,
) {
  const fetching = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(
    async () => new Response(JSON.stringify({ success: true, data: {} })),
  );
  vi.stubGlobal("fetch", fetching);
  const client = new QueryClient();
  const invalidated = vi.spyOn(client, "invalidateQueries");
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => use(WS), { wrapper });
  await act(() => result.current.mutateAsync(input));
  const [url, init] = fetching.mock.calls[0] ?? [];
  const body = typeof init?.body === "string" ? init.body : "";
  return { asked: `${init?.method} ${url} ${body}`.trim(), again: invalidated.mock.calls[0]?.[0]?.queryKey };
}

test("making, changing and deleting links asks for just that, and the lists are read again", async () => {
  const again = linkQueries.all(WS);
  expect(await run(useCreateLinks, { links: [{ url: "https://a.example/" }] })).toEqual({
    asked: 'POST /api/links {"links":[{"url":"https://a.example/"}]}',
    again,
  });
  expect(await run(useUpdateLink, { linkId: "link_1", title: "A" })).toEqual({
    asked: 'PATCH /api/links/link_1 {"title":"A"}',
    again,
  });
  expect(await run(useUpdateLinks, { ids: ["link_1"], tags: [] })).toEqual({
    asked: 'PATCH /api/links {"ids":["link_1"],"tags":[]}',
    again,
  });
  expect(await run(useDeleteLinks, ["link_1"])).toEqual({ asked: 'DELETE /api/links {"ids":["link_1"]}', again });
});

test("customers and campaigns likewise", async () => {
  const again = customerQueries.all(WS);
  expect(await run(useUpsertCustomer, { externalId: "c-1" })).toEqual({
    asked: 'POST /api/customers {"externalId":"c-1"}',
    again,
  });
  expect(await run(useUpdateCustomer, { id: "cus_1", name: null })).toEqual({
    asked: 'PATCH /api/customers/cus_1 {"name":null}',
    again,
  });
  expect(await run(useDeleteCustomer, "cus_1")).toEqual({ asked: "DELETE /api/customers/cus_1", again });
  expect(await run(useCreateCampaign, { name: "Spring" })).toEqual({
    asked: 'POST /api/campaigns {"name":"Spring"}',
    again: campaignQueries.all(WS),
  });
});
