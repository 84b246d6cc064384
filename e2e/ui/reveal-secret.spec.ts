import { expect } from "@playwright/test";

import { prisma } from "@/lib/db/client";
import { DAY } from "@/lib/shared/time";

import { type Account, type App, test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { signIn } from "../fixtures/sign-in";

/** As if this person had signed in a day ago. */
const age = async ({ email }: Account): Promise<void> =>
  void (await prisma().session.updateMany({
    where: { user: { email } },
    data: { confirmedAt: new Date(Date.now() - DAY) },
  }));

async function endpointOf(app: App, account: Account): Promise<string> {
  const key = await app.apiKey(account.workspace.id, ["links:read", "links:create"]);
  const response = await fetch(`${app.url}/api/webhooks-manage`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ url: "https://hooks.example.com/orders", events: ["sale.created"], name: "Orders" }),
  });
  const { data } = (await response.json()) as { data: { id: string } };
  return `/${account.workspace.slug}/settings/webhooks/${data.id}/signing`;
}

test("a secret is shown to a session that is not fresh only after the password", async ({ page, app }) => {
  const account = await app.account();
  const signing = await endpointOf(app, account);
  await signIn(page, account, signing);
  await page.getByRole("button", { name: "Live updates: Live" }).waitFor();
  await age(account);
  const secret = page.getByRole("status", { name: "signing secret" });
  await page.getByRole("button", { name: /^Reveal/ }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  const password = dialog.getByLabel("Password", { exact: true });
  await expect(password).toBeFocused();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.keyboard.type("wrong horse battery");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("This is not your password.")).toBeVisible();
  // Behind the question, where screen readers do not go.
  await expect(page.locator('output[aria-label="signing secret"]')).toHaveText(/^whsec_•/);
  await password.fill(account.password);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(secret).toHaveText(/^whsec_[A-Za-z0-9+/=]{20,}$/);

  // Good for the next half hour, and not shown to somebody who only closes the question.
  await page.getByRole("button", { name: /^Hide/ }).click();
  await page.getByRole("button", { name: /^Reveal/ }).click();
  await expect(secret).toHaveText(/^whsec_[A-Za-z0-9+/=]{20,}$/);
  await page.getByRole("button", { name: /^Hide/ }).click();
  await age(account);
  await page.getByRole("button", { name: /^Reveal/ }).click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await expect(secret).toHaveText(/^whsec_•/);
});

test("who has no password signs in again and comes back to the secret", async ({ page, app }) => {
  const account = await app.account();
  const signing = await endpointOf(app, account);
  await signIn(page, account, signing);
  await page.getByRole("button", { name: "Live updates: Live" }).waitFor();
  await age(account);
  const where = { email: account.email };
  const { passwordHash } = await prisma().user.findUniqueOrThrow({ where });
  await prisma().user.update({ where, data: { passwordHash: null } });
  await page.getByRole("button", { name: /^Reveal/ }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(dialog).toContainText("Sign in again, then come back here.");
  await expectAccessible(page);
  await dialog.getByRole("link", { name: "Sign in again" }).click();
  await expect(page.getByText("Sign in again to go on. You come back to where you were.")).toBeVisible();
  await prisma().user.update({ where, data: { passwordHash } });
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === signing);
  await page.getByRole("button", { name: /^Reveal/ }).click();
  await expect(page.getByRole("status", { name: "signing secret" })).toHaveText(/^whsec_[A-Za-z0-9+/=]{20,}$/);
});
