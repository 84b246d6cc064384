import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

import { localSecrets } from "../local-secrets";

const PASSWORD_FILE = ".data/password";

/** The password of the demo's people, made at first use and readable by its owner alone. */
export function demoPassword(): string {
  if (!existsSync(PASSWORD_FILE)) writeFileSync(PASSWORD_FILE, randomBytes(9).toString("base64url"), { mode: 0o600 });
  return readFileSync(PASSWORD_FILE, "utf8").trim();
}

/**
 * The environment of quickstart: what was given wins; the demo's receiver is added to what may be reached.
 * @param receiverPort null without the demo
 */
export async function quickstartEnvironment(
  databaseUrl: string,
  receiverPort: number | null,
): Promise<Record<string, string>> {
  const secrets = await localSecrets();
  const port = process.env["PORT"] || "3000";
  const receiver = receiverPort === null ? undefined : `127.0.0.1:${receiverPort}`;
  const allow = [process.env["EGRESS_ALLOW"], receiver].filter(Boolean).join(",");
  return {
    NODE_ENV: "production",
    PORT: port,
    APP_URL: process.env["APP_URL"] || `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: process.env["AUTH_SECRET"] || secrets.AUTH_SECRET,
    SECRETS_KEY: process.env["SECRETS_KEY"] || secrets.SECRETS_KEY,
    EGRESS_ALLOW: allow,
    DEMO: receiverPort === null ? "0" : "1",
    LOG_LEVEL: process.env["LOG_LEVEL"] || "warn",
  };
}
