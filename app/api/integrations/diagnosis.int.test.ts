import { expect, test } from "vitest";

import { type Admin, anAdmin, connectAs, withProviders } from "@/e2e/fixtures/providers";
import { askRoute } from "@/lib/api/edge-for-tests";
import { IntegrationDiagnosis } from "@/lib/contracts/diagnosis";
import { prisma } from "@/lib/db/client";
import { newId } from "@/lib/shared/ids";

import * as diagnose from "./installations/[id]/diagnose/route";

const stage = withProviders();
const ACME = "acct_1StandInAcme";

async function connected(): Promise<{ admin: Admin; id: string }> {
  await prisma().installation.deleteMany({});
  const admin = await anAdmin();
  return { admin, id: await connectAs(admin, "stripe", ACME) };
}

/** What the checks found, by their names, and the whole of it. */
async function diagnosed({ headers }: Admin, id: string) {
  const { status, data } = await askRoute(diagnose.POST, headers, { id }, {});
  expect(status).toBe(200);
  const diagnosis = IntegrationDiagnosis.parse(data);
  return { ...diagnosis, of: Object.fromEntries(diagnosis.checks.map((check) => [check.key, check])) };
}

const received = (workspaceId: string, installationId: string, states: readonly ("processed" | "failed" | "held")[]) =>
  prisma().receipt.createMany({
    data: states.map((state, at) => {
      const id = newId("receipt");
      const receivedAt = new Date(Date.now() - 60_000 * at);
      return { id, workspaceId, installationId, provider: "stripe", externalId: id, state, receivedAt };
    }),
  });

test("an integration that works is told so, check by check, after the provider was asked", async () => {
  const { admin, id } = await connected();
  await prisma().installation.update({ where: { id }, data: { lastCheckedAt: new Date(0) } });
  await received(admin.workspaceId, id, ["processed", "processed"]);
  const { summary, of } = await diagnosed(admin, id);
  expect(summary).toBe("Everything checks out.");
  expect(of["credentials"]).toMatchObject({ state: "passed", finding: "Checked now, as Acme Inc." });
  expect(of["permissions"]).toMatchObject({ state: "skipped", finding: "Stripe does not say what it granted." });
  expect(of["recent_results"]).toMatchObject({ state: "passed", finding: "2 of 2 processed in 24 h." });
  const { lastCheckedAt } = await prisma().installation.findFirstOrThrow({ where: { id } });
  expect(lastCheckedAt?.getTime()).toBeGreaterThan(0);
});

test("an access that was taken back at the provider is found, with the way to connect again, and the status says so", async () => {
  const { admin, id } = await connected();
  await stage.sandbox().uninstall("stripe", ACME);
  const { summary, checks, of } = await diagnosed(admin, id);
  expect(summary).toBe("Found 1 problem: Credentials valid.");
  expect(checks[0]?.key).toBe("credentials");
  expect(of["credentials"]?.nextStep).toEqual({ key: "reconnect", label: "Reconnect" });
  expect(await prisma().installation.findFirst({ where: { id } })).toMatchObject({ status: "error" });
});

test("silence, failures, what is held, missing permissions and a foreign mode are told apart, each with its step", async () => {
  const { admin, id } = await connected();
  expect((await diagnosed(admin, id)).of["provider_sends"]).toMatchObject({ state: "warning" });

  await received(admin.workspaceId, id, ["failed", "processed"]);
  await prisma().installation.update({ where: { id }, data: { scopes: ["nothing"], externalMode: "test" } });
  const { of } = await diagnosed(admin, id);
  expect(of["recent_results"]).toMatchObject({ state: "problem", finding: "1 of 2 failed in 24 h." });
  expect(of["recent_results"]?.nextStep?.key).toBe("see_failed");
  expect(of["provider_sends"]?.state).toBe("passed");
  expect(of["permissions"]).toMatchObject({ state: "problem", nextStep: { label: "Grant" } });
  expect(of["workspace_and_plan"]?.finding).toBe("A test account in a live workspace: its events are ignored.");

  await prisma().receipt.updateMany({
    where: { installationId: id },
    data: { state: "held", receivedAt: new Date(Date.now() - 5 * 3_600_000) },
  });
  const later = (await diagnosed(admin, id)).of;
  expect(later["recent_results"]).toMatchObject({ state: "warning", nextStep: { key: "see_held" } });
  expect(later["provider_sends"]?.finding).toMatch(/^Nothing for 5 h; the usual gap is \d+ min\.$/);
});

test("an integration is diagnosed five times a minute and no more", async () => {
  const { admin, id } = await connected();
  for (let at = 0; at < 5; at++) await diagnosed(admin, id);
  expect((await askRoute(diagnose.POST, admin.headers, { id }, {})).status).toBe(429);
});
