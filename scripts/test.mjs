// npm test: everything that CI runs. Plain JavaScript, because it runs before the dependencies are there.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { installDependencies } from "./install-dependencies.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
installDependencies(root);

const run = spawn(process.execPath, ["--import", "tsx", "scripts/test/run.ts", ...process.argv.slice(2)], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
});
// The runner ends its own step when it is told to stop; its parent must not leave before it has.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => run.kill(signal));
run.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
