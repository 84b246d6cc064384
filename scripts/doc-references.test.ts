import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { deadReferences } from "./doc-references";

const root = mkdtempSync(join(tmpdir(), "docs-"));
mkdirSync(join(root, "docs"));
mkdirSync(join(root, "lib/[workspace]"), { recursive: true });
writeFileSync(join(root, "docs/scale.md"), "");
writeFileSync(join(root, "lib/env.ts"), "");
afterAll(() => {
  rmSync(root, { recursive: true });
});

const repository = {
  root,
  scripts: new Set(["lint", "test:int", "test"]),
  topLevel: new Set(["docs", "lib", ".data"]),
};
const dead = (text: string): string[] =>
  deadReferences("docs/guide.md", text, repository).map(({ line, reference }) => `${line}: ${reference}`);

test.each([
  "see `lib/env.ts`, `lib/`, `./lib/env.ts`, `lib/[workspace]` and `lib/env.ts:12`",
  "see [scale](scale.md), [top](#top), [part](scale.md#part), [env](../lib/env.ts)",
  "see [elsewhere](https://example.com/a.md) and [mail](mailto:a@example.com)",
  "`npm test`, `npm run lint`, `npm run test:int`, `npm install`, `npm test -- --only unit`",
  "`text/plain`, `/api/links`, `webhook-id`, `links/{id}`, `lib/services/<noun>/<verb>.ts`, `*.int.test.ts`",
  "`.data/demo.json` is made when the product runs",
  "```sh\nnpm run lint\ncat lib/nowhere.ts\n```",
])("%s names nothing that is missing", (text) => {
  expect(dead(text)).toEqual([]);
});

test.each([
  ["first\nsee `lib/nowhere.ts`", "2: lib/nowhere.ts"],
  ["see `benches/latency.ts`", "1: benches/latency.ts"],
  ["see `docs/adr/`", "1: docs/adr/"],
  ["run `npm run lnit`", "1: npm run lnit"],
  ["run `npm start`", "1: npm run start"],
  ["```sh\nPORT=1 npm run bench -- --quick\n```", "2: npm run bench"],
  ["see [it](missing.md)", "1: missing.md"],
  ["see [it](../lib/nowhere.ts#L3)", "1: ../lib/nowhere.ts#L3"],
])("%s names what is missing", (text, expected) => {
  expect(dead(text)).toEqual([expected]);
});
