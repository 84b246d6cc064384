import type { Demand } from "./demand";
import type { Verdict } from "./judge";

export const TABLE_FILE = "docs/reliability.md";

const BEGIN = "<!-- demands: written by npm run test:faults -- --write -->";
const END = "<!-- end of demands -->";
const TABLE = new RegExp(`(?<=${BEGIN}\n)[^]*(?=${END})`);

/** The document with the table of a report in the place of the one it had; what was not run keeps what was seen before. */
export function withTable(document: string, demands: readonly Demand[], verdicts: readonly Verdict[]): string {
  const before = TABLE.exec(document)?.[0];
  if (before === undefined) throw new Error(`${TABLE_FILE} has no place for the table.`);
  const old = new Map(
    before.split("\n").map((row) => [row.split(" | ")[0]?.slice(2), row.split(" | ").at(-1)?.slice(0, -2)]),
  );
  return document.replace(TABLE, () =>
    tableOf(demands, (demand) => {
      const verdict = verdicts.find((each) => each.demand === demand);
      return verdict ? seen(verdict) : (old.get(demand.id) ?? "not run yet");
    }),
  );
}

/** Its rows without what was measured: what a demand says and which files prove it. */
export function structureOf(document: string): string[] {
  return rowsOf(TABLE.exec(document)?.[0] ?? "");
}

/** The same of the demands as they are registered. */
export const structureFor = (demands: readonly Demand[]): string[] => rowsOf(tableOf(demands, () => ""));

const rowsOf = (table: string): string[] =>
  table
    .split("\n")
    .filter(Boolean)
    .map((row) => row.split(" | ").slice(0, -1).join(" | "));

function tableOf(demands: readonly Demand[], seenOf: (demand: Demand) => string): string {
  const rows = demands.map((demand) => {
    const files = [...new Set(demand.proofs.map(([file]) => file))].map((file) => `\`${file}\``);
    return [demand.id, demand.says, files.join("<br>"), seenOf(demand)];
  });
  return [["Id", "Demand", "Proven by", "Seen"], ["---", "---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |\n`)
    .join("");
}

function seen(verdict: Verdict): string {
  if (verdict.is === "failed") return "not proven";
  if (verdict.is === "away") return "not run there";
  if (verdict.figures.length > 0) return verdict.figures.join("; ").replaceAll("|", "/");
  return `${verdict.tests} ${verdict.tests === 1 ? "test" : "tests"}`;
}
