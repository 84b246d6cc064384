import { expect, type Page } from "@playwright/test";

import { prisma } from "@/lib/db/client";
import { newId } from "@/lib/shared/ids";

import { type Account, test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { signIn } from "../fixtures/sign-in";

/** Invites as the dashboard does, with the session of the page. */
async function invite(page: Page, owner: Account, email: string): Promise<{ id: string; url: string }> {
  const answer = await page.request.post(`/api/workspaces/${owner.workspace.id}/invitations`, {
    headers: { origin: new URL(page.url()).origin, "sec-fetch-site": "same-origin" },
    data: { email, role: "editor" },
  });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { data: { id: string; url: string } }).data;
}

test("a newcomer sets name and password and is in the workspace; the link is over after that", async ({
  page,
  app,
  browser,
}) => {
  const owner = await app.account();
  await signIn(page, owner);
  const email = `${newId("user")}@example.com`;
  const { url } = await invite(page, owner, email);

  const context = await browser.newContext({ baseURL: app.url, viewport: { width: 360, height: 740 } });
  const theirs = await context.newPage();
  await theirs.goto(url);
  await expect(theirs.getByRole("heading", { level: 1, name: "Join Acme" })).toBeVisible();
  await expect(theirs.getByText("Ada Lovelace invites you to the workspace Acme as an editor.")).toBeVisible();
  await expectAccessible(theirs);
  await expectNoSidewaysScroll(theirs);
  await theirs.getByLabel("Your name").fill("Sam Doe");
  await theirs.getByLabel("Password", { exact: true }).fill("short");
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await expect(theirs.getByText("Use at least 10 characters.")).toBeVisible();
  await theirs.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await theirs.waitForURL(`**/${owner.workspace.slug}**`);

  await theirs.goto(url);
  await expect(theirs.getByText("This invitation is no longer valid. Ask Ada Lovelace for a new one.")).toBeVisible();
  await expectAccessible(theirs);
  await context.close();
});

test("another account is told so, signs out, and the invited one signs in and joins", async ({
  page,
  app,
  browser,
}) => {
  const [owner, other, invited] = [await app.account(), await app.account(), await app.account()];
  await signIn(page, owner);
  const { url } = await invite(page, owner, invited.email);

  const context = await browser.newContext({ baseURL: app.url });
  const theirs = await context.newPage();
  await signIn(theirs, other);
  await theirs.goto(url);
  await expect(theirs.getByText(`This invitation is for ${invited.email}.`)).toBeVisible();
  await theirs.getByRole("button", { name: "Sign out and continue" }).click();
  await theirs.getByRole("link", { name: "Sign in to join" }).click();
  await theirs.getByLabel("Email").fill(invited.email);
  await theirs.getByLabel("Password", { exact: true }).fill(invited.password);
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await theirs.getByRole("button", { name: "Join Acme" }).click();
  await theirs.waitForURL(`**/${owner.workspace.slug}**`);
  await context.close();
});

test("a link that expired or was taken back names who to ask, an unknown one nobody", async ({ page, app }) => {
  const owner = await app.account();
  await signIn(page, owner);
  const expired = await invite(page, owner, `${newId("user")}@example.com`);
  await prisma().invitation.update({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
  const revoked = await invite(page, owner, `${newId("user")}@example.com`);
  await prisma().invitation.update({ where: { id: revoked.id }, data: { revokedAt: new Date() } });
  for (const { url } of [expired, revoked]) {
    await page.goto(url);
    await expect(page.getByText("This invitation is no longer valid. Ask Ada Lovelace for a new one.")).toBeVisible();
  }
  await page.goto(`/invite/${"a".repeat(43)}`);
  await expect(
    page.getByText("This invitation is no longer valid. Ask whoever invited you for a new one."),
  ).toBeVisible();
});
