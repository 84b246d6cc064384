import { expect } from "@playwright/test";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { signIn } from "../fixtures/sign-in";

test("the catalogue is searched and sorted in its address, and each provider says what flows and what is missing", async ({
  page,
  app,
}) => {
  const account = await app.account();
  const home = `/${account.workspace.slug}/integrations/available`;
  await signIn(page, account, home);
  const cards = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2 }) });
  await expect(cards).toHaveCount(7);
  await expectAccessible(page);

  await page.getByRole("button", { name: /Messaging & automation/ }).click();
  await expect(cards).toHaveCount(3);
  await expect(page).toHaveURL(/category=messaging/);
  await page.reload();
  await expect(cards).toHaveCount(3);
  await page.getByRole("button", { name: /^All/ }).click();
  await page.keyboard.press("/");
  await page.keyboard.type("stri");
  await expect(cards).toHaveCount(1);
  await page.getByRole("searchbox").fill("nothing like it");
  await expect(page.getByRole("heading", { name: "No provider called ‘nothing like it’" })).toBeVisible();
  await page.getByRole("searchbox").fill("");
  await expect(page).not.toHaveURL(/q=/);

  await page.getByRole("link", { name: "Stripe", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Stripe" })).toBeVisible();
  await expect(page.getByText("checkout.session.completed").first()).toBeVisible();
  await expect(page.getByText("STRIPE_CLIENT_SECRET")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("what the server lacks is for those who can have it repaired", async ({ page, app }) => {
  const viewer = await app.account({ role: "viewer" });
  await signIn(page, viewer, `/${viewer.workspace.slug}/integrations/available/stripe`);
  await expect(page.getByText("Not set up on this server")).toBeVisible();
  await expect(page.getByText("STRIPE_CLIENT_SECRET")).toHaveCount(0);
});

test("on a plan without integrations the catalogue names the plan that has them, leads there, and connects nothing", async ({
  page,
  app,
}) => {
  const account = await app.account({ plan: "starter" });
  const home = `/${account.workspace.slug}/integrations/available`;
  await signIn(page, account, home);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "Integrations are part of Pro" })).toBeVisible();
  await expect(main).toContainText(
    `${account.workspace.name} is on Starter. Bring in sales and leads, and send events to the tools you use.`,
  );
  const plans = `/${account.workspace.slug}/settings/general`;
  await expect(main.getByRole("link", { name: "See plans" }).first()).toHaveAttribute("href", plans);
  await expect(main.getByRole("button", { name: /^Connect/ })).toHaveCount(0);
  await expect(main.getByRole("link", { name: /^Connect/ })).toHaveCount(0);
  await expect(main.getByRole("button", { name: "Create a destination" })).toHaveAccessibleDescription(
    "Your plan does not include this.",
  );
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.goto(`${home}/zapier`);
  await expect(main.getByText("In Pro")).toBeVisible();
  await expect(main.getByRole("button", { name: /^Connect/ })).toHaveCount(0);
  await expect(main.getByRole("link", { name: "See plans" })).toHaveAttribute("href", plans);
});

test("on a plan without integrations, who cannot change it is told whom to ask", async ({ page, app }) => {
  const viewer = await app.account({ role: "viewer", plan: "starter" });
  await signIn(page, viewer, `/${viewer.workspace.slug}/integrations/available`);
  const main = page.getByRole("main");
  await expect(main.getByText("Ask an owner")).toBeVisible();
  await expect(main.getByRole("link", { name: "See plans" })).toHaveCount(0);
  await expect(main.getByRole("button", { name: /^Connect/ })).toHaveCount(0);
});
