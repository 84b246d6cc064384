import { defineConfig } from "@playwright/test";

import { browserLaunchOptions } from "./e2e/fixtures/browser";

// What takes longer than a run of everything allows carries this tag and has a command of its own.
const FULL_ONLY = /@full/;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  ...(process.env["E2E_FULL"] ? {} : { grepInvert: FULL_ONLY }),
  // A journey that only passes the second time is a journey that fails.
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: "test-results",
  reporter: "list",
  use: {
    launchOptions: await browserLaunchOptions(),
    locale: "en-US",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    // A trace of every test costs a busy machine minutes; `--trace retain-on-failure` asks for those of what failed.
    trace: "off",
  },
});
