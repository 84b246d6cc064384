import { expect } from "@playwright/test";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";

test("the API reference is found, searched and read by somebody who is not signed in", async ({ page }) => {
  await page.goto("/api-reference");
  await expect(page).toHaveTitle("API reference · Linquid");
  await page.getByRole("searchbox").fill("rotate");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("for “rotate”");
  await page
    .getByRole("navigation", { name: "Operations" })
    .getByRole("link", { name: "Create a destination" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Create a destination" })).toBeVisible();
  await expect(page.getByText("webhooks:manage").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "The call as code" })).toContainText("$LINQUID_API_KEY");
  await page.getByRole("tab", { name: "409" }).click();
  await expect(page.getByRole("region", { name: "The answers as JSON" })).toContainText("DUPLICATE_URL");
  await expectAccessible(page);

  await page.goto("/api-reference/webhooks/event-types/sale.created");
  await page.getByRole("tab", { name: "PHP" }).click();
  await expect(page.getByRole("region", { name: "Verify the signature" })).toContainText("hash_hmac");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await page.goto("/api-reference?q=zeppelin");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "No operation, field or event type contains ‘zeppelin’.",
  );
  await page.goto("/api-reference/outbound/explode");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This operation is not here");
});
