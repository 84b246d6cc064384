import { expect } from "@playwright/test";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { signIn } from "../fixtures/sign-in";

test("a live workspace and its test partner are made from the switcher, and each opens", async ({ page, app }) => {
  const account = await app.account();
  await signIn(page, account);
  await page.getByRole("button", { name: "Live updates: Live" }).waitFor();
  const open = async () => {
    await page
      .getByRole("button", { name: /Switch workspace/ })
      .filter({ visible: true })
      .click();
    await page.getByRole("menuitem", { name: "Create workspace" }).click();
  };
  const dialog = page.getByRole("dialog", { name: "Create a workspace" });
  const create = dialog.getByRole("button", { name: "Create workspace" });

  await open();
  await create.click();
  await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
  await dialog.getByLabel("Name", { exact: true }).fill("Müller & Co");
  await expect(dialog.getByLabel(/^Slug/)).toHaveAttribute("placeholder", "muller-co");
  await dialog.getByLabel(/^Slug/).fill(account.workspace.slug);
  await dialog.getByLabel(/^Time zone/).fill("Europe/Berlin");
  await create.click();
  await expect(dialog.getByText("A workspace has this slug already.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(/^Slug/).fill("");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/muller-co");
  await expect(page.getByRole("button", { name: /Switch workspace/ }).filter({ visible: true })).toContainText(
    "Müller & Co",
  );
  await page.goto("/muller-co/settings/general");
  await expect(page.getByRole("main").getByLabel(/^Time zone/)).toHaveValue("Europe/Berlin");

  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/muller-co");
  await open();
  await dialog.getByLabel("Name", { exact: true }).fill("Acme tests");
  await dialog.getByRole("radio", { name: /^Test/ }).check();
  await expect(dialog.getByLabel(/^Belongs to/).locator("option:checked")).toHaveText("Müller & Co");
  await dialog.getByLabel(/^Belongs to/).selectOption({ label: "Acme" });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await create.click();
  await page.waitForURL((url) => url.pathname === "/acme-tests");
  await expect(page.getByText("Test workspace. Nothing here reaches live partners or payouts.")).toBeVisible();
  await page.getByRole("link", { name: "Open live workspace" }).click();
  await page.waitForURL((url) => url.pathname === `/${account.workspace.slug}`);
});

test("whoever owns no live workspace can make a live one alone", async ({ page, app }) => {
  const account = await app.account({ role: "viewer" });
  await signIn(page, account);
  await page.getByRole("button", { name: "Live updates: Live" }).waitFor();
  await page
    .getByRole("button", { name: /Switch workspace/ })
    .filter({ visible: true })
    .click();
  await page.getByRole("menuitem", { name: "Create workspace" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a workspace" });
  await expect(dialog.getByRole("radio", { name: /^Test/ })).toBeDisabled();
  await expect(dialog.getByText("You own no live workspace that it could belong to.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});
