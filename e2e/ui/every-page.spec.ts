import { expect, type Page } from "@playwright/test";

import { test } from "../fixtures/app-with-providers";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { watchPage } from "../fixtures/page-watch";
import { signIn } from "../fixtures/sign-in";
import { type WholeWorkspace, wholeWorkspace } from "../fixtures/whole-workspace";

const SHIFT_MAX = 0.05;

/** Everything that was to come is there. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator("h1")).toBeVisible();
  await expect(page).toHaveTitle(/./);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}

/** From the top of the page, also where a field had the focus at once, the keyboard first comes to the link that skips. */
async function expectFirstStop(page: Page): Promise<void> {
  await page.evaluate(() => {
    const top = document.createElement("span");
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
  });
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused({ timeout: 2_000 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused({ timeout: 2_000 });
}

/** Does something on every page, and tells of all that went wrong at once. */
async function onEveryPage({ routes }: WholeWorkspace, page: Page, look: (name: string) => Promise<void>) {
  const wrong: string[] = [];
  for (const [name, path] of Object.entries(routes)) {
    await test
      .step(name, async () => {
        await page.goto(path);
        await settled(page);
        await look(name);
      })
      .catch((error: unknown) => wrong.push(`${name}: ${String(error)}`));
  }
  expect(wrong).toEqual([]);
}

test("every page has a title of its own, one heading and a way past the navigation, loads quietly and in place, and fits 320 px @full", async ({
  page,
  app,
  sandbox,
}) => {
  test.setTimeout(300_000);
  const whole = await wholeWorkspace(page, app, sandbox);
  const titles = new Map<string, string>();
  const watch = await watchPage(page);
  const desk = page.viewportSize() ?? { width: 1_280, height: 720 };
  await onEveryPage(whole, page, async (name) => {
    const title = await page.title();
    expect.soft(titles.get(title), `“${title}” is the title of ${name} and of`).toBeUndefined();
    titles.set(title, name);
    const inside = whole.routes[name]?.startsWith(`/${whole.account.workspace.slug}`);
    expect.soft(title).toMatch(inside ? /. · Acme$/ : /. · Linquid$/);
    await expect(page.locator("h1")).toHaveCount(1);
    await expect(page.getByRole("main")).toHaveCount(1);
    await expectFirstStop(page);
    expect.soft(watch.problems(), `console of ${name}`).toEqual([]);
    expect.soft(await watch.shift(), `shift of ${name}`).toBeLessThanOrEqual(SHIFT_MAX);
    // A phone, and a desk at 400 % zoom.
    for (const [width, height] of [
      [360, 740],
      [320, 256],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expectNoSidewaysScroll(page);
    }
    await page.setViewportSize(desk);
  });
  await whole.receiver.close();
});

test("a delivery that was opened by its address stands still while its list comes, on every width @full", async ({
  page,
  app,
  sandbox,
}) => {
  test.slow();
  const whole = await wholeWorkspace(page, app, sandbox);
  const watch = await watchPage(page);
  // What the page asks for itself comes late.
  await page.route(/\/api\/(?!stream)/, async (route) => {
    await page
      .locator(`[data-slot="data-table"], [data-slot="timeline"]`)
      .first()
      .waitFor({ state: "attached" })
      .catch(() => undefined);
    await route.continue().catch(() => undefined);
  });
  for (const width of [1_440, 1_024, 800, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const name of ["delivery", "destination delivery", "webhook delivery", "deliveries"]) {
      const figures = page.waitForResponse(/\/deliveries\/histogram/);
      await page.goto(whole.routes[name] ?? "");
      await figures;
      await settled(page);
      expect.soft(await watch.shift(), `${name}, ${width} px wide`).toBeLessThanOrEqual(SHIFT_MAX);
    }
  }
  expect(watch.problems()).toEqual([]);
  await whole.receiver.close();
});

test("the bar of a phone shows each of its words whole, on targets for a thumb", async ({ page, app }) => {
  const account = await app.account({ role: "admin" });
  await page.setViewportSize({ width: 320, height: 568 });
  await signIn(page, account);
  const bar = page.locator('[data-slot="bottom-bar"]');
  const targets = bar.locator(":is(a, button)");
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 568 });
    await expect(targets).toHaveText(["Overview", "Links", "Integrations", "Deliveries", "More"]);
    for (const target of await targets.all()) {
      const box = await target.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), await target.innerText()).toBeGreaterThanOrEqual(44);
      const cut = await target.evaluate((link) =>
        [link, ...link.querySelectorAll("span")].some((each) => each.scrollWidth > each.clientWidth),
      );
      expect(cut, `${await target.innerText()} at ${width} px`).toBe(false);
    }
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1_280, 360] as const) {
    test(`every page is accessible: ${colorScheme}, ${width} px wide @full`, async ({ page, app, sandbox }) => {
      test.setTimeout(300_000);
      const whole = await wholeWorkspace(page, app, sandbox);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await onEveryPage(whole, page, () => expectAccessible(page));
      await whole.receiver.close();
    });
  }
}
