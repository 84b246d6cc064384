import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { dependenciesInstalled } from "./install-dependencies.mjs";

type Packages = Record<string, { version?: string; optional?: boolean }>;

const trees: string[] = [];
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

function treeWith(wanted: Packages, installed?: Packages): string {
  const tree = mkdtempSync(join(tmpdir(), "install-"));
  trees.push(tree);
  writeFileSync(join(tree, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...wanted } }));
  if (installed) {
    mkdirSync(join(tree, "node_modules"));
    writeFileSync(join(tree, "node_modules/.package-lock.json"), JSON.stringify({ packages: installed }));
  }
  return tree;
}

const A = { "node_modules/a": { version: "1.0.0" } };
const OPTIONAL = { "node_modules/b": { version: "2.0.0", optional: true } };

test("nothing is installed again where the versions are those of the lockfile", () => {
  expect(dependenciesInstalled(treeWith(A, A))).toBe(true);
});

test("a clean clone, a missing package and another version are seen", () => {
  expect(dependenciesInstalled(treeWith(A))).toBe(false);
  expect(dependenciesInstalled(treeWith(A, {}))).toBe(false);
  expect(dependenciesInstalled(treeWith(A, { "node_modules/a": { version: "1.0.1" } }))).toBe(false);
});

test("an optional package may be missing, but not be another version", () => {
  expect(dependenciesInstalled(treeWith({ ...A, ...OPTIONAL }, A))).toBe(true);
  expect(dependenciesInstalled(treeWith(OPTIONAL, { "node_modules/b": { version: "1.0.0" } }))).toBe(false);
});
