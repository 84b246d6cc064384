// npm run providers:sandbox: stand-ins for all providers on one port. Prints the variables that make an app use them.
// SANDBOX_PORT, default 3002; APP_URL, default http://localhost:3000.

import { startSandbox } from "./server";

const port = Number(process.env["SANDBOX_PORT"] || 3002);
const sandbox = await startSandbox({ port, appUrl: process.env["APP_URL"] || "http://localhost:3000" });
console.log(
  `Stand-ins for providers: ${sandbox.url}\nFor the app, with DEMO=1 and EGRESS_ALLOW=${new URL(sandbox.url).host}:\n`,
);
for (const [name, value] of Object.entries(sandbox.variables)) console.log(`${name}=${value}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void sandbox.close());
