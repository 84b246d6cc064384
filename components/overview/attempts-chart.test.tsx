import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { expect, test, vi } from "vitest";

import { SessionProvider } from "@/lib/client/session";
import { sessionForTests } from "@/lib/client/session-for-tests";
import type { Overview } from "@/lib/contracts/overview";
import type { SessionInfo } from "@/lib/contracts/session";

import { AttemptsChart } from "./attempts-chart";

const push = vi.fn<(href: string) => void>();
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));

const buckets = [0, 1, 2, 3].map((at) => ({
  start: `2026-01-12T0${at}:00:00.000Z`,
  end: `2026-01-12T0${at + 1}:00:00.000Z`,
  succeeded: 10,
  retried: at,
  failed: at,
}));
const overview = { buckets } as Overview;

const entry = (action: string, createdAt: string) => ({
  id: `aud_${createdAt}`,
  actor: { type: "user", id: "usr_1", name: "Ada Lovelace" },
  action,
  object: { type: "endpoint", id: "ep_1", name: "Orders API" },
  before: null,
  after: null,
  requestId: null,
  address: null,
  createdAt,
});

function show(more: Partial<SessionInfo> = {}) {
  const asked: URL[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(new URL(url, "http://localhost"));
    const data = [
      entry("endpoint.update", "2026-01-12T01:10:00.000Z"),
      entry("integration.fail", "2026-01-12T01:12:00.000Z"),
      entry("replay.create", "2026-01-12T03:30:00.000Z"),
    ];
    return Response.json({ success: true, data, meta: { nextCursor: null, previousCursor: null } });
  });
  render(
    <NuqsTestingAdapter hasMemory>
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider session={sessionForTests(more)}>
          <AttemptsChart overview={overview} onZoom={vi.fn<(from: Date, to: Date) => void>()} />
        </SessionProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
  return asked;
}

const MAY_READ = { permissions: ["audit:read"], features: { audit_log: { on: true } } } as Partial<SessionInfo>;

test.each([
  ["succeeded", "status=delivered"],
  ["retried", "attempts=2%2B"],
  ["failed", "status=failed"],
])("a press on the %s part of a bar leads to the deliveries of that bucket and outcome", (part, filter) => {
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 400, 100));
  show();
  const plot = screen.getByRole("img", { name: /^Attempts: / });
  fireEvent.pointerDown(plot.querySelectorAll(`[data-part="${part}"]`)[1]!, { clientX: 290, button: 0, pointerId: 1 });
  fireEvent.pointerUp(plot, { clientX: 290, pointerId: 1 });
  const start = encodeURIComponent(buckets[2]!.start);
  const end = encodeURIComponent(buckets[2]!.end);
  expect(push).toHaveBeenLastCalledWith(`/acme/deliveries?range=custom&from=${start}&to=${end}&${filter}`);
});

test("what was changed, or broke, stands on the time axis with the way to its entry in the audit log, those close together as one", async () => {
  const user = userEvent.setup();
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(400);
  const [asked] = [show(MAY_READ)];
  const marks = await screen.findAllByRole("button", { name: /^\d changes?, / });
  expect(marks).toHaveLength(2);
  await user.click(marks[0]!);
  const [link] = await screen.findAllByRole("link", { name: "See the audit entry" });
  expect(link!.getAttribute("href")).toBe("/acme/settings/audit-log/aud_2026-01-12T01:10:00.000Z");
  expect(screen.getByRole("dialog").textContent).toContain("Ada Lovelace");
  const query = asked[0]!.searchParams;
  expect(query.get("start")).toBe(buckets[0]!.start);
  expect(query.get("action")).toContain("endpoint.rotate_secret");
});

test("who may not read the audit log sees no marks, and it is not asked for", async () => {
  const asked = show();
  await screen.findByRole("img", { name: /^Attempts: / });
  expect(asked).toEqual([]);
  expect(screen.queryByRole("button", { name: /changes?, / })).toBeNull();
});
