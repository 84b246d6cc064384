import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { SEALED_COLUMNS } from "./columns";

/** Where a text is sealed, as `SealedPlace` asks for it. */
const PLACE = /\btable: "(\w+)",\s*column(?:: "(\w+)"|,)/g;
/** The texts of one table that are sealed by one function. */
const BOTH = new Map([["receipts.", ["receipts.headers", "receipts.body"]]]);
/** Sealed to be carried in an address for minutes, and stored nowhere. */
const CARRIED = ["installation_members.link"];

test("every place in the code at which something is sealed and stored is one that a change of keys goes through", () => {
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !/\.test\.ts$|for-tests|^db\/(?:sealed|generated)\//.test(file),
  );
  const places = files
    .flatMap((file) => [...readFileSync(join("lib", file), "utf8").matchAll(PLACE)])
    .map(([, table, column = ""]) => `${table}.${column}`)
    .flatMap((place) => BOTH.get(place) ?? [place]);
  const columns = SEALED_COLUMNS.map(({ table, column, sealedAs = column }) => `${table}.${sealedAs}`);
  expect([...new Set(places)].toSorted()).toEqual([...new Set([...columns, ...CARRIED])].toSorted());
});
