import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef } from "react";
import { beforeAll, expect, test, vi } from "vitest";

import { CommandDialog, CommandGroup, CommandRow } from "./command";

// What the list asks of a browser and jsdom has not.
beforeAll(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  Element.prototype.scrollIntoView = () => {};
});

interface Shown {
  search: string;
  rows: readonly string[];
}

function Palette({ search, rows, onSelect }: Shown & { onSelect: (row: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <CommandDialog
      label="Commands"
      open
      onOpenChange={() => {}}
      search={search}
      onSearch={() => {}}
      placeholder="Search"
      input={input}
      leading={null}
    >
      <CommandGroup heading="Found" loading={rows.length === 0}>
        {rows.map((row) => (
          <CommandRow key={row} value={row} onSelect={() => onSelect(row)}>
            {row}
          </CommandRow>
        ))}
      </CommandGroup>
    </CommandDialog>
  );
}

test.each<[string, readonly Shown[]]>([
  ["in the moment in which the old ones go", [{ search: "or", rows: ["Orders", "Outbox"] }]],
  [
    "after a moment without any",
    [
      { search: "or", rows: [] },
      { search: "or", rows: ["Orders", "Outbox"] },
    ],
  ],
  [
    "after the text, while the old ones still stand",
    [
      { search: "or", rows: ["Pause", "Resume"] },
      { search: "or", rows: ["Orders", "Outbox"] },
    ],
  ],
  [
    "before the one that was chosen, which goes",
    [
      { search: "or", rows: ["Orders", "Outbox", "Pause"] },
      { search: "or", rows: ["Orders", "Outbox"] },
    ],
  ],
])("Enter does what the list shows as chosen when rows come %s", async (_, shown) => {
  const user = userEvent.setup();
  const onSelect = vi.fn();
  const { rerender } = render(<Palette search="" rows={["Pause", "Resume"]} onSelect={onSelect} />);
  await screen.findByRole("option", { name: "Pause", selected: true });
  await user.keyboard("{ArrowDown}");
  for (const each of shown) rerender(<Palette {...each} onSelect={onSelect} />);
  await screen.findByRole("option", { name: "Orders", selected: true });
  await user.keyboard("{Enter}");
  expect(onSelect.mock.calls).toEqual([["Orders"]]);
});
