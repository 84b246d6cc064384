import { fileURLToPath } from "node:url";

import { defineConfig } from "vitest/config";

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const EXCLUDED = ["**/node_modules/**", "**/.next/**", "**/.data/**", "lib/db/generated/**"];

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${fromRoot(".")}/` },
      // The package throws outside a React server bundle; what it guards is checked by `next build`.
      { find: /^server-only$/, replacement: fromRoot("scripts/test/server-only-stub.ts") },
    ],
  },
  test: {
    // A test that reports nothing, or is left focused, must not look like a pass.
    passWithNoTests: false,
    allowOnly: false,
    unstubEnvs: true,
    unstubGlobals: true,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          // A busy machine is no failure; a test that hangs still ends.
          testTimeout: 20_000,
          include: ["**/*.test.ts"],
          exclude: [...EXCLUDED, "**/*.int.test.ts", "e2e/faults/**"],
          setupFiles: ["scripts/test/fail-on-console-error.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "int",
          environment: "node",
          include: ["**/*.int.test.ts"],
          exclude: EXCLUDED,
          globalSetup: ["e2e/fixtures/vitest-global-setup.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          // Processes are killed and the clock of the machine matters: one scenario at a time.
          name: "faults",
          environment: "node",
          include: ["e2e/faults/**/*.test.ts"],
          exclude: EXCLUDED,
          globalSetup: ["e2e/fixtures/vitest-global-setup.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "ui",
          environment: "happy-dom",
          testTimeout: 20_000,
          include: ["**/*.test.tsx"],
          exclude: EXCLUDED,
          setupFiles: ["scripts/test/fail-on-console-error.ts", "scripts/test/clean-up-dom.ts"],
        },
      },
    ],
  },
});
