import { expect } from "@playwright/test";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { signIn } from "../fixtures/sign-in";

test("what was changed is told in words, and what somebody was refused stands beside it and is found", async ({
  page,
  app,
}) => {
  const account = await app.account();
  const home = `/${account.workspace.slug}`;
  const key = await app.apiKey(account.workspace.id, ["links:read"]);
  const asked = `${app.url}/api/workspaces/${account.workspace.id}/audit-log/export`;
  expect((await fetch(asked, { headers: { authorization: `Bearer ${key}` } })).status).toBe(403);
  await signIn(page, account, `${home}/settings/general`);
  await page.getByRole("main").getByLabel("Time zone").fill("Europe/Berlin");
  await page.getByRole("button", { name: "Save changes" }).first().click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await page.goto(`${home}/settings/audit-log`);
  const entries = page.getByRole("list", { name: /Audit entries/ }).getByRole("listitem");
  await expect(entries).toHaveCount(2);
  await entries.first().getByRole("button", { name: "Show what changed" }).click();
  await expect(entries.first().getByRole("row", { name: "Time zone UTC Europe/Berlin" })).toBeVisible();
  await expect(entries.last()).toContainText("tried to export");
  await expect(entries.last()).toContainText("Denied");
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Result: / }).click();
  await page.getByRole("menuitemradio", { name: "Denied" }).click();
  await expect(entries).toHaveCount(1);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await entries.first().getByRole("button", { name: "Show what changed" }).click();
  await entries.first().getByRole("link", { name: "Open this entry" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("tried to export");
});
