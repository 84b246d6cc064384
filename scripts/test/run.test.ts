import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

// Writes the report that its last argument names, as Vitest does.
const REPORTS = `
  const report = process.argv.find((arg) => arg.startsWith("--outputFile.json=")).split("=")[1];
  require("node:fs").mkdirSync(require("node:path").dirname(report), { recursive: true });
  require("node:fs").writeFileSync(report, JSON.stringify({ numPassedTests: 40, numFailedTests: 2 }));
  console.log("FAIL a.test.ts");
  process.exit(1);
`;
const LEAVES_A_SERVER = `
  require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "inherit" }).unref();
`;

let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "runner-"));
  symlinkSync(join(process.cwd(), "node_modules"), join(tree, "node_modules"));
  writeFileSync(join(tree, "reports.cjs"), REPORTS);
  writeFileSync(join(tree, "leaves-a-server.cjs"), LEAVES_A_SERVER);
  const scripts = {
    lint: "echo all is well",
    format: "echo a.ts is not formatted; exit 1",
    build: "exit 1",
    boundaries: "node leaves-a-server.cjs",
    "test:unit": "node reports.cjs",
    "test:e2e": "echo must not run",
  };
  writeFileSync(join(tree, "package.json"), JSON.stringify({ name: "planted", scripts }));
});

afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
});

function run(only: string): Promise<{ code: number; lines: string[] }> {
  const args = ["--import", "tsx", join(import.meta.dirname, "run.ts"), "--only", only];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: tree }, (error, stdout) => {
      resolve({ code: Number(error?.code ?? 0), lines: stdout.trimEnd().split("\n") });
    });
  });
}

test("a failing step is shown whole, does not stop the next one, and decides the exit code", async () => {
  const { code, lines } = await run("format,lint,unit");
  expect(code).toBe(1);
  expect(lines.filter((line) => /^[✓✗]/.test(line)).map((line) => line.replace(/ +[\d.]+ s/, ""))).toEqual([
    "✓ lint",
    "✗ format",
    "✗ unit  40 passed and 2 failed",
  ]);
  expect(lines).toContain("a.ts is not formatted");
  expect(lines).toContain("FAIL a.test.ts");
  expect(lines).not.toContain("all is well");
});

test("the last line, and no other, sums up everything", async () => {
  const { lines } = await run("lint,format,unit");
  expect(lines.at(-1)).toBe("41 passed, 3 failed");
  expect(lines.filter((line) => /^\d+ passed, \d+ failed/.test(line))).toHaveLength(1);
});

test("what cannot succeed without an earlier step is not run and counts as failed", async () => {
  const { lines } = await run("build,e2e");
  expect(lines).not.toContain("must not run");
  expect(lines.at(-1)).toBe("0 passed, 2 failed");
});

test("a server that a step leaves behind does not hold up the run", async () => {
  const { code, lines } = await run("boundaries");
  expect(code).toBe(0);
  expect(lines.at(-1)).toBe("1 passed, 0 failed");
});

test("a step that does not exist is refused before anything runs", async () => {
  const { code, lines } = await run("lint,lnit");
  expect(code).toBe(2);
  expect(lines).toEqual([""]);
});
