import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { Time } from "@/components/ui/time";

import { columnsOf } from "./columns";
import { DataTable, type DataTableProps } from "./data-table";
import { RowLink } from "./row-link";

interface Row {
  id: string;
  name: string;
}
const rows: Row[] = ["a", "b", "c", "d"].map((id) => ({ id, name: `Row ${id}` }));
const column = columnsOf<Row>();
const columns = column.columns([
  column.accessor("name", {
    header: "Name",
    meta: { sortKey: "name" },
    cell: (cell) => <RowLink href={`#${cell.row.original.id}`}>{cell.getValue()}</RowLink>,
  }),
  column.display({ id: "plain", header: "Plain", cell: () => <span>plain</span> }),
  column.display({
    id: "menu",
    header: "Menu",
    meta: { headHidden: true },
    cell: (cell) => <button type="button">Menu of {cell.row.original.name}</button>,
  }),
]);

function Table(props: Partial<DataTableProps<Row>>) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <DataTable
        caption="Rows"
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        selection={{ ids, onChange: setIds }}
        {...props}
      />
      <output>{[...ids].toSorted().join(",")}</output>
      <input aria-label="Search" />
    </>
  );
}

const chosen = (): string => document.querySelector("output")!.textContent;
const rowOf = (name: string): HTMLElement => screen.getByText(name).closest("tr")!;

test("a press anywhere in a row follows its link, a press on something with an action of its own does not", () => {
  render(<Table />);
  const clicked = vi.fn((event: Event) => event.preventDefault());
  screen.getByText("Row b").addEventListener("click", clicked);
  fireEvent.click(within(rowOf("Row b")).getByText("plain"));
  expect(clicked).toHaveBeenCalledTimes(1);
  fireEvent.click(screen.getByText("Menu of Row b"));
  expect(clicked).toHaveBeenCalledTimes(1);
});

test("the keys that open a new tab are handed to the link", () => {
  render(<Table />);
  const seen: boolean[] = [];
  screen.getByText("Row b").addEventListener("click", (event) => {
    event.preventDefault();
    seen.push(event.ctrlKey);
  });
  fireEvent.click(within(rowOf("Row b")).getByText("plain"), { ctrlKey: true });
  expect(seen).toEqual([true]);
});

test("j and k walk through the rows and stop at the ends; x selects, Shift and x selects the range", async () => {
  const user = userEvent.setup();
  render(<Table />);
  await user.keyboard("j");
  expect(document.activeElement?.textContent).toBe("Row a");
  await user.keyboard("jx");
  expect(chosen()).toBe("b");
  await user.keyboard("jj{Shift>}X{/Shift}");
  expect(chosen()).toBe("b,c,d");
  await user.keyboard("j");
  expect(document.activeElement?.textContent).toBe("Row d");
  await user.keyboard("kkkkk");
  expect(document.activeElement?.textContent).toBe("Row a");
});

test("keys typed into a field are text and nothing else", async () => {
  const user = userEvent.setup();
  render(<Table />);
  await user.type(screen.getByLabelText("Search"), "jxo");
  expect(document.activeElement).toBe(screen.getByLabelText("Search"));
  expect(chosen()).toBe("");
});

test("while a row is open, j and k change the pane and leave the focus", async () => {
  const user = userEvent.setup();
  const open = vi.fn();
  render(<Table currentId="b" onOpen={open} />);
  const search = screen.getByText("Menu of Row a");
  search.focus();
  await user.keyboard("j");
  expect(open).toHaveBeenCalledWith(rows[2]);
  expect(document.activeElement).toBe(search);
  expect(screen.getByText("Row b").getAttribute("aria-current")).toBe("true");
});

test("the head selects the page, is mixed while some are chosen, and a press with Shift chooses a range", async () => {
  const user = userEvent.setup();
  render(<Table />);
  await user.click(screen.getByLabelText("Select Row a"));
  const head = screen.getByLabelText<HTMLInputElement>("Select all rows on this page");
  expect(head.indeterminate).toBe(true);
  await user.keyboard("{Shift>}");
  await user.click(screen.getByLabelText("Select Row c"));
  await user.keyboard("{/Shift}");
  expect(chosen()).toBe("a,b,c");
  await user.click(head);
  expect(chosen()).toBe("a,b,c,d");
});

test("a sorted column says so and asks for another order by its key", async () => {
  const user = userEvent.setup();
  const sort = vi.fn();
  render(<Table sorting={{ key: "name", direction: "descending", onSort: sort }} />);
  expect(screen.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe("descending");
  await user.click(screen.getByRole("button", { name: "Name" }));
  expect(sort).toHaveBeenCalledWith("name");
});

test("a row is fetched ahead only when the pointer stays on it", () => {
  vi.useFakeTimers();
  const intent = vi.fn();
  render(<Table onIntent={intent} />);
  fireEvent.pointerEnter(rowOf("Row a"));
  vi.advanceTimersByTime(60);
  fireEvent.pointerLeave(rowOf("Row a"));
  fireEvent.pointerEnter(rowOf("Row b"));
  vi.advanceTimersByTime(100);
  expect(intent.mock.calls).toEqual([[rows[1]]]);
  vi.useRealTimers();
});

test("a time in a row is no second stop for the keyboard", () => {
  render(<Time value="2026-01-12T09:31:07.198Z" focusable={false} />);
  expect(screen.getByRole("button", { hidden: true }).tabIndex).toBe(-1);
});
