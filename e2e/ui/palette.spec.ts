import { expect, type Page } from "@playwright/test";

import { eventType } from "@/lib/contracts/event-types";
import { newId } from "@/lib/shared/ids";

import { type Account, type App, test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";

interface Stage {
  account: Account;
  endpointId: string;
  deliveryId: string;
  host: string;
}

/** A person with one destination that has received one sale. */
async function stage(app: App): Promise<Stage> {
  const account = await app.account();
  const receiver = await startReceiver((_request, response) => response.writeHead(200).end());
  const key = await app.apiKey(account.workspace.id, ["webhooks:read", "webhooks:manage", "events:write"]);
  const ask = async (path: string, content?: unknown): Promise<unknown> => {
    const response = await fetch(`${app.url}${path}`, {
      method: content === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(content !== undefined && { body: JSON.stringify(content) }),
    });
    expect(response.ok).toBe(true);
    return ((await response.json()) as { data: unknown }).data;
  };
  const url = receiver.url("/hooks");
  const made = await ask("/api/integrations/outbound", { url, name: "Orders API", events: ["sale.created"] });
  await ask("/api/events", { type: "sale.created", data: eventType("sale.created").sample });
  await receiver.arrived(1);
  const log = (await ask("/api/deliveries")) as { id: string }[];
  return {
    account,
    endpointId: (made as { id: string }).id,
    deliveryId: log[0]?.id ?? "",
    host: new URL(url).host,
  };
}

async function openPage(page: Page, { account }: Stage, path = ""): Promise<void> {
  await signIn(page, account, `/${account.workspace.slug}${path}`);
  // Live once the page runs; a key before that would reach nobody.
  await expect(page.getByRole("button", { name: "Live updates: Live" })).toBeVisible();
}

async function openPalette(page: Page) {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search or jump to" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  return palette;
}

test("the palette leads by keyboard alone to endpoints, pages, states and pasted ids, and says what is nowhere", async ({
  page,
  app,
}) => {
  const here = await stage(app);
  await openPage(page, here);

  let palette = await openPalette(page);
  await expect(palette.getByRole("option", { name: "Deliveries", exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type("orders");
  await expect(palette.getByRole("option", { name: /^Orders API/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/integrations/automation/${here.endpointId}$`));
  await expect(palette).toBeHidden();

  palette = await openPalette(page);
  await expect(palette.getByRole("option", { name: /^Send test/ })).toBeVisible();
  // Pasted and sent off at once, before any answer can have come.
  await page.keyboard.insertText(here.deliveryId);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/deliveries/${here.deliveryId}$`));
  await expect(page.getByRole("heading", { level: 1, name: "sale.created" })).toBeVisible();

  palette = await openPalette(page);
  await expect(
    palette.getByRole("group", { name: "Recent" }).getByRole("option", { name: /^Orders API/ }),
  ).toBeVisible();
  await page.keyboard.insertText(newId("delivery"));
  await expect(palette.getByText("No delivery with this ID in Acme.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(palette).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();

  palette = await openPalette(page);
  await page.keyboard.type("failed del");
  await expect(palette.getByRole("option", { name: "Failed deliveries, last 24 hours" })).toBeVisible();
  await palette.getByRole("option", { name: "Failed deliveries, last 24 hours" }).click();
  await expect(page).toHaveURL(/\/deliveries\?status=failed$/);

  palette = await openPalette(page);
  await page.keyboard.type("members");
  await expect(palette.getByRole("option", { name: "Members Settings" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/settings\/members$/);
});

test("a pasted URL shows who sends there, or begins a destination for it", async ({ page, app }) => {
  const here = await stage(app);
  await openPage(page, here);
  const palette = await openPalette(page);
  await page.keyboard.insertText(`http://${here.host}/elsewhere`);
  await expect(palette.getByRole("option", { name: `Orders API Sends to ${here.host}` })).toBeVisible();
  await palette.getByRole("combobox").fill("https://hooks.example.com/new");
  await palette.getByRole("option", { name: "Create a destination for this URL" }).click();
  await expect(page.getByRole("textbox", { name: "URL" })).toHaveValue("https://hooks.example.com/new");
});

test("an action that needs an endpoint asks for it in a second step, and can be taken back", async ({ page, app }) => {
  const here = await stage(app);
  await openPage(page, here, "/deliveries");
  const palette = await openPalette(page);
  await page.keyboard.type("pause");
  await palette.getByRole("option", { name: "Pause an endpoint…" }).click();
  const step = page.getByRole("dialog", { name: "Pause…" });
  await expect(step.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Backspace");
  await expect(palette.getByRole("option", { name: "Pause an endpoint…" })).toBeVisible();
  await page.keyboard.type("pause");
  // Enter does what the list shows as chosen.
  await expect(palette.getByRole("option", { name: "Pause an endpoint…" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(step.getByRole("option", { name: /^Orders API/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Orders API paused. Events are held.")).toBeVisible();
  const enabled = page.waitForResponse((response) => response.url().endsWith("/enable"));
  await page.getByRole("button", { name: "Undo" }).click();
  await enabled;
  await page.goto(`/${here.account.workspace.slug}/integrations/automation/${here.endpointId}`);
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
});

test("single keys go to pages, tabs and the help, and do nothing in a field or when they are switched off", async ({
  page,
  app,
}) => {
  const here = await stage(app);
  await openPage(page, here, `/integrations/automation/${here.endpointId}`);
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByRole("heading", { name: "On this page" })).toBeVisible();
  await expect(sheet).toContainText("Search or jump to");
  await expectAccessible(page);
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page).toHaveURL(new RegExp(`${here.endpointId}$`));
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await page.keyboard.press("2");
  await expect(page).toHaveURL(/\/deliveries\?test=show$/);
  await page.keyboard.press("1");
  await expect(page).toHaveURL(new RegExp(`${here.endpointId}$`));
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page).toHaveURL(new RegExp(`/${here.account.workspace.slug}/deliveries$`));
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search deliveries" })).toBeFocused();
  await page.keyboard.type("gd?[");
  await expect(page.getByRole("searchbox", { name: "Search deliveries" })).toHaveValue("gd?[");
  await expect(sheet).toBeHidden();

  await page.goto("/account");
  await page.getByRole("switch", { name: "Keyboard shortcuts" }).click();
  await expect(page.getByRole("switch", { name: "Keyboard shortcuts" })).not.toBeChecked();
  await page.goto(`/${here.account.workspace.slug}/deliveries`);
  await expect(page.getByRole("button", { name: "Live updates: Live" })).toBeVisible();
  await page.keyboard.press("?");
  const palette = await openPalette(page);
  await expect(palette).toBeVisible();
  await expect(sheet).toBeHidden();
});

test("the palette is nothing of a page's first load, and fits a phone in the dark", async ({ page, app }) => {
  const here = await stage(app);
  const scripts: string[] = [];
  page.on("response", async (response) => {
    if (response.request().resourceType() === "script") scripts.push(await response.text().catch(() => ""));
  });
  await openPage(page, here);
  const hasPalette = () => scripts.some((text) => text.includes("cmdk-item"));
  expect(hasPalette()).toBe(false);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "Search or jump to…" }).click();
  const palette = page.getByRole("dialog", { name: "Search or jump to" });
  await palette.getByRole("combobox").fill("orders");
  await expect(palette.getByRole("option", { name: /^Orders API/ })).toBeVisible();
  expect(hasPalette()).toBe(true);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
