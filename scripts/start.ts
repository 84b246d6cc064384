// npm start: a supervisor over the processes of one build, see start/programs.ts. Logs pass through as they are.

import { checkEnv, env } from "@/lib/env";

import { freeLoopbackPort } from "./start/free-port";
import { programsOf } from "./start/programs";
import { Supervisor } from "./start/supervisor";

checkEnv();
const programs = programsOf({
  environment: process.env,
  role: env.role === "all" ? undefined : env.role,
  remote: env.inngest.mode === "remote",
  port: env.port,
  enginePort: await freeLoopbackPort(),
  // A server whose public address is this machine is nobody else's business.
  host: env.loopback ? "127.0.0.1" : undefined,
});
const supervisor = new Supervisor({
  log: (fields, message) =>
    console.error(JSON.stringify({ level: "warn", time: new Date().toISOString(), ...fields, message })),
});
for (const program of programs) supervisor.start(program);

let leaving: Promise<void> | undefined;
const leave = (): void => {
  leaving ??= supervisor.stop().then(() => process.exit(0));
};
process.on("SIGTERM", leave);
process.on("SIGINT", leave);
