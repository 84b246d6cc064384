import { expect } from "@playwright/test";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { signIn } from "../fixtures/sign-in";

test("an operation is tried in a chosen workspace, what writes is asked about first, and the answer is the real one", async ({
  page,
  app,
}) => {
  const account = await app.account();
  await signIn(page, account, "/api-reference/campaigns/create");
  const form = page.getByRole("form", { name: "Try it" });
  await expect(form.getByLabel("In workspace").locator("option:checked")).toHaveText("Acme");
  await expectAccessible(page);
  await form.getByLabel("name").fill("Launch");
  await form.getByRole("button", { name: "Send the request" }).click();
  const question = page.getByRole("dialog", { name: "Try “Create a campaign”?" });
  await expect(question).toContainText("This runs for real in Acme.");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(page.getByRole("region", { name: "The answers as JSON" })).toBeVisible();

  await form.getByLabel("name").press("Enter");
  await question.getByRole("button", { name: "Create a campaign" }).click();
  const answer = page.getByRole("region", { name: "The real answer" });
  await expect(answer).toContainText("201");
  await expect(answer).toContainText("Launch");
  await expect(answer.locator("[data-slot=duration]")).toHaveText(/\d\sm?s$/);
  await answer.locator("summary").click();
  await expect(answer).toContainText("x-ratelimit-remaining");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await answer.getByRole("button", { name: "Show the sample" }).click();
  await expect(page.getByRole("region", { name: "The answers as JSON" })).toBeVisible();

  // What reads is not asked about; what is refused is shown as it was answered.
  await page.goto("/api-reference/campaigns/list");
  await form.getByLabel("limit").fill("1");
  await form.getByRole("button", { name: "Send the request" }).click();
  await expect(answer).toContainText("Launch");
  await form.getByLabel("limit").fill("many");
  await form.getByRole("button", { name: "Send the request" }).click();
  await expect(answer).toContainText("VALIDATION_ERROR");

  await page.goto("/api-reference/outbound/get");
  await form.getByRole("button", { name: "Send the request" }).click();
  await expect(form.getByText("This is part of the address.")).toBeVisible();
  await expect(form.getByLabel("id")).toBeFocused();
});

test("whoever is not signed in is told so, and comes back to the operation", async ({ page, app }) => {
  const account = await app.account();
  await page.goto("/api-reference/outbound/create");
  await expect(page.getByRole("button", { name: "Try it" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("link", { name: /^Send a test next: Send a signed test/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Sign in to try it." }).click();
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/api-reference/outbound/create");
  await expect(page.getByRole("form", { name: "Try it" })).toBeVisible();
});
