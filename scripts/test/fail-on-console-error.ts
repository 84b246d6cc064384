import { format } from "node:util";

import { afterAll, afterEach } from "vitest";

// React, Next and our own code report misuse through console.error; a test that causes it has found a bug.
// A test that expects one says so with `vi.spyOn(console, "error").mockImplementation(…)`, which hides it from here.
const seen: string[] = [];

console.error = (...parts: unknown[]): void => {
  seen.push(format(...parts));
};

function assertQuiet(): void {
  if (seen.length > 0) {
    throw new Error(`console.error was called:\n${seen.splice(0).join("\n")}`);
  }
}

afterEach(assertQuiet);
afterAll(assertQuiet);
