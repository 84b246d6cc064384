import { beforeEach, expect, test, vi } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";

import type { Context } from "../context";
import { getProvider, listProviders } from "./catalogue";

const SECRET = "a-value-that-nobody-may-see";

withDatabase();
// A provider's variables are read when they are asked for.
beforeEach(() => {
  for (const name of ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "STRIPE_CLIENT_ID"]) vi.stubEnv(name, SECRET);
});

const inMode = (ctx: Context, mode: "live" | "test"): Context => ({ ...ctx, workspace: { ...ctx.workspace, mode } });

test("a provider without its variables is not set up, and names what is missing by the workspace's mode", async () => {
  const { ctx } = await freshWorkspace();
  expect(getProvider(ctx, "slack")).toMatchObject({ configured: false, missing: ["SLACK_SIGNING_SECRET"] });
  expect(getProvider(ctx, "stripe").missing).toEqual(["STRIPE_CLIENT_SECRET", "STRIPE_WEBHOOK_SECRET"]);
  expect(getProvider(inMode(ctx, "test"), "stripe").missing).toEqual([
    "STRIPE_TEST_CLIENT_ID",
    "STRIPE_TEST_CLIENT_SECRET",
    "STRIPE_TEST_WEBHOOK_SECRET",
  ]);
  for (const provider of ["zapier", "resend", "segment"])
    expect(getProvider(ctx, provider)).toMatchObject({ configured: true, missing: [] });
});

test("no value of a variable leaves the server, and names only to those who may connect", async () => {
  const { ctx, as } = await freshWorkspace();
  expect(JSON.stringify(listProviders(ctx))).not.toContain(SECRET);
  expect(JSON.stringify(listProviders(as("viewer")))).not.toContain("SLACK_SIGNING");
  expect(getProvider(as("viewer"), "slack")).toMatchObject({ configured: false, missing: [] });
});

test("an unknown provider is not found, prototype names included", async () => {
  const { ctx } = await freshWorkspace();
  for (const provider of ["figma", "constructor"]) expect(() => getProvider(ctx, provider)).toThrow(/No such provider/);
});
