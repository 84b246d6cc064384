import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { SessionProvider } from "@/lib/client/session";
import { sessionForTests } from "@/lib/client/session-for-tests";
import type { EventTypeName } from "@/lib/contracts/event-types";
import { type Filter, readFilter } from "@/lib/contracts/filter";
import type { FilterPreview } from "@/lib/contracts/filter-preview";

import { FilterBuilder } from "./filter-builder";

const session = sessionForTests();

const PREVIEW: FilterPreview = {
  basis: "events",
  sentence: "the amount is at least 5,000",
  events: [
    { id: "evt_1", type: "sale.created", createdAt: "2026-01-12T08:00:00.000Z", matched: true, decisive: null },
    { id: "evt_2", type: "sale.created", createdAt: "2026-01-12T07:00:00.000Z", matched: false, decisive: null },
  ],
  matched: 1,
  week: {
    from: "2026-01-05T08:00:00.000Z",
    to: "2026-01-12T08:00:00.000Z",
    sample: false,
    examined: 2,
    matched: 1,
    change: null,
    perDay: 420,
  },
};

function show(
  value: Filter | null,
  { eventTypes = ["sale.created"], strict = false }: { eventTypes?: EventTypeName[]; strict?: boolean } = {},
) {
  const asked = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(
    async () => new Response(JSON.stringify({ success: true, data: PREVIEW })),
  );
  vi.stubGlobal("fetch", asked);
  const seen: { value: Filter | null; sent: number } = { value, sent: 0 };
  function Form() {
    const [filter, setFilter] = useState(value);
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          seen.sent += 1;
        }}
      >
        <FilterBuilder
          value={filter}
          onChange={(next) => {
            seen.value = next;
            setFilter(next);
          }}
          eventTypes={eventTypes}
          strict={strict}
        />
        <button type="button" onClick={() => setFilter({ "data.currency": { $eq: "EUR" } })}>
          Reset
        </button>
      </form>
    );
  }
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SessionProvider session={session}>
        <Form />
      </SessionProvider>
    </QueryClientProvider>,
  );
  const bodies = () =>
    asked.mock.calls.map(([, { body }]) => JSON.parse(typeof body === "string" ? body : "") as { filters: Filter });
  return { user: userEvent.setup(), seen, bodies };
}

test("a row becomes a filter as it is filled in, and Enter in it does not send the form", async () => {
  const { user, seen } = show(null);
  await user.click(screen.getByRole("button", { name: "Add a condition" }));
  expect(readFilter(seen.value).issues).not.toEqual([]);
  await user.type(screen.getByRole("combobox", { name: "Field of condition 1" }), "data.amount");
  await user.tab();
  await user.selectOptions(screen.getByRole("combobox", { name: "Comparison of condition 1" }), "gte");
  await user.type(screen.getByRole("combobox", { name: "Value of condition 1" }), "5000{Enter}");
  expect(seen.value).toEqual({ "data.amount": { $gte: 5000 } });
  expect(seen.sent).toBe(0);
});

test("the preview is asked for the settled filter and says what would be sent", async () => {
  const { bodies } = show({ "data.amount": { $gte: 5000 } });
  expect(await screen.findByRole("heading", { name: "1 of 2 would be sent, about 420 a day" })).toBeTruthy();
  expect(screen.getByText("Send when the amount is at least 5,000.")).toBeTruthy();
  expect(screen.getByRole("img", { name: "1 of the last 2 events match" })).toBeTruthy();
  expect(bodies()).toEqual([{ events: ["sale.created"], filters: { "data.amount": { $gte: 5000 } } }]);
});

test("what is unfinished asks for no preview, and is named once somebody tried to save", async () => {
  const { user, bodies } = show(null, { strict: true });
  await user.click(screen.getByRole("button", { name: "Add a condition" }));
  expect(screen.getByText("Finish or remove this condition.")).toBeTruthy();
  expect(screen.getByText("Finish the conditions to see the preview.")).toBeTruthy();
  expect(bodies()).toEqual([]);
});

test("rows and JSON are two views of one filter", async () => {
  const { user, seen } = show({ "data.amount": { $gte: 5000 } });
  await user.click(screen.getByRole("radio", { name: "JSON" }));
  const json = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Filter as JSON" });
  expect(JSON.parse(json.value)).toEqual({ "data.amount": { $gte: 5000 } });
  await user.clear(json);
  await user.click(json);
  await user.paste('{ "data.currency": { "$in": ["EUR", "USD"] }');
  await user.tab();
  expect(screen.getByText(/^This is not JSON/)).toBeTruthy();
  expect(readFilter(seen.value).issues).not.toEqual([]);
  await user.click(screen.getByRole("radio", { name: "Conditions" }));
  expect(screen.getByRole("textbox", { name: "Filter as JSON" })).toBeTruthy();
  await user.click(json);
  await user.keyboard("}");
  await user.click(screen.getByRole("radio", { name: "Conditions" }));
  const row = screen.getByRole("listitem", { name: "Condition 1" });
  expect(within(row).getByRole("button", { name: "Remove EUR" })).toBeTruthy();
  expect(seen.value).toEqual({ "data.currency": { $in: ["EUR", "USD"] } });
});

test("a filter that rows cannot show stays as it is", () => {
  const filter = { $not: { "data.amount": { $gt: 5 } } };
  const { seen } = show(filter);
  expect(screen.getByText("This filter says more than rows can show.")).toBeTruthy();
  expect(seen.value).toBe(filter);
});

test("a value from outside replaces what the rows show", async () => {
  const { user } = show({ "data.amount": { $gte: 5000 } });
  await user.click(screen.getByRole("button", { name: "Reset" }));
  expect(screen.getByRole<HTMLInputElement>("combobox", { name: "Field of condition 1" }).value).toBe("data.currency");
});

test("several values are added one by one and taken away again", async () => {
  const { user, seen } = show({ "data.click.country": { $in: ["DE"] } });
  await user.type(screen.getByRole("combobox", { name: "Value of condition 1" }), "AT{Enter}CH,");
  expect(seen.value).toEqual({ "data.click.country": { $in: ["DE", "AT", "CH"] } });
  await user.click(screen.getByRole("button", { name: "Remove AT" }));
  expect(seen.value).toEqual({ "data.click.country": { $in: ["DE", "CH"] } });
});

test("without event types there are no fields to ask about", () => {
  show(null, { eventTypes: [] });
  expect(screen.getByText(/Choose event types first/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Add a condition" })).toBeNull();
});
