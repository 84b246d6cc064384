import { test } from "../fixtures/app";
test("guard", async ({ page }) => {
  await page.goto("/sign-in");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
  });
  await page.waitForTimeout(300);
});
