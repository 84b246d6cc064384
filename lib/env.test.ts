import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { EnvError, validateEnv } from "./env";

const key = () => randomBytes(32).toString("base64");
const PRODUCTION = {
  NODE_ENV: "production",
  APP_URL: "https://hooks.linquid.io",
  DATABASE_URL: "postgres://linquid:pw@db:5432/linquid",
  AUTH_SECRET: key(),
  SECRETS_KEY: `k2:${key()},k1:${key()}`,
};

function problemsOf(raw: Record<string, string | undefined>): readonly string[] {
  try {
    validateEnv(raw);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
}

/** Production with these changed; the names of the variables that are complained about. */
const refused = (changes: Record<string, string | undefined>) =>
  problemsOf({ ...PRODUCTION, ...changes }).map((problem) => problem.split(" ")[0]);

test("a complete production environment is accepted and frozen", () => {
  const env = validateEnv(PRODUCTION);
  expect(env).toMatchObject({
    production: true,
    appUrl: "https://hooks.linquid.io",
    loopback: false,
    port: 3000,
    role: "all",
    demo: false,
  });
  expect(env.sealingKeys.map(({ kid }) => kid)).toEqual(["k2", "k1"]);
  expect(env.inngest).toEqual({ mode: "embedded" });
  expect(Object.isFrozen(env)).toBe(true);
});

test("each missing variable of production is named once, all of them together", () => {
  expect(problemsOf({ NODE_ENV: "production" }).map((problem) => problem.split(" ")[0])).toEqual([
    "APP_URL",
    "DATABASE_URL",
    "AUTH_SECRET",
    "SECRETS_KEY",
  ]);
});

describe("production refuses to start with", () => {
  const same = key();
  test.each([
    ["an empty secret", { AUTH_SECRET: "  " }],
    ["a short secret", { AUTH_SECRET: "Zx81-kd92" }],
    ["a secret of one repeated character", { AUTH_SECRET: "a".repeat(40) }],
    ["an example secret", { AUTH_SECRET: "please-change-me-please-change-me-0123" }],
    ["the secret that development uses", { AUTH_SECRET: "development-only-auth-secret-of-this-checkout" }],
    ["a short sealing key", { SECRETS_KEY: `k1:${randomBytes(16).toString("base64")}` }],
    ["a sealing key without an id", { SECRETS_KEY: key() }],
    ["a sealing key of one repeated byte", { SECRETS_KEY: `k1:${Buffer.alloc(32, 7).toString("base64")}` }],
    [
      "an example sealing key",
      { SECRETS_KEY: `k1:${Buffer.from("example-example-example-1234-abc").toString("base64")}` },
    ],
    ["the same sealing key twice", { SECRETS_KEY: `k1:${same},k2:${same}` }],
    ["the same key id twice", { SECRETS_KEY: `k1:${key()},k1:${key()}` }],
    ["a plain HTTP origin that is not this machine", { APP_URL: "http://hooks.linquid.io" }],
    ["an origin with a path", { APP_URL: "https://hooks.linquid.io/app" }],
    ["half of a remote Inngest", { INNGEST_SIGNING_KEY: "abc" }],
    ["only the address of an Inngest", { INNGEST_EVENT_KEY: "", INNGEST_BASE_URL: "http://inngest:8288" }],
    ["Inngest in dev mode", { INNGEST_DEV: "1" }],
    ["the demo on a public address", { DEMO: "1" }],
    ["a scaled retry schedule on a public address", { RETRY_SCALE: "0.01" }],
    ["a retry scale beyond its range", { RETRY_SCALE: "2" }],
    ["an unknown role", { ROLE: "worker" }],
    ["a port that is none", { PORT: "70000" }],
    ["an egress list that opens everything", { EGRESS_ALLOW: "0.0.0.0/0" }],
    ["source addresses with a word among them", { SOURCE_ADDRESSES: "203.0.113.7, ask-us" }],
    ["source addresses that stand for every one", { SOURCE_ADDRESSES: "0.0.0.0/0" }],
    ["source addresses with a hole in the list", { SOURCE_ADDRESSES: "203.0.113.7,,203.0.113.8" }],
    ["two ways of mail", { SMTP_URL: "smtp://mail", RESEND_API_KEY: "re_x", MAIL_FROM: "a@b.co" }],
    ["mail without a sender", { RESEND_API_KEY: "re_x" }],
    ["half of a sign-in app", { GITHUB_ID: "x" }],
  ])("%s", (_, changes) => {
    const named = refused(changes);
    expect(named.length).toBeGreaterThan(0);
    expect(new Set(named).size).toBe(named.length);
  });
});

test("no message holds a value", () => {
  const marker = "Zq7marker";
  const wrong = Object.fromEntries(
    [
      "PORT",
      "APP_URL",
      "DATABASE_URL",
      "AUTH_SECRET",
      "SECRETS_KEY",
      "METRICS_TOKEN",
      "ROLE",
      "SMTP_URL",
      "RETRY_SCALE",
      "SOURCE_ADDRESSES",
      "GITHUB_SECRET",
      "INNGEST_SIGNING_KEY",
    ].map((name) => [name, marker]),
  );
  const problems = problemsOf({ NODE_ENV: "production", ...wrong });
  expect(problems.length).toBeGreaterThan(9);
  expect(problems.join("\n")).not.toContain(marker);
});

test("development on this machine needs nothing, and on a public address its secrets", () => {
  expect(validateEnv({ PORT: "4000" })).toMatchObject({
    appUrl: "http://localhost:4000",
    loopback: true,
    databaseUrl: undefined,
  });
  expect(problemsOf({ APP_URL: "https://abc.tunnel.io" }).map((problem) => problem.split(" ")[0])).toEqual([
    "AUTH_SECRET",
    "SECRETS_KEY",
  ]);
});

test("a build needs no secrets", () => {
  expect(problemsOf({ NODE_ENV: "production", NEXT_PHASE: "phase-production-build" })).toEqual([]);
});

test("source addresses are read as they are copied into firewalls, each once, and none are known unless they are named", () => {
  const given = { SOURCE_ADDRESSES: "203.0.113.7, 2001:DB8::/64,203.0.113.7, 198.51.100.0/28" };
  expect(validateEnv({ ...PRODUCTION, ...given }).sourceAddresses).toEqual([
    "203.0.113.7",
    "2001:db8::/64",
    "198.51.100.0/28",
  ]);
  expect(validateEnv(PRODUCTION).sourceAddresses).toEqual([]);
});

test("a remote Inngest needs both keys and may name its address", () => {
  const both = { INNGEST_EVENT_KEY: "e", INNGEST_SIGNING_KEY: "s" };
  expect(validateEnv({ ...PRODUCTION, ...both }).inngest).toEqual({ mode: "remote", eventKey: "e", signingKey: "s" });
  expect(validateEnv({ ...PRODUCTION, ...both, INNGEST_BASE_URL: "http://inngest:8288" }).inngest).toMatchObject({
    baseUrl: "http://inngest:8288",
  });
});

test("a provider's stand-in is refused in production unless it is the demo", () => {
  const standIn = { STRIPE_CLIENT_ID: "ca_1", STRIPE_BASE_URL: "http://127.0.0.1:4010" };
  expect(() => validateEnv({ ...PRODUCTION, ...standIn }).provider("STRIPE")).toThrow(EnvError);
  const demo = { ...PRODUCTION, APP_URL: "http://localhost:3000", DEMO: "1", ...standIn };
  expect(validateEnv(demo).provider("STRIPE")).toEqual({ clientId: "ca_1", baseUrl: "http://127.0.0.1:4010" });
  expect(validateEnv(PRODUCTION).provider("STRIPE")).toEqual({});
});

test(".env.example lists every variable that is read", () => {
  const listed = new Set(
    readFileSync(".env.example", "utf8")
      .match(/^#? ?[A-Z][A-Z0-9_]+(?==)/gm)
      ?.map((name) => name.replace("# ", "")),
  );
  const read = readFileSync("lib/env.ts", "utf8").matchAll(
    /(?:read|readSignIn|raw|has)\(?\[?(?:reader, )?"([A-Z][A-Z_]+)"/g,
  );
  for (const [, name] of read) {
    if (["NODE_ENV", "NEXT_PHASE", "INNGEST_DEV"].includes(name!)) continue;
    for (const each of ["GITHUB", "GOOGLE"].includes(name!) ? [`${name}_ID`, `${name}_SECRET`] : [name!])
      expect(listed).toContain(each);
  }
  for (const name of ["AUTH_SECRET", "SECRETS_KEY", "STRIPE_TEST_CLIENT_ID"]) expect(listed).toContain(name);
});
