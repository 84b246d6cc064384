import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const FILE = ".data/secrets.json";

interface Secrets {
  authSecret: string;
  secretsKey: string;
  password: string;
}

/** The secrets this checkout made up for itself, readable by its owner alone; made on the first call. */
export function ownSecrets(): Secrets {
  mkdirSync(".data", { recursive: true, mode: 0o700 });
  // The file is ours: it was written just below.
  if (existsSync(FILE)) return JSON.parse(readFileSync(FILE, "utf8")) as Secrets;
  const secrets: Secrets = {
    authSecret: randomBytes(32).toString("base64"),
    secretsKey: `k1:${randomBytes(32).toString("base64")}`,
    password: randomBytes(9).toString("base64url"),
  };
  writeFileSync(FILE, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** The environment of the demo: what was given wins, `EGRESS_ALLOW` is added to. */
export function demoEnvironment(databaseUrl: string, receiverPort: number): Record<string, string> {
  const secrets = ownSecrets();
  const port = process.env["PORT"] ?? "3000";
  const allow = [process.env["EGRESS_ALLOW"], `127.0.0.1:${receiverPort}`].filter(Boolean).join(",");
  return {
    NODE_ENV: "production",
    PORT: port,
    APP_URL: process.env["APP_URL"] ?? `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: process.env["AUTH_SECRET"] ?? secrets.authSecret,
    SECRETS_KEY: process.env["SECRETS_KEY"] ?? secrets.secretsKey,
    EGRESS_ALLOW: allow,
    DEMO: "1",
    LOG_LEVEL: process.env["LOG_LEVEL"] ?? "warn",
  };
}
