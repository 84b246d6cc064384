// Who may import whom: applies .dependency-cruiser.cjs to the tree in the working directory, which is laid out like this
// repository. Fails as well when the check itself looked at too little to mean anything. `--json` prints the findings.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";

const ROOTS = ["app", "bench", "components", "e2e", "inngest", "lib", "scripts"];

export interface Findings {
  violations: { rule: string; from: string; to: string; why: string }[];
  /** How many of our files were looked at. */
  modules: number;
  /** Source files that exist and were not looked at: a check that sees nothing finds nothing. */
  missed: string[];
  /** How many imports by the alias `@/` led to a file. */
  aliasesFollowed: number;
}

async function checkBoundaries(): Promise<Findings> {
  const roots = ROOTS.filter((folder) => existsSync(folder));
  const options = await extractOptions(join(import.meta.dirname, "../.dependency-cruiser.cjs"));
  const reasons = new Map(options.ruleSet?.forbidden?.map((rule) => [rule.name, rule.comment]));
  // Files by name: of the folders alone it would pass over one that is named like a file, such as `openapi.json`.
  const files = roots.flatMap(sourceFiles);
  const { output } = await cruise(
    files,
    { ...options, preserveSymlinks: true },
    {},
    { tsConfig: extractTsConfig("tsconfig.json") },
  );
  // Without an output type the result is data, not text.
  const { modules, summary } = output as ICruiseResult;
  const cruised = new Set(modules.map((module) => module.source));
  return {
    violations: summary.violations.map(({ rule: { name }, from, to }) => ({
      rule: name,
      from,
      to,
      why: reasons.get(name) ?? "",
    })),
    modules: files.filter((file) => cruised.has(file)).length,
    missed: files.filter((file) => !cruised.has(file)),
    aliasesFollowed: modules
      .flatMap((module) => module.dependencies)
      .filter((each) => each.module.startsWith("@/") && !each.couldNotResolve).length,
  };
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|mjs|js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith("lib/db/generated/"));
}

const { values } = parseArgs({ options: { json: { type: "boolean" } } });
const findings = await checkBoundaries();
const { violations, modules, missed, aliasesFollowed } = findings;

if (values.json) {
  console.log(JSON.stringify(findings));
} else {
  for (const { rule, from, to, why } of violations) console.log(`${rule}: ${from} → ${to}\n  ${why}`);
  for (const file of missed) console.log(`not looked at: ${file}`);
  if (aliasesFollowed === 0) console.log("No import by the alias @/ was followed.");
  console.log(`${modules} modules, ${violations.length} violations`);
}
process.exitCode = violations.length > 0 || missed.length > 0 || aliasesFollowed === 0 ? 1 : 0;
