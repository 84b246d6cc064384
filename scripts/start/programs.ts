import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { serverVariables } from "./server-variables";
import type { Program } from "./supervisor";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");
const LEAVE = fileURLToPath(new URL("leave-with-supervisor.mjs", import.meta.url));

export interface Layout {
  environment: Readonly<Record<string, string | undefined>>;
  role: "web" | "engine" | "all" | undefined;
  /** With a remote Inngest each process that serves functions is an engine as well. */
  remote: boolean;
  port: number;
  enginePort: number;
  /** The address that the web process listens on; all of them when undefined. */
  host: string | undefined;
}

/** What `npm start` runs: one process for pages and API and one for deliveries, so that neither slows the other. */
export function programsOf(layout: Layout): Program[] {
  const role = layout.role ?? (layout.remote ? "all" : undefined);
  if (role !== undefined) return [program(layout, role)];
  return [program(layout, "web"), program(layout, "engine")];
}

function program(layout: Layout, role: "web" | "engine" | "all"): Program {
  const listens = role === "engine" ? { port: layout.enginePort, host: "127.0.0.1" } : layout;
  return {
    name: role,
    args: [
      // Short-lived garbage of thousands of requests a second: a larger nursery keeps it out of the old space.
      `--max-semi-space-size=${role === "web" ? 16 : 32}`,
      "--import",
      LEAVE,
      NEXT,
      "start",
      "--port",
      String(listens.port),
      ...(listens.host === undefined ? [] : ["--hostname", listens.host]),
    ],
    env: {
      ...serverVariables(layout.environment),
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      ROLE: role,
      // PORT stays the public one: the guard of outbound requests refuses it, and the engine's own is nobody's business.
      PORT: String(layout.port),
      // Next would leave as soon as its connections are closed, before the deliveries on their way are written.
      ...(role === "web" ? {} : { NEXT_MANUAL_SIG_HANDLE: "true" }),
    },
  };
}
