import { act, render, screen } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { RenderedAtContext } from "./clock";
import { Countdown } from "./duration";
import { Time } from "./time";
import { ZoneProvider } from "./time-zone";

const NOW = Date.parse("2026-01-12T09:32:00Z");

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const page = (
  <RenderedAtContext value={NOW - 4_000}>
    <ZoneProvider mode="local" local="Asia/Tokyo" workspace="Europe/Berlin">
      <Time value="2026-01-12T09:31:00.000Z" />
      <Time value="2026-01-12T09:31:00.000Z" look="log" />
    </ZoneProvider>
  </RenderedAtContext>
);

test("the browser first draws what the server drew, whatever its own clock and zone say", async () => {
  const container = document.createElement("div");
  document.body.append(container);
  // oxlint-disable-next-line house/no-raw-html -- stands in for the answer of the server
  container.innerHTML = renderToString(page);
  expect(container.textContent).toBe("56 s ago18:31:00");
  // A difference would be reported through console.error, which fails the test.
  const root = await act(async () => hydrateRoot(container, page));
  expect(container.textContent).toMatch(/^1 min ago/);
  act(() => root.unmount());
  container.remove();
});

test("one timer serves all times of a page, and it rests while nobody looks", async () => {
  render(
    <>
      <Time value="2026-01-12T09:31:30.000Z" />
      <Time value="2026-01-12T09:31:40.000Z" />
    </>,
  );
  expect(vi.getTimerCount()).toBe(1);
  await act(() => vi.advanceTimersByTimeAsync(15_000));
  expect(screen.getByText("45 s ago")).toBeTruthy();
  vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  await act(async () => document.dispatchEvent(new Event("visibilitychange")));
  expect(vi.getTimerCount()).toBe(0);
  vi.spyOn(document, "hidden", "get").mockReturnValue(false);
  vi.setSystemTime(NOW + 10 * 60_000);
  await act(async () => document.dispatchEvent(new Event("visibilitychange")));
  expect(screen.getAllByText("10 min ago")).toHaveLength(2);
});

test("a countdown goes down each second, ends at zero, and is never announced", async () => {
  const { container } = render(<Countdown until="2026-01-12T09:32:03.000Z" />);
  const seen = [container.textContent];
  for (let second = 0; second < 4; second++) {
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    seen.push(container.textContent);
  }
  expect(seen.map((text) => text.replace("\u00a0", " "))).toEqual(["3 s", "2 s", "1 s", "0 s", "0 s"]);
  expect(container.querySelector("[aria-live]")).toBeNull();
});

test("what has just happened by a clock ahead of ours is now, and what is really to come stays to come", () => {
  render(
    <>
      <Time value="2026-01-12T09:32:05.000Z" />
      <Time value="2026-01-12T09:42:00.000Z" />
    </>,
  );
  expect(screen.getByText("now")).toBeTruthy();
  expect(screen.getByText(/^in \d+ min$/)).toBeTruthy();
});
