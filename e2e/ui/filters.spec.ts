import { expect, type Page } from "@playwright/test";

import { eventType } from "@/lib/contracts/event-types";

import { type Account, type App, test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";

async function sell(app: App, key: string, amount: number, country: string): Promise<void> {
  const { sample } = eventType("sale.created");
  await app.event(key, "sale.created", { ...sample, amount, amountDecimal: null, click: { ...sample.click, country } });
}

/** The form of a new destination for sales, with the filter open. */
async function openFilter(page: Page, account: Account, url = "https://hooks.example.com/"): Promise<void> {
  await signIn(page, account, `/${account.workspace.slug}/integrations/automation/new`);
  await expect(page.getByRole("button", { name: "Live updates: Live" })).toBeVisible();
  await page.getByLabel("URL", { exact: true }).fill(url);
  await page.getByRole("checkbox", { name: "sale.created" }).click();
  await page.getByRole("heading", { name: "Only when" }).click();
}

const row = (page: Page, n: number) => page.getByRole("listitem", { name: `Condition ${n}`, exact: true });

test("a filter is built from fields of the schema, judged on real events at once, and decides what is sent", async ({
  page,
  app,
}) => {
  const receiver = await startReceiver();
  const account = await app.account();
  const key = await app.apiKey(account.workspace.id, ["events:write"]);
  for (const [amount, country] of [
    [1_900, "DE"],
    [9_900, "DE"],
    [9_900, "FR"],
  ] as const)
    await sell(app, key, amount, country);

  await openFilter(page, account, receiver.url("/filtered"));
  await page.getByRole("button", { name: "Add a condition" }).click();
  await row(page, 1).getByRole("combobox", { name: "Field" }).fill("amount");
  await page.getByRole("option", { name: /^data\.amount\s/ }).click();
  await row(page, 1).getByRole("combobox", { name: "Comparison" }).selectOption("≥");
  await row(page, 1).getByRole("combobox", { name: "Value" }).fill("5000");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("heading", { name: /^2 of 3 would be sent/ })).toBeVisible();
  await expect(page.getByText("Send when the amount is at least 5,000.")).toBeVisible();

  await page.getByRole("button", { name: "Add a condition" }).click();
  await row(page, 2).getByRole("combobox", { name: "Field" }).fill("data.click.country");
  await page.keyboard.press("Tab");
  await row(page, 2).getByRole("combobox", { name: "Comparison" }).selectOption("is one of");
  await row(page, 2).getByRole("combobox", { name: "Value" }).click();
  await page.getByRole("option", { name: /^DE/ }).click();
  await expect(row(page, 2).getByRole("button", { name: "Remove DE" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^1 of 3 would be sent/ })).toBeVisible();
  await page.getByRole("radio", { name: "Left out (2)" }).check({ force: true });
  await expect(page.getByText("data.amount is 1,900, needs to be at least 5,000")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Destination created.")).toBeVisible();
  await sell(app, key, 1_900, "DE");
  await sell(app, key, 9_900, "FR");
  await sell(app, key, 7_700, "DE");
  const [sent] = await receiver.arrived(1);
  expect(JSON.parse(sent!.body)).toMatchObject({ data: { amount: 7_700 } });
  expect(receiver.received).toHaveLength(1);

  await page.getByRole("link", { name: /^Open / }).click();
  await page.getByRole("link", { name: "Configuration" }).click();
  await expect(row(page, 2).getByRole("button", { name: "Remove DE" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^2 of 6 would be sent/ })).toBeVisible();
  await receiver.close();
});

test("values of an event become conditions at a click, a filter that sends nothing says so, and clearing it can be undone", async ({
  page,
  app,
}) => {
  const account = await app.account();
  await openFilter(page, account);
  await page.getByRole("button", { name: "Start from an event" }).click();
  const dialog = page.getByRole("dialog", { name: "Start from an event" });
  await expect(dialog.getByText("There are no events of the chosen types yet.", { exact: false })).toBeVisible();
  await dialog.getByRole("button", { name: "4900", exact: true }).click();
  await dialog.getByRole("button", { name: '"USD"' }).click();
  await expect(dialog.getByText("2 conditions added")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("heading", { name: "1 of 1 sample would be sent" })).toBeVisible();

  await row(page, 1).getByRole("combobox", { name: "Comparison" }).selectOption(">");
  await expect(page.getByText("None of the samples would be sent.")).toBeVisible();
  await row(page, 2).getByRole("button", { name: "Actions of condition 2" }).click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  await expect(row(page, 1).getByRole("combobox", { name: "Field" })).toHaveValue("data.currency");

  await page.getByRole("button", { name: "Clear filter" }).click();
  await expect(row(page, 1)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, 2)).toBeVisible();

  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Finish or remove this condition.")).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
