import { beforeAll, describe, expect, test } from "vitest";

import { lintTree } from "./lint-tree";
import plugin from "./plugin.js";

/** Code that a rule must leave alone, and code that it must report exactly once. */
const CASES: Record<keyof typeof plugin.rules, { allows: string[]; catches: string[] }> = {
  "constant-time-compare": {
    allows: [
      "timingSafeEqual(a, b)",
      "token === undefined",
      "secret === null",
      'digest === "sha256"',
      "sig === ``",
      "typeof token === kind",
      "signal === other",
      "design !== previous",
      "secretId === other.secretId",
      "token.kind === kind",
      "tokens.length !== expected.length",
      "tokenCount > 3",
      "a === b",
    ],
    catches: [
      "sig === expected",
      "expected !== req.headers.signature",
      "a == hmac",
      "digest != other",
      "token === given",
      "class A { #secret; is(given) { return this.#secret === given; } }",
      'createHmac("sha256", key).update(body).digest("hex") === header',
      "secrets[0] === given",
      "expectedSigHex === given",
      "signatureHeader! === given",
      "(await readToken()) === given",
      "tokenHash === row.hash",
      "WEBHOOK_SECRET === given",
      "signature.equals(given)",
      "Buffer.from(given).equals(digest)",
      "`v1,${a}` === signature",
    ],
  },

  "audited-transaction": {
    allows: [
      "withTransaction(ctx, async (tx) => { await tx.audit({ action: 'endpoint.update' }); })",
      "withTransaction(ctx, async (tx) => { if (changed) { await auditChange(tx, before, after); } })",
      "// no audit: a view is counted, nothing of the workspace changes\nawait withTransaction(ctx, count);",
      "/** Saves. no audit: the caller writes the row */\nexport async function save(ctx) { return withTransaction(ctx, async (tx) => { tx.db.save(); }); }",
      "transaction(async (tx) => tx.db.save())",
    ],
    catches: [
      "withTransaction(ctx, async (tx) => { await tx.db.endpoint.update(x); })",
      "export async function f(ctx) { return db.withTransaction(ctx, async (tx) => { await tx.outbox(x); }); }",
      "// the audit comes later\nawait withTransaction(ctx, save);",
      "// no audit:\nawait withTransaction(ctx, save);",
    ],
  },

  "egress-only": {
    allows: [
      "import { request } from '@/lib/egress/client'; request(url);",
      "import { createServer } from 'node:http'; createServer(handle);",
      "import type { Dispatcher } from 'undici';",
      "import { type IncomingMessage } from 'node:http';",
      "import { createServer, isIP } from 'node:net';",
      "import type { Socket } from 'node:net';",
      "const fetch = makeFetch(); fetch(url);",
      "function f(fetch: typeof globalFetch) { return fetch(url); }",
      "client.fetch(url)",
      "export const app = { fetch: handler };",
      "interface Options { fetch: (url: string) => void }",
    ],
    catches: [
      "fetch(url)",
      "await globalThis.fetch(url)",
      "globalThis['fetch'](url)",
      "const go = fetch;",
      "run({ fetch })",
      "new WebSocket(url)",
      "import { request } from 'undici';",
      "import undici from 'undici';",
      "import 'undici';",
      "import { request } from 'node:http';",
      "import { get as load } from 'https';",
      "import * as http from 'http';",
      "import https from 'node:https';",
      "import { connect } from 'node:http2';",
      "import { connect } from 'node:net';",
      "import net from 'node:net';",
      "import { TLSSocket } from 'tls';",
      "import { createSocket } from 'node:dgram';",
      "import axios from 'axios';",
      "await import('undici');",
      "require('undici');",
      "export { request } from 'undici';",
      "export * from 'undici';",
    ],
  },

  "env-in-one-place": {
    allows: [
      "import { env } from '@/lib/env'; env.PORT;",
      "if (process.env.NEXT_RUNTIME === 'nodejs') start();",
      "process.exit(1)",
      "import { argv } from 'node:process';",
      "import.meta.env",
    ],
    catches: [
      "process.env.PORT",
      "process.env['PORT']",
      "process['env']",
      "const { env } = process;",
      "const { ...all } = process;",
      "globalThis.process.env.PORT",
      "import { env } from 'node:process';",
      "import { env as e } from 'process';",
      "spawn(x, { env: { ...process.env } })",
    ],
  },

  "no-raw-html": {
    allows: ["<p>{text}</p>", "node.textContent = text", "stream.write(text)"],
    catches: [
      "<p dangerouslySetInnerHTML={{ __html: text }} />",
      "<iframe srcDoc={text} />",
      "createElement('p', { dangerouslySetInnerHTML: { __html: text } })",
      "node.innerHTML = text",
      "node['outerHTML'] = text",
      "node.insertAdjacentHTML('beforeend', text)",
      "document.write(text)",
    ],
  },

  "no-server-actions": {
    allows: ["'use client'; export const a = 1;", "const a = 'use server';"],
    catches: [
      "'use server'; export async function save() {}",
      "export function Page() { async function save() { 'use server'; } return <form action={save} />; }",
    ],
  },

  "exemption-has-reason": {
    allows: ["// oxlint-disable-next-line no-console -- the prompt of a script\nf();", "// about eslint-disable\nf();"],
    catches: [
      "// oxlint-disable-next-line no-console\nf();",
      "/* eslint-disable no-console */\nf();",
      "f(); // oxlint-disable-line no-console --",
    ],
  },
};

const all = Object.entries(CASES).flatMap(([rule, { allows, catches }]) => [
  ...allows.map((code, at) => ({ rule, code, path: `${rule}/allows-${at}.tsx`, expected: [] })),
  ...catches.map((code, at) => ({ rule, code, path: `${rule}/catches-${at}.tsx`, expected: [`house/${rule}`] })),
]);

let found: Map<string, string[]>;

beforeAll(async () => {
  found = await lintTree(
    Object.fromEntries(all.map(({ path, code }) => [path, code])),
    JSON.stringify({
      jsPlugins: ["./scripts/lint/plugin.js"],
      categories: { correctness: "off" },
      overrides: Object.keys(CASES).map((rule) => ({ files: [`${rule}/**`], rules: { [`house/${rule}`]: "error" } })),
    }),
  );
});

test("every rule of the plugin has cases", () => {
  expect(Object.keys(CASES).toSorted()).toEqual(Object.keys(plugin.rules).toSorted());
});

describe.each(Object.keys(CASES))("%s", (rule) => {
  test.each(all.filter((each) => each.rule === rule))("$expected: $code", ({ path, expected }) => {
    expect(found.get(path) ?? []).toEqual(expected);
  });
});
