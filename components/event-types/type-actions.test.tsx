import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test, vi } from "vitest";

import { SessionProvider } from "@/lib/client/session";
import { sessionForTests } from "@/lib/client/session-for-tests";
import type { EventTypeDetail } from "@/lib/contracts/events";

import { TypeActions } from "./type-actions";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: vi.fn<() => void>() }) }));

// In the page they are fetched with the first sign of interest; a cold test machine is slower than a finger.
beforeAll(async () => {
  await Promise.all([import("@/components/attempt/test-dialog"), import("@/components/ui/dialog-popup")]);
});

const told = { id: "ep_1", name: "Orders API", surface: "outbound", linkId: null, state: "enabled" } as const;
const DETAIL = { type: "sale.created", surfaces: ["outbound", "workspace"], subscribers: [told] } as unknown;

const endpoint = (id: string, name: string, events: string[], more: object = {}) => ({
  id,
  name,
  surface: "outbound",
  linkId: null,
  managedBy: null,
  url: "https://hooks.example.com/",
  events,
  version: 3,
  ...more,
});

const MAY = {
  permissions: ["webhooks:read", "webhooks:manage"],
  features: { integrations: { on: true } },
} as Parameters<typeof sessionForTests>[0];

/** @returns what was asked to be changed */
function show(may = MAY, refused = false): [path: string, body: unknown][] {
  const changes: [string, unknown][] = [];
  const endpoints = [
    endpoint("ep_1", "Orders API", ["sale.created", "lead.created"]),
    endpoint("ep_2", "Warehouse", ["lead.created"]),
    endpoint("ep_3", "Only sales", ["sale.created"]),
    endpoint("ep_4", "A Zap", ["lead.created"], { managedBy: { provider: "zapier", installationId: "ins_1" } }),
  ];
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    const { pathname } = new URL(url, "http://localhost");
    if (init?.method === "PATCH" || init?.method === "PUT") {
      const body = JSON.parse(init.body as string) as { events: string[] };
      changes.push([pathname, body]);
      if (refused) return Response.json({ success: false, error: "CONFLICT", message: "Not now." }, { status: 409 });
      const found = endpoints.find(({ id }) => pathname.endsWith(id))!;
      found.events = body.events;
      return Response.json({ success: true, data: found });
    }
    const meta = { nextCursor: null, previousCursor: null };
    if (pathname.endsWith("/outbound"))
      return Response.json({ success: true, data: endpoints.map((each) => ({ ...each })), meta });
    const one = endpoints.find(({ id }) => pathname.endsWith(`/${id}`));
    return Response.json({ success: true, data: one ?? [], meta });
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SessionProvider session={sessionForTests(may)}>
        <TypeActions detail={DETAIL as EventTypeDetail} />
      </SessionProvider>
    </QueryClientProvider>,
  );
  return changes;
}

async function openSubscribe() {
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Subscribe…" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Subscribe to sale.created" }));
  const switchOf = (name: string) => dialog.findByRole<HTMLInputElement>("switch", { name: `${name} receives it` });
  return { user, switchOf };
}

test("an endpoint is told of a type by its switch, beside what it was told of before, in the version that was read", async () => {
  const changes = show();
  const { user, switchOf } = await openSubscribe();
  expect((await switchOf("Orders API")).checked).toBe(true);
  await user.click(await switchOf("Warehouse"));
  expect(changes).toEqual([
    ["/api/integrations/outbound/ep_2", { version: 3, events: ["lead.created", "sale.created"] }],
  ]);
  await waitFor(async () => expect((await switchOf("Warehouse")).disabled).toBe(false));
  expect((await switchOf("Warehouse")).checked).toBe(true);
  await user.click(await switchOf("Orders API"));
  expect(changes[1]).toEqual(["/api/integrations/outbound/ep_1", { version: 3, events: ["lead.created"] }]);
});

test("a switch that could not be saved goes back", async () => {
  const changes = show(MAY, true);
  const { user, switchOf } = await openSubscribe();
  await user.click(await switchOf("Warehouse"));
  expect(changes).toHaveLength(1);
  await waitFor(async () => expect((await switchOf("Warehouse")).disabled).toBe(false));
  expect((await switchOf("Warehouse")).checked).toBe(false);
});

test("the only type of an endpoint and what a provider manages stay as they are, and say why", async () => {
  show();
  const { switchOf } = await openSubscribe();
  for (const [name, why] of [
    ["Only sales", "It receives nothing else. Pause or delete it instead."],
    ["A Zap", "Managed by zapier"],
  ] as const) {
    const found = await switchOf(name);
    expect(found.disabled).toBe(true);
    expect(document.getElementById(found.getAttribute("aria-describedby") ?? "")?.textContent).toBe(why);
  }
});

test("a test of the type begins with an endpoint that is told of it, and can go to another", async () => {
  const user = userEvent.setup();
  show();
  await user.keyboard("t");
  const dialog = within(await screen.findByRole("dialog", { name: "Send a test to Orders API" }));
  expect(dialog.getByRole<HTMLSelectElement>("combobox", { name: "Event type" }).value).toBe("sale.created");
  await user.selectOptions(await dialog.findByRole("combobox", { name: "Endpoint" }), "Warehouse");
  expect(await screen.findByRole("dialog", { name: "Send a test to Warehouse" })).toBeTruthy();
  expect(dialog.getByRole<HTMLSelectElement>("combobox", { name: "Event type" }).value).toBe("sale.created");
});

test("who may change no endpoint is told so by both buttons", async () => {
  show({});
  for (const name of ["Subscribe…", "Send test"]) {
    const button = screen.getByRole("button", { name });
    expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
      "You need permission to change endpoints.",
    );
  }
});
