import { expect } from "@playwright/test";

import { newId } from "@/lib/shared/ids";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { signIn } from "../fixtures/sign-in";

test("an owner invites several at once, keeps what was refused, and takes an invitation back", async ({
  page,
  app,
}) => {
  const owner = await app.account();
  await signIn(page, owner, `/${owner.workspace.slug}/settings/members`);
  await expect(page.getByRole("list", { name: "Members" }).getByRole("listitem")).toHaveCount(1);
  const [first, second] = [`${newId("user")}@example.com`, `${newId("user")}@example.com`];
  await page.getByLabel("Email addresses").fill(`${first}, ${second} ${owner.email} nonsense`);
  await page.getByRole("button", { name: "Send 4 invitations" }).click();
  await expect(page.getByText("This person is a member already.")).toBeVisible();
  await expect(page.getByLabel("Email addresses")).toHaveValue(`${owner.email} nonsense`);
  const open = page.getByRole("list", { name: "Invitations" }).getByRole("listitem");
  await expect(open).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Copy link" })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("button", { name: `Cancel for ${first}` }).click();
  await expect(open).toHaveCount(1);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("the only owner cannot step down, and a viewer sees people without anything to change", async ({ page, app }) => {
  const owner = await app.account();
  await signIn(page, owner, `/${owner.workspace.slug}/settings/members`);
  // Pages can be seen before they can be used.
  await page.getByRole("button", { name: "Live updates: Live" }).waitFor();
  await page.getByLabel("Role of Ada Lovelace").selectOption("viewer");
  await page.getByRole("button", { name: "Change my role" }).click();
  await expect(page.getByText(/only owner/)).toBeVisible();
  await expect(page.getByLabel("Role of Ada Lovelace")).toHaveValue("owner");

  await page.context().clearCookies();
  const viewer = await app.account({ role: "viewer" });
  await signIn(page, viewer, `/${viewer.workspace.slug}/settings/members`);
  await expect(page.getByRole("list", { name: "Members" })).toContainText("Ada Lovelace");
  await expect(page.getByRole("combobox")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Invitations" })).toHaveCount(0);
});
