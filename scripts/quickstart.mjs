// npm run quickstart: from a clone to verified deliveries, with nothing but Node. Installs what is missing, then goes on
// in TypeScript.

import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { installDependencies } from "./install-dependencies.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

console.log("1/6  Dependencies");
installDependencies(root);
const generated = spawnSync(process.execPath, ["scripts/db-generate.mjs"], {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
});
if (generated.status !== 0) process.exit(1);
const { status } = spawnSync(
  process.execPath,
  ["--import", "tsx", "scripts/quickstart/main.ts", ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
