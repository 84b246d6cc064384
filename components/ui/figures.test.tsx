import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { JsonViewer } from "./json-viewer";
import { LiveRegions } from "./live-regions";
import { type PulseCell, PulseStrip } from "./pulse-strip";
import { rowHeight } from "./timeline";
import { TimingStrip } from "./timing-strip";

const hour = (at: number, counts: Partial<PulseCell> = {}): PulseCell => ({
  from: `2026-01-12T${String(at).padStart(2, "0")}:00:00Z`,
  to: `2026-01-12T${String(at + 1).padStart(2, "0")}:00:00Z`,
  total: 10,
  retried: 0,
  failed: 0,
  ...counts,
});
const day = (change: Record<number, Partial<PulseCell>>): PulseCell[] =>
  Array.from({ length: 23 }, (_, at) => hour(at, change[at]));

test.each([
  [{}, "Last 24 hours: no failures."],
  [{ 3: { retried: 2 } }, "Last 24 hours: some retries, no failures."],
  [
    { 9: { failed: 4 }, 10: { failed: 1 }, 11: { failed: 9 } },
    "Last 24 hours: failures between 09:00 and 12:00, otherwise fine.",
  ],
  [
    { 2: { failed: 4 }, 15: { failed: 1 } },
    "Last 24 hours: failures in 2 of 23 periods, the last one between 15:00 and 16:00.",
  ],
])("the strip says in one sentence what it shows", (change, sentence) => {
  render(<PulseStrip cells={day(change)} span="Last 24 hours" />);
  expect(screen.getByRole("img", { name: sentence })).toBeTruthy();
});

test("the arrows read the strip cell by cell, aloud", async () => {
  const user = userEvent.setup();
  render(
    <>
      <PulseStrip cells={day({ 22: { total: 1020, failed: 412 } })} span="Last 24 hours" />
      <LiveRegions />
    </>,
  );
  await user.tab();
  await user.keyboard("{ArrowLeft}");
  expect(document.querySelector('[data-slot="live-polite"]')!.textContent).toBe("22:00–23:00: 412 of 1,020 failed");
});

test("the sentence under the timings names the part that took longest, and never all of it", () => {
  render(<TimingStrip timings={{ address: 2, connect: 11, tls: 24, firstByte: 99_000, download: 1 }} />);
  expect(screen.getByRole("figure").querySelector("figcaption")!.textContent).toBe(
    "99\u00a0% of the time was your receiver thinking.",
  );
});

test("an attempt that never connected shows only how far it came", () => {
  render(<TimingStrip timings={{ address: 2, connect: 5_000, tls: null, firstByte: null, download: null }} />);
  expect([...screen.getByRole("figure").querySelectorAll("dt")].map((term) => term.textContent)).toEqual([
    "Address",
    "Connect",
  ]);
});

test("a longer wait makes a taller row, but never by more than four pixels", () => {
  expect(rowHeight(undefined)).toBe(24);
  expect(rowHeight(60_000)).toBeGreaterThan(rowHeight(5_000));
  expect(rowHeight(3 * 24 * 3_600_000)).toBeLessThanOrEqual(28);
});

test("whatever a body contains is text", () => {
  const evil = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  const { container } = render(
    <JsonViewer thing="body" text={JSON.stringify({ [evil]: evil, url: "javascript:alert(1)" })} />,
  );
  expect(container.querySelector("img, script, a, iframe")).toBeNull();
  expect(container.textContent).toContain("<script>alert(1)</script>");
});

test("a body of ten thousand levels is drawn in few lines and can be searched", async () => {
  const user = userEvent.setup();
  const depth = 10_000;
  render(<JsonViewer thing="body" text={`${'{"a":'.repeat(depth)}"deep"${"}".repeat(depth)}`} />);
  await user.click(screen.getByText("Expand all"));
  expect(document.querySelectorAll("li").length).toBeLessThanOrEqual(400);
  await user.click(screen.getByText("Show 400 more lines"));
  expect(document.querySelectorAll("li").length).toBeLessThanOrEqual(800);
  await user.type(screen.getByLabelText("Search in this body"), "deep");
  expect(await screen.findByText("1 match")).toBeTruthy();
});

test("what is not JSON is shown as it came", () => {
  render(<JsonViewer thing="body" text="upstream connect error {" />);
  expect(screen.queryByRole("radio")).toBeNull();
  expect(screen.getByRole("region", { name: "body" }).textContent).toBe("upstream connect error {");
});
