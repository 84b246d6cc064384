// npm run db:generate: `prisma generate` without its download. The command asks for the schema engine before it starts
// and never runs it, so any executable will do.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
const { status, error } = spawnSync(process.execPath, [cli, "generate", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { PRISMA_HIDE_UPDATE_MESSAGE: "1", ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
});
if (error) throw error;
process.exit(status ?? 1);
