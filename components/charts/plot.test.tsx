import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { LiveRegions } from "@/components/ui/live-regions";

import { countAxis } from "./axis";
import { ChartFrame } from "./chart-frame";
import { OutcomeBars } from "./outcome-bars";
import { Plot } from "./plot";
import { useChartCursor } from "./use-chart-cursor";
import { useOutcomes } from "./use-outcomes";

const buckets = [4, 0, 7, 9].map((succeeded, at) => ({
  start: `2026-01-12T0${at}:00:00.000Z`,
  end: `2026-01-12T0${at + 1}:00:00.000Z`,
  succeeded,
  retried: at,
  failed: 0,
}));
const axis = countAxis(12);

interface Ways {
  onZoom?: (first: number, last: number) => void;
  onOpen?: (at: number, part?: string) => void;
}

const NOTHING = (): void => undefined;

/** Two charts over the same buckets. */
function Charts({ onZoom = NOTHING, onOpen }: Ways) {
  const cursor = useChartCursor(onZoom);
  const { label, read, columns, total } = useOutcomes(buckets);
  return (
    <>
      <LiveRegions />
      {["One", "Two"].map((title) => (
        <ChartFrame
          key={title}
          title={title}
          values={`bucket ${cursor.at}`}
          sentence="It went well."
          spans={buckets}
          columns={columns}
        >
          <Plot
            spans={buckets}
            axis={axis}
            format={String}
            label={label}
            read={read}
            cursor={cursor}
            empty={total === 0}
            {...(onOpen && { onOpen })}
          >
            <OutcomeBars axis={axis} bars={buckets} at={cursor.at} />
          </Plot>
        </ChartFrame>
      ))}
    </>
  );
}

/** The year stands only with dates of another year than the present one. */
const withoutYear = (text: string | null) => text?.replace(/ 2026$| 2026(?=:)/, "");
const said = () => withoutYear(document.querySelector('[data-slot="live-polite"]')!.textContent);
const [WIDTH, LEFT] = [400, 100];

function drawn(ways: Ways): HTMLElement {
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(LEFT, 0, WIDTH, 100));
  render(<Charts {...ways} />);
  return screen.getAllByRole("img", { name: /^Attempts: 26 in all/ })[0]!;
}

test("the arrow keys read a chart bucket by bucket, with its exact bounds", async () => {
  const user = userEvent.setup();
  render(<Charts />);
  screen.getAllByRole("img")[0]!.focus();
  await user.keyboard("{ArrowRight}");
  expect(said()).toBe("00:00–01:00, 12 Jan: 4 delivered");
  await user.keyboard("{End}");
  expect(said()).toBe("03:00–04:00, 12 Jan: 9 delivered, 3 retrying");
});

test("the cursor of one chart is the cursor of those beside it", async () => {
  const user = userEvent.setup();
  render(<Charts />);
  screen.getAllByRole("img")[1]!.focus();
  await user.keyboard("{ArrowRight}{ArrowRight}");
  expect(screen.getByRole("figure", { name: "One" }).textContent).toContain("bucket 1");
});

test("Shift and arrows mark a part, Enter zooms into it, and Enter on one bucket opens that", async () => {
  const user = userEvent.setup();
  const [onZoom, onOpen] = [vi.fn<NonNullable<Ways["onZoom"]>>(), vi.fn<NonNullable<Ways["onOpen"]>>()];
  render(<Charts onZoom={onZoom} onOpen={onOpen} />);
  screen.getAllByRole("img")[0]!.focus();
  await user.keyboard("{ArrowRight}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{Enter}");
  expect(onZoom).toHaveBeenCalledExactlyOnceWith(0, 2);
  await user.keyboard("{Home}{Enter}");
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(0);
});

test("dragging over buckets zooms into them, whichever way", () => {
  const onZoom = vi.fn<NonNullable<Ways["onZoom"]>>();
  const plot = drawn({ onZoom });
  fireEvent.pointerDown(plot, { clientX: LEFT + WIDTH - 10, button: 0, pointerId: 1 });
  fireEvent.pointerMove(plot, { clientX: LEFT + WIDTH / 2 + 10, pointerId: 1 });
  fireEvent.pointerUp(plot, { clientX: LEFT + WIDTH / 2 + 10, pointerId: 1 });
  expect(onZoom).toHaveBeenCalledExactlyOnceWith(2, 3);
});

test("a click on a part of a bar names the bucket and the part", () => {
  const onOpen = vi.fn<NonNullable<Ways["onOpen"]>>();
  const plot = drawn({ onOpen });
  const [part] = plot.querySelectorAll('[data-part="retried"]');
  fireEvent.pointerDown(part!, { clientX: LEFT + WIDTH / 4 + 10, button: 0, pointerId: 1, bubbles: true });
  fireEvent.pointerUp(plot, { clientX: LEFT + WIDTH / 4 + 10, pointerId: 1 });
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(1, "retried");
});

test("the table has every bucket and every value of the chart, and says which zone its times are in", async () => {
  const user = userEvent.setup();
  render(<Charts />);
  await user.click(screen.getByRole("button", { name: "Table: One" }));
  const cells = [...screen.getByRole("table", { name: "One as a table" }).querySelectorAll("tr")].map((row) =>
    [...row.children].map((cell) => withoutYear(cell.textContent)),
  );
  expect(cells).toEqual([
    ["Time (UTC)", "Delivered", "Retrying", "Failed"],
    ["00:00–01:00, 12 Jan", "4", "0", "0"],
    ["01:00–02:00, 12 Jan", "0", "1", "0"],
    ["02:00–03:00, 12 Jan", "7", "2", "0"],
    ["03:00–04:00, 12 Jan", "9", "3", "0"],
  ]);
});
