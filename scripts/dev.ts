// npm run dev: the app with reload, pages and deliveries in one process, on the embedded database of .data unless
// DATABASE_URL names another.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";

import { EMBEDDED_DATA_DIR, startEmbeddedPostgres } from "../lib/db/embedded/server";
import { migrateDatabase } from "../lib/db/migrate";
import { localSecrets } from "./local-secrets";

const log = (message: string): void => console.log(message);

const secrets = await localSecrets();
const given = process.env["DATABASE_URL"];
const embedded = given ? undefined : await startEmbeddedPostgres({ dataDir: EMBEDDED_DATA_DIR, log });
const url = given || (embedded?.url ?? "");
await migrateDatabase({ url, log });

const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
const server = spawn(
  process.execPath,
  [next, "dev", "--port", process.env["PORT"] || "3000", ...process.argv.slice(2)],
  {
    env: { ROLE: "all", ...secrets, ...process.env, NODE_ENV: "development", DATABASE_URL: url },
    stdio: "inherit",
  },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => {
  process.exitCode = code ?? 0;
  void embedded?.stop();
});
