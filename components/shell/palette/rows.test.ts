import { Search } from "lucide-react";
import { expect, test } from "vitest";

import { matching, type PaletteRow } from "./rows";

const row = (label: string, more: Partial<PaletteRow> = {}): PaletteRow => ({
  key: label,
  label,
  icon: Search,
  ...more,
});
const found = (search: string, rows: readonly PaletteRow[]) => matching(rows, search).map(({ label }) => label);

test("a row is found by every word that is typed, wherever it stands, and by none that is missing", () => {
  const rows = [row("Orders API", { hint: "Automation" }), row("Ada Lovelace", { words: "ada@example.com" })];
  expect(found("orders", rows)).toEqual(["Orders API"]);
  expect(found("API auto", rows)).toEqual(["Orders API"]);
  expect(found("example.com", rows)).toEqual(["Ada Lovelace"]);
  expect(found("orders ada", rows)).toEqual([]);
});

test("what begins with the search stands before what has it in a later word, and that before its middle", () => {
  const rows = [row("Reorders"), row("All orders"), row("Orders API")];
  expect(found("orders", rows)).toEqual(["Orders API", "All orders", "Reorders"]);
});

test("nothing typed leaves the order as it was, and never more than fits is shown", () => {
  const rows = Array.from({ length: 20 }, (_, at) => row(`Row ${at}`));
  expect(matching(rows, "", 3).map(({ label }) => label)).toEqual(["Row 0", "Row 1", "Row 2"]);
  expect(matching(rows, "row")).toHaveLength(6);
});
