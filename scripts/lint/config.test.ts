import { readFileSync } from "node:fs";

import { beforeAll, describe, expect, test } from "vitest";

import { lintTree } from "./lint-tree";

const FETCH = `export const load = (url: string) => fetch(url);`;
const SOCKET = `import net from "node:net";\nexport const open = (host: string) => net.connect(443, host);`;
const ENVIRONMENT = `export const port = process.env["PORT"];`;
const TRANSACTION = `import { withTransaction } from "../context";\nexport const save = (ctx: object) => withTransaction(ctx, async () => {});`;
const COMPARISON = `export const same = (token: string, given: string) => token === given;`;

/** One file of a planted tree, and a rule that must report it. */
const CAUGHT: [rule: string, path: string, code: string][] = [
  ["house/audited-transaction", "lib/services/endpoints/update.ts", TRANSACTION],
  ["house/egress-only", "lib/services/endpoints/fetch.ts", FETCH],
  ["house/egress-only", "lib/engine/fetch.ts", FETCH],
  [
    "house/egress-only",
    "lib/integrations/stripe/adapter.ts",
    `import { request } from "undici";\nexport const go = request;`,
  ],
  ["house/egress-only", "components/deliveries/fetch.ts", FETCH],
  ["house/egress-only", "lib/services/endpoints/socket.ts", SOCKET],
  ["house/env-in-one-place", "lib/db/env.ts", ENVIRONMENT],
  ["house/env-in-one-place", "inngest/functions/env.ts", ENVIRONMENT],
  ["house/constant-time-compare", "lib/auth/compare.ts", COMPARISON],
  [
    "house/no-server-actions",
    "app/[workspace]/actions.ts",
    `"use server";\nexport async function save() { await Promise.resolve(); }`,
  ],
  [
    "house/no-raw-html",
    "components/deliveries/body.tsx",
    `export const Body = (p: { html: string }) => <p dangerouslySetInnerHTML={{ __html: p.html }} />;`,
  ],
  ["house/exemption-has-reason", "lib/shared/exempt.ts", `// oxlint-disable-next-line no-console\nconsole.log("x");`],
  ["eslint/no-restricted-imports", "app/api/endpoints/route.ts", `export { prisma } from "@/lib/db/client";`],
  [
    "eslint/no-restricted-imports",
    "components/deliveries/list.tsx",
    `export { useQuery } from "@tanstack/react-query";`,
  ],
  ["eslint/no-restricted-imports", "components/ui/link.tsx", `export { useRouter } from "next/navigation";`],
  ["import/no-default-export", "lib/shared/default.ts", `export default 1;`],
  ["typescript/no-explicit-any", "lib/shared/any.ts", `export const a = (x: any): unknown => x as unknown;`],
  ["typescript/ban-ts-comment", "lib/shared/ignore.ts", `// @ts-ignore\nexport const a: number = "";`],
  [
    "typescript/no-floating-promises",
    "lib/services/endpoints/forget.ts",
    `export function f(): void { Promise.resolve(1); }`,
  ],
  ["unicorn/filename-case", "lib/shared/camelCase.ts", `export const a = 1;`],
  [
    "query/exhaustive-deps",
    "lib/client/queries/x.ts",
    `import { queryOptions } from "@tanstack/react-query";\nexport const one = (id: string) => queryOptions({ queryKey: ["x"], queryFn: () => load(id) });\ndeclare function load(id: string): Promise<number>;`,
  ],
  [
    "react/set-state-in-effect",
    "components/deliveries/mirror.tsx",
    `import { useEffect, useState } from "react";\nexport function Mirror({ id }: { id: string }) { const [a, setA] = useState(""); useEffect(() => { setA(id); }, [id]); return <p>{a}</p>; }`,
  ],
];

/** Where the same code is what the rule sends people to, or is plumbing outside the product. */
const ALLOWED: [rule: string, path: string, code: string][] = [
  ["house/egress-only", "lib/egress/client.ts", FETCH],
  ["house/egress-only", "lib/egress/socket.ts", SOCKET],
  ["house/egress-only", "lib/client/http.ts", FETCH],
  ["house/egress-only", "lib/client/sign-in.ts", FETCH],
  ["house/egress-only", "scripts/fetch.ts", FETCH],
  ["house/egress-only", "bench/fetch.ts", FETCH],
  ["house/egress-only", "e2e/fixtures/fetch.ts", FETCH],
  ["house/env-in-one-place", "lib/env.ts", ENVIRONMENT],
  ["house/audited-transaction", "lib/db/transaction.ts", TRANSACTION],
  ["import/no-default-export", "app/[workspace]/page.tsx", `export default function Page() { return null; }`],
];

let found: Map<string, string[]>;

beforeAll(async () => {
  const files = [...CAUGHT, ...ALLOWED].map(([, path, code]) => [path, code] as const);
  found = await lintTree(
    { "tsconfig.json": readFileSync("tsconfig.json", "utf8"), ...Object.fromEntries(files) },
    readFileSync(".oxlintrc.json", "utf8"),
  );
}, 30_000);

describe("the configuration of the linter", () => {
  test.each(CAUGHT)("%s is caught in %s", (rule, path) => {
    expect(found.get(path)).toContain(rule);
  });

  test.each(ALLOWED)("%s is allowed in %s", (rule, path) => {
    expect(found.get(path) ?? []).not.toContain(rule);
  });
});
