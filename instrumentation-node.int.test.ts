import { expect, test, vi } from "vitest";

import { withDatabase } from "@/e2e/fixtures/with-database";

import { startProcess } from "./instrumentation-node";

const info = vi.hoisted(() => vi.fn<(...args: unknown[]) => void>());
vi.mock("@/lib/observability/logger", () => ({ logger: { info, warn: info, error: info, debug: info } }));

withDatabase({ ROLE: "web", EGRESS_ALLOW: "127.0.0.1:8080, hooks.example.com, 10.0.0.0/8" });

test("a start says which places the operator has opened", async () => {
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await startProcess();
  expect(info).toHaveBeenCalledWith(
    { entries: ["127.0.0.1:8080", "hooks.example.com", "10.0.0.0/8"] },
    expect.stringContaining("EGRESS_ALLOW"),
  );
});
