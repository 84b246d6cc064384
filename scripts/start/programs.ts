import { fileURLToPath } from "node:url";

import { serverVariables } from "./server-variables";
import type { Program } from "./supervisor";

const SERVE = fileURLToPath(new URL("serve.mjs", import.meta.url));
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
  // People wait for pages, and callers for the answer to an event: deliveries take what these leave.
  const nice = role === "engine" ? 5 : 0;
  const listens = role === "engine" ? { port: layout.enginePort, host: "127.0.0.1" } : layout;
  return {
    name: role,
    nice,
    args: [
      // V8 lets garbage pile up in proportion to the limit: with the machine's memory as limit, to four times what lives.
      `--max-old-space-size=${role === "engine" ? 512 : 768}`,
      // Short-lived garbage of thousands of requests a second: a nursery large enough keeps it out of the old space.
      `--max-semi-space-size=${role === "web" ? 8 : 32}`,
      "--import",
      LEAVE,
      SERVE,
      String(listens.port),
      ...(listens.host === undefined ? [] : [listens.host]),
    ],
    env: {
      ...serverVariables(layout.environment),
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      ROLE: role,
      // PORT stays the public one: the guard of outbound requests refuses it, and the engine's own is nobody's business.
      PORT: String(layout.port),
    },
  };
}
