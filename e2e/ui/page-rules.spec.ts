import { expect, type Page } from "@playwright/test";

import { eventType } from "@/lib/contracts/event-types";

import { expectLive, test } from "../fixtures/app-with-providers";
import { startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";
import { wholeWorkspace } from "../fixtures/whole-workspace";

test("figures that cannot be read say so with the request's id, and leave the list and the actions beside them to be used @full", async ({
  page,
  app,
  sandbox,
}) => {
  const whole = await wholeWorkspace(page, app, sandbox);
  const problem = {
    success: false,
    error: "INTERNAL_ERROR",
    code: "E001",
    message: "Something went wrong on our side.",
    statusCode: 500,
    requestId: "req_figures",
  };
  await page.route(/\/api\/endpoints\/\w+\/stats/, (route) => route.fulfill({ status: 500, json: problem }));
  await page.goto(whole.routes["destination"] ?? "");
  await expectLive(page);
  await page.getByRole("radio", { name: "7d" }).check({ force: true });
  await expect(page.getByText("req_figures")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("button", { name: "Try again" }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Latest deliveries" }).getByRole("link").first()).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Orders API paused. Events are held.")).toBeVisible();
  await whole.receiver.close();
});

interface Reading {
  datetime: string;
  text: string;
}

const timesOf = (page: Page): Promise<Reading[]> =>
  page
    .locator("main time")
    .evaluateAll((all) =>
      all.map((each) => ({ datetime: each.getAttribute("datetime") ?? "", text: each.textContent ?? "" })),
    );

test.describe("in Tokyo", () => {
  test.use({ timezoneId: "Asia/Tokyo" });

  test("another time zone changes what every clock and every bar says, and neither the moments nor what a reload shows @full", async ({
    page,
    app,
    sandbox,
  }) => {
    const whole = await wholeWorkspace(page, app, sandbox);
    const bars = page.locator('figure [role="toolbar"]');
    const firstBar = () => bars.getByRole("button").first().getAttribute("aria-label");
    await page.goto(whole.routes["deliveries"] ?? "");
    await expectLive(page);
    const choose = async (zone: RegExp): Promise<void> => {
      await page.getByRole("button", { name: /^Time zone: / }).click();
      await page.getByRole("menuitemradio", { name: zone }).click();
      await page.keyboard.press("Escape");
    };
    await choose(/^UTC$/);
    const before = await timesOf(page);
    const bar = await firstBar();
    expect(before.length).toBeGreaterThan(0);
    await choose(/^Local/);
    await expect.poll(firstBar).not.toBe(bar);
    const after = await timesOf(page);
    expect(after.map(({ datetime }) => datetime)).toEqual(before.map(({ datetime }) => datetime));
    for (const [index, { text }] of after.entries()) expect(text).not.toBe(before[index]?.text);
    await page.reload();
    await expectLive(page);
    expect(await timesOf(page)).toEqual(after);
    await whole.receiver.close();
  });
});

test("nothing moves for those who asked for less motion: no animation runs and nothing but opacity changes over time @full", async ({
  page,
  app,
  sandbox,
}) => {
  const whole = await wholeWorkspace(page, app, sandbox);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.addInitScript(() => {
    const moved = new Set<string>();
    Object.assign(window, { moved });
    const look = (): void => {
      for (const each of document.getAnimations()) {
        const lasts = Number(each.effect?.getComputedTiming().duration);
        if (each instanceof CSSTransition && each.transitionProperty === "opacity" && lasts <= 80) continue;
        moved.add(each instanceof CSSAnimation ? each.animationName : (each as CSSTransition).transitionProperty);
      }
      requestAnimationFrame(look);
    };
    look();
  });
  const moved = () => page.evaluate(() => [...(window as unknown as { moved: Set<string> }).moved]);
  for (const name of ["overview", "destination", "delivery"]) {
    await page.goto(whole.routes[name] ?? "");
    await expectLive(page);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Search or jump to" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Time zone: / }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await page.keyboard.press("Escape");
    expect(await moved(), name).toEqual([]);
  }
  await whole.receiver.close();
});

test("the time to the next attempt runs down in sight and unheard, until the attempt is running @full", async ({
  page,
  app,
}) => {
  test.slow();
  const account = await app.account();
  let answer: () => void = () => undefined;
  const receiver = await startReceiver((_request, response) => {
    const refuse = (): void => void response.writeHead(503).end();
    if (receiver.received.length < 4) refuse();
    else answer = refuse;
  });
  const headers = {
    authorization: `Bearer ${await app.apiKey(account.workspace.id, ["webhooks:manage", "events:write"])}`,
    "content-type": "application/json",
  };
  const post = (path: string, body: object) =>
    fetch(`${app.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  await post("/api/integrations/outbound", { url: receiver.url("/x"), name: "Orders API", events: ["sale.created"] });
  await post("/api/events", { type: "sale.created", data: eventType("sale.created").sample });
  await receiver.arrived(3);
  await signIn(page, account, `/${account.workspace.slug}/deliveries`);
  await page.getByRole("link", { name: "sale.created" }).click();
  const countdown = page.getByRole("list", { name: "Timeline" }).locator('[data-slot="countdown"]');
  const seconds = async (): Promise<number> => Number(/(\d+)\s?s/.exec((await countdown.textContent()) ?? "")?.[1]);
  const first = await seconds();
  for (const less of [1, 2, 3]) await expect.poll(seconds).toBeLessThanOrEqual(first - less);
  expect(
    await countdown.evaluate((each) => each.closest("[aria-live], [role=status], [role=alert], output")),
  ).toBeNull();
  await expect(page.getByText("Attempt 4 is running…")).toBeVisible({ timeout: 40_000 });
  answer();
  await receiver.close();
});
