import { expect } from "@playwright/test";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { signIn } from "../fixtures/sign-in";

test("a key is shown once and works, is revoked with its name typed, and both stand in the audit log", async ({
  page,
  app,
}) => {
  test.slow();
  const owner = await app.account();
  const settings = `/${owner.workspace.slug}/settings`;
  await signIn(page, owner, `${settings}/api-keys`);
  await page.getByRole("button", { name: "Live updates: Live" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create key" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog.getByText("Give the key a name.")).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill("CI");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create key" }).click();

  const key = await dialog.getByRole("status", { name: "API key" }).innerText();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog.getByText("You have not copied the key. Close anyway?")).toBeVisible();
  await dialog.getByRole("button", { name: "Close anyway" }).click();
  await expect(page.getByRole("table", { name: /API keys/ })).toContainText("CI");
  await expect(page.getByRole("main")).not.toContainText(key);
  const call = () => fetch(`${app.url}/api/deliveries`, { headers: { authorization: `Bearer ${key}` } });
  expect((await call()).status).toBe(200);
  // What was used this week is revoked with its name typed only.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("table", { name: /API keys/ }).getByText("Never")).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole("button", { name: "Live updates: Live" }).waitFor();
  const table = page.getByRole("table", { name: /API keys/ });
  await expect(table).toContainText("GET /api/deliveries");
  await expect(table).toContainText("by 127.0.0.1");
  await expect(table).toContainText(/[1-9]\d* in 24 h/);
  await page.getByRole("button", { name: /^Use: / }).click();
  await page.getByRole("menuitemradio", { name: "Never used" }).click();
  await expect(page.getByText(/No API keys match/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(table).toContainText("CI");

  await page.getByRole("button", { name: "Actions of CI" }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByLabel(/Type/).fill("CI");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke CI" }).click();
  await expect(page.getByText("CI revoked.")).toBeVisible();
  await expect.poll(async () => (await call()).status).toBe(401);

  await page.goto(`${settings}/audit-log`);
  const entries = page.getByRole("list", { name: /Audit entries/ }).getByRole("listitem");
  await expect(entries.first()).toContainText("Ada Lovelace revoked the API key CI");
  await expect(page.getByText("The full audit log is part of Enterprise. You can see the last 7 days.")).toBeVisible();
  await entries.first().getByRole("button", { name: "Show what changed" }).click();
  await expectAccessible(page);
  await entries.first().getByRole("link", { name: "Everything that happened to it" }).click();
  await expect(entries).toHaveCount(2);

  // An entry has a page of its own, from which the day of the person is one link away.
  await entries.first().getByRole("link", { name: "Open this entry" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ada Lovelace revoked the API key CI");
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Everything Ada Lovelace did that day" }).click();
  await expect(page).toHaveURL(/from=.*&to=/);
  await expect(entries.first()).toContainText("Ada Lovelace revoked the API key CI");
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("whoever may not manage keys is told who may", async ({ page, app }) => {
  const viewer = await app.account({ role: "viewer" });
  await signIn(page, viewer, `/${viewer.workspace.slug}/settings/api-keys`);
  await expect(page.getByRole("heading", { name: /You need permission to manage API keys/ })).toBeVisible();
});
