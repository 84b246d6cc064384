import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";

import { eventTypeQueries } from "@/lib/client/queries/event-types";
import { SessionProvider } from "@/lib/client/session";
import { sessionForTests } from "@/lib/client/session-for-tests";
import { EVENT_TYPES, eventType, jsonSchemaOf, schemaFields } from "@/lib/contracts/event-types";
import type { EventTypeInUse } from "@/lib/contracts/events";

import { EventTypeView } from "./event-type-view";
import { EventTypesView } from "./event-types-view";

const session = sessionForTests();

const inUse = ({ data: _data, sample: _sample, ...info }: (typeof EVENT_TYPES)[number]): EventTypeInUse => ({
  ...info,
  surfaces: ["outbound"],
  aliases: [],
  lastWeek: { count: info.type === "sale.created" ? 3 : 0, more: false },
  endpoints: info.type === "sale.created" ? 1 : 0,
  fields: schemaFields(jsonSchemaOf(info.type), "data").map(({ path }) => path),
});

function show(page: ReactNode): void {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ success: true, data: [] })));
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(eventTypeQueries.list("ws_1").queryKey, { data: EVENT_TYPES.map(inUse), meta: undefined });
  const sale = eventType("sale.created");
  client.setQueryData(eventTypeQueries.detail("ws_1", "sale.created").queryKey, {
    data: {
      ...inUse(sale),
      schema: { ...jsonSchemaOf("sale.created") },
      sample: { ...sale.sample },
      apiVersion: "2026-11-01",
      subscribers: [{ id: "ep_1", name: "Orders API", surface: "outbound", linkId: null, state: "enabled" }],
    },
    meta: undefined,
  });
  render(
    <NuqsTestingAdapter hasMemory>
      <QueryClientProvider client={client}>
        <SessionProvider session={session}>{page}</SessionProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
}

test("every type of the catalogue is there, with how often it happened and how many listen", () => {
  show(<EventTypesView />);
  expect(screen.getAllByRole("listitem")).toHaveLength(EVENT_TYPES.length);
  const row = screen.getByRole("link", { name: "sale.created" }).closest("li")!;
  expect(within(row).getByText("3 events in 7 days")).toBeTruthy();
  expect(within(row).getByText("1 endpoint")).toBeTruthy();
});

test("the search finds a type by a field that it carries, and says when nothing does", async () => {
  const user = userEvent.setup();
  show(<EventTypesView />);
  await user.type(screen.getByRole("searchbox"), "amountDecimal");
  expect(screen.getByRole("link", { name: "sale.created" }).closest("li")!.textContent).toContain(
    "Has data.amountDecimal",
  );
  expect(screen.queryByRole("link", { name: "link.clicked" })).toBeNull();
  await user.clear(screen.getByRole("searchbox"));
  await user.type(screen.getByRole("searchbox"), "zeppelin");
  expect(screen.getByText("No event type or field contains ‘zeppelin’.")).toBeTruthy();
});

test("a type names the fields around data and in it, and who listens", async () => {
  const user = userEvent.setup();
  show(<EventTypeView type="sale.created" />);
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("sale.created");
  const table = screen.getByRole("table", { name: "Fields of sale.created" });
  for (const path of ["id", "livemode", "data", "data.amount", "data.customer.email"])
    expect(
      within(table).getByRole("button", { name: new RegExp(`path ${path.replaceAll(".", "\\.")}$`) }),
    ).toBeTruthy();
  expect(within(table).queryByText("previousAttributes")).toBeNull();
  await user.click(screen.getByRole("tab", { name: /^Subscribers/ }));
  expect(screen.getByRole("link", { name: "Orders API" }).getAttribute("href")).toBe(
    "/acme/integrations/automation/ep_1",
  );
  await user.click(screen.getByRole("tab", { name: "Recent" }));
  expect(await screen.findByText("No event of this type yet")).toBeTruthy();
});
