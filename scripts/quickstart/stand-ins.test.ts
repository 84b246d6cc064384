import { expect, test } from "vitest";

import { validateEnv } from "@/lib/env";

import { standInEnvironment } from "./stand-ins";

const URL_OF_ALL = "http://127.0.0.1:3002";

test("every provider uses its stand-in, and a server in demo mode takes the variables", () => {
  const variables = standInEnvironment({}, URL_OF_ALL);
  const env = validateEnv({ ...variables, DEMO: "1", APP_URL: "http://localhost:3000" });
  for (const prefix of ["STRIPE", "STRIPE_TEST", "SHOPIFY", "HUBSPOT", "SLACK", "RESEND", "SEGMENT"])
    expect(env.provider(prefix).baseUrl, prefix).toMatch(/^http:\/\/127\.0\.0\.1:3002\//);
});

test("a production server that is not the demo refuses every one of them", () => {
  const variables = standInEnvironment({}, URL_OF_ALL);
  const env = validateEnv({
    ...variables,
    NODE_ENV: "production",
    APP_URL: "https://app.acme.example",
    DATABASE_URL: "postgresql://db.acme.example/linquid",
    AUTH_SECRET: "Q2hpOVd5VmJ6c0tqUnFMeEdtTnY0VHc4",
    SECRETS_KEY: "k1:0nMHcUzk4l8v3JtYwE2qPz7bXd5RfKs9GaLyVuTiOjA=",
  });
  for (const prefix of ["STRIPE", "SHOPIFY", "HUBSPOT", "SLACK"])
    expect(() => env.provider(prefix), prefix).toThrow("stand-in");
});

test("a provider whose app was given keeps it whole, and the others are not touched by that", () => {
  const variables = standInEnvironment({ STRIPE_CLIENT_ID: "ca_mine", RESEND_API_KEY: "re_mine" }, URL_OF_ALL);
  expect(Object.keys(variables).filter((name) => /^(?:STRIPE|RESEND)_/.test(name))).toEqual([]);
  expect(variables).toHaveProperty("SLACK_BASE_URL");
});
