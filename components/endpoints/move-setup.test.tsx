import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { SessionProvider } from "@/lib/client/session";
import { sessionForTests } from "@/lib/client/session-for-tests";
import { OUTBOUND } from "@/lib/shared/endpoint-scope";

import { endpointDraftName } from "./endpoint-form";
import { MoveSetup } from "./move-setup";

const push = vi.fn<(href: string) => void>();
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));

const LIVE = { id: "ws_live", slug: "acme", name: "Acme" };
const endpoint = (name: string, events: string[]) => ({
  id: `ep_${name}`,
  name,
  url: "https://test.example.com/hooks?token=hush",
  events,
  filters: { "data.amount": { $gte: 5_000 } },
  headers: { "X-Key": "••••" },
  timeoutMs: 9_000,
  retryPreset: "fast",
  rateLimit: 20,
  description: null,
  state: "paused",
});

beforeEach(() => {
  sessionStorage.clear();
  push.mockClear();
});

async function open(endpoints: object[]): Promise<void> {
  vi.stubGlobal("fetch", async (url: string) =>
    Response.json({ success: true, data: url.includes("/setup") ? { liveWorkspace: LIVE } : endpoints, meta: {} }),
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionProvider session={sessionForTests()}>
        <MoveSetup />
      </SessionProvider>
    </QueryClientProvider>,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Move this setup to a live workspace" }));
}

test("what was tried out is filled in at the live workspace, and where it went to is asked anew", async () => {
  await open([endpoint("Orders", ["sale.created"]), endpoint("Leads", ["lead.created"])]);
  await userEvent.click(await screen.findByRole("radio", { name: /Leads/ }));
  await userEvent.click(screen.getByRole("button", { name: "Go on in Acme" }));
  expect(push).toHaveBeenCalledWith("/acme/integrations/automation/new");
  const { values } = JSON.parse(sessionStorage.getItem(`draft:${endpointDraftName(LIVE.id, OUTBOUND)}`) ?? "{}");
  expect(values).toMatchObject({
    url: "",
    name: "Leads",
    events: ["lead.created"],
    filters: { "data.amount": { $gte: 5_000 } },
    headers: [{ name: "X-Key", value: "" }],
    retryPreset: "fast",
    startPaused: false,
  });
  expect(JSON.stringify(sessionStorage)).not.toContain("hush");
});

test("without anything to take over the way to the live setup is open", async () => {
  await open([]);
  await userEvent.click(await screen.findByRole("button", { name: "Go on in Acme" }));
  expect(push).toHaveBeenCalledWith("/acme/setup");
});
