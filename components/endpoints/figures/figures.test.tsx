import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { expect, test, vi } from "vitest";

import { useStatsRange } from "@/components/charts/use-stats-range";
import { endpointInsightQueries } from "@/lib/client/queries/endpoint-insights";
import { SessionProvider } from "@/lib/client/session";
import { sessionForTests } from "@/lib/client/session-for-tests";
import type { EndpointStats, FailureGroup } from "@/lib/contracts/endpoint-insights";
import type { Endpoint } from "@/lib/contracts/endpoints";

import { ChartsBlock } from "./charts-block";
import { FailuresBlock } from "./failures-block";
import { TypesBlock } from "./types-block";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: vi.fn<(href: string) => void>() }) }));

const FILTERS = { range: "24h" } as const;
const none = { succeeded: 0, retried: 0, failed: 0, successRate: null, firstAttemptRate: null, p50: null, p95: null };

const group = (more: Partial<FailureGroup>): FailureGroup => ({
  cause: "http_5xx",
  headline: "Your receiver failed (503).",
  nextStep: { key: "see_response", label: "See response" },
  errorClass: "http",
  statusCode: 503,
  attempts: 1_902,
  deliveries: 412,
  firstSeenAt: "2026-01-12T09:10:00Z",
  lastSeenAt: "2026-01-12T10:32:00Z",
  eventTypes: ["lead.created", "sale.created"],
  sampleDeliveryId: "dlv_1",
  resolved: false,
  ...more,
});

const endpoint: Endpoint = {
  id: "ep_1",
  surface: "outbound",
  linkId: null,
  name: "Orders API",
  description: null,
  url: "https://api.acme.example/hooks",
  events: ["lead.created", "sale.created"],
  filters: null,
  headers: {},
  state: "enabled",
  stateReason: null,
  blockedByPlan: false,
  heldCount: 0,
  retryPreset: "standard",
  timeoutMs: 15_000,
  rateLimit: null,
  version: 1,
  managedBy: null,
  secretHint: "whsec_••••",
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
} as Endpoint;

/** The blocks with these answers; what is not given fails with 500. */
function show(given: { stats?: EndpointStats; groups?: FailureGroup[]; exact?: boolean; types?: object[] }) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return Response.json(
      { success: false, error: "INTERNAL_ERROR", message: "It broke.", code: "E001", requestId: "req_1" },
      { status: 500 },
    );
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const keep = (query: { queryKey: readonly unknown[] }, data: unknown) =>
    data !== undefined && client.setQueryData(query.queryKey, { data, meta: undefined });
  const range = { start: "2026-01-11T10:00:00Z", end: "2026-01-12T10:00:00Z" };
  keep(endpointInsightQueries.stats("ws_1", "ep_1", FILTERS), given.stats);
  keep(
    endpointInsightQueries.failures("ws_1", "ep_1", FILTERS),
    given.groups && { ...range, counted: 2_000, exact: given.exact ?? true, groups: given.groups },
  );
  keep(endpointInsightQueries.eventTypes("ws_1", "ep_1", FILTERS), given.types && { ...range, types: given.types });
  render(
    <NuqsTestingAdapter hasMemory>
      <QueryClientProvider client={client}>
        <SessionProvider session={sessionForTests({ permissions: ["webhooks:manage"] })}>
          <Blocks />
        </SessionProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
  return asked;
}

function Blocks() {
  const range = useStatsRange();
  return (
    <>
      <ChartsBlock endpointId="ep_1" range={range} />
      <FailuresBlock endpoint={endpoint} filters={range.filters} handlers={{}} />
      <TypesBlock endpointId="ep_1" filters={range.filters} />
    </>
  );
}

test("a cause stands with how often, since when, its sample and the next step; what has stopped stands apart", () => {
  show({
    groups: [
      group({}),
      group({ cause: "timeout", headline: "Your receiver took longer than 15 s.", statusCode: null, resolved: true }),
    ],
  });
  const [going, over] = within(screen.getByRole("table", { name: "Why deliveries fail" }))
    .getAllByRole("rowgroup")
    .slice(1);
  expect(going!.textContent).toContain("Your receiver failed (503).");
  expect(going!.textContent).toContain("1,902");
  expect(going!.textContent).toContain("412");
  expect(going!.textContent).toContain("All 2");
  expect(within(going!).getByRole("link", { name: "See sample" }).getAttribute("href")).toBe("/acme/deliveries/dlv_1");
  expect(within(going!).getByRole("link", { name: "See response" }).getAttribute("href")).toBe(
    "/acme/deliveries/dlv_1",
  );
  expect(within(over!).getByRole("rowheader", { name: "Resolved in this range" })).toBeTruthy();
  expect(over!.textContent).toContain("Your receiver took longer than 15 s.");
});

test("counts that are not of everything say so, and no failures are said in words", () => {
  show({ groups: [group({})], exact: false });
  expect(screen.getByText("Counted among the newest 2,000 failed attempts. There are more.")).toBeTruthy();
});

test("each event type has its share, and how many of its attempts failed", () => {
  show({
    groups: [],
    types: [
      { ...none, eventType: "sale.created", deliveries: 30, succeeded: 30, retried: 10, p95: 840 },
      { ...none, eventType: "lead.created", deliveries: 10, succeeded: 10, p95: 200 },
      { ...none, eventType: "link.clicked", deliveries: 0 },
    ],
  });
  expect(screen.getByText("No attempt failed in this range.")).toBeTruthy();
  const rows = within(screen.getByRole("table", { name: "Event types" }))
    .getAllByRole("row")
    .slice(1);
  expect(rows.map((row) => [...row.children].map((cell) => cell.textContent?.replaceAll("\u00a0", " ")))).toEqual([
    ["sale.created", "30", "25 %", "840 ms", "75 %"],
    ["lead.created", "10", "0 %", "200 ms", "25 %"],
    ["link.clicked", "0", "–", "–", "0 %"],
  ]);
});

test("a block that fails leaves the others as they are and can be tried again", async () => {
  const user = userEvent.setup();
  const asked = show({ groups: [group({})] });
  expect(await screen.findByText("Could not load charts.")).toBeTruthy();
  expect(await screen.findByText("Could not load event types.")).toBeTruthy();
  expect(screen.getByRole("table", { name: "Why deliveries fail" })).toBeTruthy();
  const before = asked.filter((url) => url.includes("/stats")).length;
  await user.click(screen.getAllByRole("button", { name: "Try again" })[0]!);
  expect(asked.filter((url) => url.includes("/stats")).length).toBe(before + 1);
});

test("a range without events has axes and says so, in every chart", async () => {
  const buckets = [0, 1].map((at) => ({
    start: `2026-01-12T0${at}:00:00Z`,
    end: `2026-01-12T0${at + 1}:00:00Z`,
    ...none,
  }));
  show({
    stats: { start: buckets[0]!.start, end: buckets[1]!.end, bucket: "30m", timeoutMs: 15_000, total: none, buckets },
  });
  expect(await screen.findAllByRole("img", { name: "No events in this range" })).toHaveLength(3);
});
