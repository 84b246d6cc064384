import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { eventQueries } from "@/lib/client/queries/events";
import { SessionProvider } from "@/lib/client/session";
import { sessionForTests } from "@/lib/client/session-for-tests";
import type { EventDetail } from "@/lib/contracts/event-records";

import { EventView } from "./event-view";

const session = sessionForTests();
const AT = "2026-01-12T08:00:00.000Z";

const EVENT: EventDetail = {
  id: "evt_1",
  type: "sale.created",
  source: "provider",
  linkId: "link_1",
  customerId: null,
  actorId: null,
  correlationId: "cor_1",
  occurredAt: AT,
  createdAt: AT,
  erasedAt: null,
  body: '{"id":"evt_1"}',
  payloadVisible: true,
  deliveries: [],
  trace: {
    steps: [
      {
        kind: "receipt",
        at: AT,
        id: "rcp_1",
        provider: "stripe",
        topic: "checkout.session.completed",
        state: "processed",
        installationId: "ins_1",
        processedAt: AT,
      },
      { kind: "event", at: AT, id: "evt_0", type: "customer.created", source: "provider" },
      { kind: "event", at: AT, id: "evt_1", type: "sale.created", source: "provider" },
      {
        kind: "delivery",
        at: AT,
        id: "dlv_1",
        eventId: "evt_1",
        endpointId: "ep_1",
        endpointName: "Orders API",
        state: "delivered",
        attemptCount: 1,
        statusCode: 200,
        completedAt: AT,
      },
    ],
    truncated: false,
  },
};

function show(event: EventDetail): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(eventQueries.detail("ws_1", event.id).queryKey, { data: event, meta: undefined });
  render(
    <QueryClientProvider client={client}>
      <SessionProvider session={session}>
        <EventView id={event.id} />
      </SessionProvider>
    </QueryClientProvider>,
  );
}

test("the trace leads from the provider's request to each delivery, and to what else came of it", () => {
  show(EVENT);
  const trace = screen.getByRole("list", { name: "Trace" });
  expect(within(trace).getByText("stripe sent checkout.session.completed")).toBeTruthy();
  expect(within(trace).getByRole("link", { name: "customer.created" }).getAttribute("href")).toBe("/acme/events/evt_0");
  expect(within(trace).getByRole("link", { name: "Orders API" }).getAttribute("href")).toBe("/acme/deliveries/dlv_1");
  expect(within(trace).getByText("this event")).toBeTruthy();
});

test("a payload that may not be seen is masked, and one that was erased is said to be gone", () => {
  show({ ...EVENT, body: null, payloadVisible: false });
  expect(screen.queryByText(/The payload is gone/)).toBeNull();
  show({ ...EVENT, id: "evt_2", body: null });
  expect(screen.getByText(/The payload is gone/)).toBeTruthy();
});
