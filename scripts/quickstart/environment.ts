import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

import { localSecrets } from "../local-secrets";
import { standInEnvironment } from "./stand-ins";

const PASSWORD_FILE = ".data/password";

/** The password of the demo's people, made at first use and readable by its owner alone. */
export function demoPassword(): string {
  if (!existsSync(PASSWORD_FILE)) writeFileSync(PASSWORD_FILE, randomBytes(9).toString("base64url"), { mode: 0o600 });
  return readFileSync(PASSWORD_FILE, "utf8").trim();
}

/** Where the demo's own servers listen on the loopback address. */
export interface DemoPorts {
  receiver: number;
  standIns: number;
}

/**
 * The environment of quickstart: what was given wins; the demo's receiver and the stand-ins for providers are added to
 * what may be reached.
 * @param ports null without the demo
 */
export async function quickstartEnvironment(
  databaseUrl: string,
  ports: DemoPorts | null,
): Promise<Record<string, string>> {
  const secrets = await localSecrets();
  const port = process.env["PORT"] || "3000";
  const ours = ports === null ? [] : [ports.receiver, ports.standIns].map((each) => `127.0.0.1:${each}`);
  const allow = [process.env["EGRESS_ALLOW"], ...ours].filter(Boolean).join(",");
  return {
    ...(ports === null ? {} : standInEnvironment(process.env, `http://127.0.0.1:${ports.standIns}`)),
    NODE_ENV: "production",
    PORT: port,
    APP_URL: process.env["APP_URL"] || `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: process.env["AUTH_SECRET"] || secrets.AUTH_SECRET,
    SECRETS_KEY: process.env["SECRETS_KEY"] || secrets.SECRETS_KEY,
    EGRESS_ALLOW: allow,
    DEMO: ports === null ? "0" : "1",
    LOG_LEVEL: process.env["LOG_LEVEL"] || "warn",
  };
}
