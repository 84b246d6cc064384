// npm run quickstart: everything on this machine with one command. Plain JavaScript, because it runs before the
// dependencies are there.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { installDependencies } from "./install-dependencies.mjs";

const HELP = `npm run quickstart              starts everything, or picks up what was there
npm run quickstart -- --no-demo starts with an empty database
npm run quickstart -- --stop    stops everything; the data stays in .data`;

const { values } = parseArgs({
  allowNegative: true,
  options: { demo: { type: "boolean", default: true }, stop: { type: "boolean" }, help: { type: "boolean" } },
});
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (values.help) {
  console.log(HELP);
} else if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`This needs Node 20.19 or newer; here is ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  const root = fileURLToPath(new URL("..", import.meta.url));
  if (!values.stop) {
    console.log("Checking the dependencies …");
    installDependencies(root);
  }
  const script = values.stop ? "stop.ts" : "run.ts";
  const args = ["--import", "tsx", "--conditions=react-server", `scripts/quickstart/${script}`];
  const run = spawn(process.execPath, values.demo ? args : [...args, "--no-demo"], { cwd: root, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => run.kill(signal));
  run.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}
