import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import extractConfig from "dependency-cruiser/config-utl/extract-depcruise-config";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Findings } from "./check-boundaries";

/** What the planted files reach for: one file per room, each exporting a value and a type. */
const TARGETS = [
  "app/icon-size.ts",
  "components/deliveries/table.tsx",
  "components/endpoints/form.tsx",
  "components/form/field.tsx",
  "components/ui/button.tsx",
  "e2e/fixtures/workspace.ts",
  "inngest/client.ts",
  "inngest/embedded/executor.ts",
  "inngest/functions/sweep.ts",
  "lib/api/implement.ts",
  "lib/auth/sealed.ts",
  "lib/auth/session.ts",
  "lib/client/http.ts",
  "lib/client/queries/endpoints.ts",
  "lib/contracts/endpoints.ts",
  "lib/contracts/permissions.ts",
  "lib/db/client.ts",
  "lib/db/generated/client.ts",
  "lib/egress/client.ts",
  "lib/engine/claim.ts",
  "lib/env.ts",
  "lib/integrations/slack/adapter.ts",
  "lib/integrations/slack/manifest.ts",
  "lib/observability/logger.ts",
  "lib/server/page-context.ts",
  "lib/server/preferences.ts",
  "lib/services/context.ts",
  "lib/services/endpoints/update.ts",
  "lib/shared/ids.ts",
  "lib/webhooks/signing.ts",
  "scripts/seed.ts",
];

/** `[rule, file, what it imports]`; `type …` is a type-only import. Names the only rule that must be broken there. */
const CAUGHT: [rule: string, file: string, imports: string][] = [
  ["shared-stands-alone", "lib/shared/a.ts", "@/lib/contracts/endpoints"],
  ["contracts-know-shapes-only", "lib/contracts/a.ts", "@/lib/services/endpoints/update"],
  ["contracts-know-shapes-only", "lib/contracts/b.ts", "type @/lib/db/client"],
  ["observability-is-a-leaf", "lib/observability/a.ts", "@/lib/db/client"],
  ["webhooks-are-pure", "lib/webhooks/a.ts", "@/lib/egress/client"],
  ["webhooks-are-pure", "lib/webhooks/b.ts", "@/lib/db/client"],
  ["egress-knows-no-domain", "lib/egress/a.ts", "@/lib/services/endpoints/update"],
  ["egress-knows-no-domain-but-for-types", "lib/egress/b.ts", "@/lib/contracts/endpoints"],
  ["db-knows-rows-only", "lib/db/a.ts", "@/lib/services/endpoints/update"],
  ["db-knows-rows-only-but-for-types", "lib/db/b.ts", "@/lib/contracts/endpoints"],
  ["manifests-are-client-safe", "lib/integrations/zapier/manifest.ts", "./adapter"],
  ["adapters-touch-no-data", "lib/integrations/zapier/adapter.ts", "@/lib/db/client"],
  ["adapters-touch-no-data", "lib/integrations/zapier/oauth.ts", "@/lib/services/endpoints/update"],
  ["engine-sits-between-services-and-db", "lib/engine/a.ts", "@/lib/services/endpoints/update"],
  ["engine-sits-between-services-and-db", "lib/engine/b.ts", "@/lib/auth/session"],
  ["auth-knows-no-verbs", "lib/auth/a.ts", "@/lib/services/endpoints/update"],
  ["auth-knows-no-verbs-but-for-types", "lib/auth/b.ts", "@/lib/services/context"],
  ["services-know-no-edge", "lib/services/a.ts", "@/lib/api/implement"],
  ["services-know-no-edge", "lib/services/b.ts", "@/lib/auth/session"],
  ["services-know-no-edge", "lib/services/c.ts", "@/inngest/functions/sweep"],
  ["api-edge-knows-no-verbs", "lib/api/a.ts", "@/lib/services/endpoints/update"],
  ["api-edge-knows-no-verbs", "lib/api/b.ts", "@/lib/db/client"],
  ["page-context-goes-through-services", "lib/server/a.ts", "@/lib/db/client"],
  ["client-is-for-the-browser", "lib/client/a.ts", "@/lib/services/endpoints/update"],
  ["jobs-are-adapters-over-services", "inngest/functions/a.ts", "@/lib/db/client"],
  ["jobs-are-adapters-over-services", "inngest/functions/b.ts", "@/lib/api/implement"],
  ["jobs-are-adapters-over-services", "inngest/functions/c.ts", "@/inngest/embedded/executor"],
  ["embedded-executor-knows-no-domain", "inngest/embedded/a.ts", "@/lib/services/endpoints/update"],
  ["embedded-executor-knows-no-domain", "inngest/embedded/b.ts", "@/lib/db/client"],
  ["job-client-is-a-leaf", "inngest/events.ts", "@/lib/services/endpoints/update"],
  ["start-joins-the-engines", "inngest/start.ts", "@/lib/db/client"],
  ["routes-say-what-the-contract-leaves-open", "app/api/endpoints/route.ts", "@/lib/db/client"],
  ["routes-say-what-the-contract-leaves-open", "app/r/[key]/route.ts", "@/components/ui/button"],
  ["pages-compose", "app/[workspace]/page.tsx", "@/lib/db/client"],
  ["pages-compose", "app/[workspace]/layout.tsx", "@/lib/api/implement"],
  ["primitives-know-no-data", "components/ui/a.tsx", "@/lib/client/http"],
  ["primitives-know-no-data", "components/ui/b.tsx", "@/components/deliveries/table"],
  ["widgets-know-no-feature", "components/form/a.tsx", "@/components/deliveries/table"],
  ["shell-stands-around-features", "components/shell/a.tsx", "@/components/deliveries/table"],
  ["shell-stands-around-features", "components/shell/b.tsx", "@/lib/server/page-context"],
  ["features-do-not-know-each-other", "components/endpoints/a.tsx", "../deliveries/table"],
  ["features-do-not-know-each-other", "components/endpoints/b.tsx", "@/lib/services/endpoints/update"],
  ["journeys-see-what-a-user-sees", "e2e/a.spec-page.ts", "@/lib/db/client"],
  ["journeys-see-what-a-user-sees", "e2e/api/b.ts", "@/components/ui/button"],
  ["no-circles", "lib/shared/circle-a.ts", "./circle-b"],
  ["imports-resolve", "lib/shared/lost.ts", "@/lib/shared/nowhere"],
  ["raw-client-is-private", "lib/engine/c.ts", "@/lib/db/generated/client"],
  ["raw-client-is-private", "lib/services/d.ts", "@prisma/client"],
  ["raw-client-is-private", "lib/engine/d.ts", "pg"],
  ["only-egress-opens-connections", "lib/engine/e.ts", "undici"],
  ["browser-gets-no-server-package", "components/deliveries/a.tsx", "inngest"],
  ["browser-gets-no-server-package", "lib/integrations/figma/manifest.ts", "pino"],
  ["browser-gets-no-node-module", "lib/client/b.ts", "node:fs"],
  ["browser-gets-no-node-module", "lib/contracts/c.ts", "node:crypto"],
  ["domain-knows-no-framework", "lib/services/e.ts", "next/headers"],
  ["domain-knows-no-framework", "lib/services/f.ts", "type react"],
  ["primitives-know-no-page", "components/ui/c.tsx", "next/navigation"],
  ["providers-do-not-know-each-other", "lib/integrations/stripe/map.ts", "../slack/adapter"],
  ["product-does-not-import-tests", "lib/services/g.ts", "@/lib/services/g.test"],
  ["product-does-not-import-tests", "lib/egress/d.ts", "./fixtures/receiver"],
  ["product-uses-no-dev-dependency", "lib/shared/b.ts", "fast-check"],
];

/** The same shapes where they are right. */
const ALLOWED: [file: string, imports: string][] = [
  ["app/[workspace]/links/page.tsx", "@/lib/services/endpoints/update"],
  ["app/[workspace]/links/view.tsx", "@/components/deliveries/table"],
  ["app/api/links/route.ts", "@/lib/services/endpoints/update"],
  ["app/api/inngest/route.ts", "@/inngest/functions/sweep"],
  ["components/endpoints/c.tsx", "@/components/ui/button"],
  ["components/endpoints/d.tsx", "./form"],
  ["components/endpoints/e.tsx", "@/lib/integrations/slack/manifest"],
  ["components/shell/c.tsx", "@/lib/server/preferences"],
  ["e2e/fixtures/seed.ts", "@/lib/services/endpoints/update"],
  ["inngest/functions/d.ts", "@/lib/engine/claim"],
  ["lib/auth/c.ts", "type @/lib/services/context"],
  ["lib/db/c.ts", "@/lib/db/generated/client"],
  ["lib/egress/c.ts", "undici"],
  ["lib/engine/f.ts", "@/lib/auth/sealed"],
  ["lib/engine/g.ts", "@/inngest/client"],
  ["lib/integrations/slack/oauth.ts", "@/lib/egress/client"],
  ["lib/services/h.ts", "@/lib/engine/claim"],
  ["lib/services/i.int.test.ts", "@/e2e/fixtures/workspace"],
  ["lib/shared/types.ts", "type ./types-back"],
  ["scripts/a.ts", "@/lib/services/endpoints/update"],
];

const EXTRA = {
  "lib/egress/fixtures/receiver.ts": "",
  "lib/services/g.test.ts": "",
  "lib/shared/circle-b.ts": `export { used } from "./circle-a";`,
  "lib/shared/types-back.ts": `export type { Used } from "./types";`,
};

/** Uses what it imports, and exports what a planted file elsewhere may ask for. */
function source(imports: string): string {
  const isType = imports.startsWith("type ");
  const from = JSON.stringify(imports.replace(/^type /, ""));
  return isType
    ? `import type { Used as U } from ${from};\nexport type Used = U;\nexport const used = 1;\n`
    : `import * as u from ${from};\nexport const used = u;\nexport type Used = number;\n`;
}

/** In a process of its own, because the check reads paths from its working directory. */
function runIn(cwd: string): Promise<Findings> {
  const script = join(import.meta.dirname, "check-boundaries.ts");
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ["--import", "tsx", script, "--json"], { cwd }, (error, stdout, stderr) => {
      if (stdout.startsWith("{")) resolve(JSON.parse(stdout) as Findings);
      else reject(new Error(`The check did not run: ${error?.message ?? ""}\n${stderr}`));
    });
  });
}

let tree: string;
let found: Findings;

beforeAll(async () => {
  const root = process.cwd();
  tree = mkdtempSync(join(tmpdir(), "boundaries-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  for (const path of TARGETS) write(path, "export const used = 1;\nexport type Used = number;\n");
  for (const [path, text] of Object.entries(EXTRA)) write(path, text || "export const used = 1;\n");
  for (const [, path, imports] of CAUGHT) write(path, source(imports));
  for (const [path, imports] of ALLOWED) write(path, source(imports));
  for (const path of ["package.json", "tsconfig.json"]) copyFileSync(join(root, path), join(tree, path));
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
  found = await runIn(tree);
}, 30_000);

afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
});

const brokenBy = (file: string): string[] => [
  ...new Set(found.violations.filter((each) => each.from === file).map((each) => each.rule)),
];

describe("who may import whom", () => {
  test.each(CAUGHT)("%s catches %s → %s", (rule, file) => {
    expect(brokenBy(file)).toContain(rule);
  });

  test.each(ALLOWED)("%s may import %s", (file) => {
    expect(brokenBy(file)).toEqual([]);
  });

  test("every rule has a planted violation", async () => {
    const { forbidden = [] } = await extractConfig(join(process.cwd(), ".dependency-cruiser.cjs"));
    const planted = new Set(CAUGHT.map(([rule]) => rule));
    expect(forbidden.map((rule) => rule.name).filter((name) => !planted.has(name ?? ""))).toEqual([]);
  });

  test("every file was looked at, and the alias was followed", () => {
    expect(found.missed).toEqual([]);
    expect(found.aliasesFollowed).toBeGreaterThan(30);
  });

  test("every room of lib has a rule", async () => {
    const { forbidden = [] } = await extractConfig(join(process.cwd(), ".dependency-cruiser.cjs"));
    const rooms = JSON.stringify(forbidden.map((rule) => rule.from.path));
    const folders = readdirSync("lib", { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).filter((name) => !rooms.includes(`^lib/${name}/`))).toEqual([]);
  });
});
