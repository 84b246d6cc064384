import { expect } from "@playwright/test";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { signIn } from "../fixtures/sign-in";

test("an owner renames the workspace, changes its plan, deletes it with its address typed, and takes it back", async ({
  page,
  app,
}) => {
  test.slow();
  const owner = await app.account();
  const { slug } = owner.workspace;
  await signIn(page, owner, `/${slug}/settings/general`);
  await page.getByRole("button", { name: "Live updates: Live" }).waitFor();
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("Acme Two");
  await page.getByLabel("Time zone", { exact: true }).fill("Mars/Base");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Use an IANA name such as Europe/Berlin.")).toBeVisible();
  await page.getByLabel("Time zone", { exact: true }).fill("Europe/Berlin");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toContainText("Acme Two");

  await page.getByRole("combobox", { name: "Plan" }).selectOption("enterprise");
  await page.getByRole("dialog").getByRole("button", { name: "Change to Enterprise" }).click();
  await expect(page.getByText("This workspace is on Enterprise now.")).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1_280, height: 800 });

  await page.getByRole("button", { name: "Delete this workspace" }).click();
  await page.getByRole("dialog").getByLabel(/Type/).fill(slug);
  await page.getByRole("dialog").getByRole("button", { name: "Delete this workspace" }).click();
  await page.getByRole("heading", { name: "Deleted workspaces" }).waitFor();
  await page.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("Acme Two is back.")).toBeVisible();
  await page.goto(`/${slug}`);
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toContainText("Acme Two");
});
