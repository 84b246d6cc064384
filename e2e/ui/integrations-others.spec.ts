import { expect, type Page } from "@playwright/test";

import { APPS } from "@/scripts/sandbox/variables";

import type { Account } from "../fixtures/app";
import {
  aClick,
  consent,
  disconnect,
  expectGood,
  expectLive,
  main,
  openTab,
  pauseAndResume,
  test,
} from "../fixtures/app-with-providers";
import { signIn } from "../fixtures/sign-in";

async function openCatalogue(page: Page, account: Account): Promise<void> {
  await signIn(page, account, `/${account.workspace.slug}/integrations/available`);
  await expectLive(page);
}

/** Paused, it holds what comes in; once it goes on, that is processed. Both are seen in the page. */
async function expectHeldUntilResumed(page: Page, topic: RegExp, send: () => Promise<unknown>): Promise<void> {
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Paused by Ada Lovelace/ })).toBeVisible();
  await send();
  await expect(main(page)).toContainText("1 event is waiting.");
  await page.getByRole("link", { name: "See them" }).click();
  await expect(page).toHaveURL(/status=held/);
  const row = page.getByRole("row", { name: topic });
  await expect(row).toContainText("Held");
  await expectGood(page);
  await page.getByRole("button", { name: "Resume" }).first().click();
  await expect(page.getByText("No inbound events match these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(row).toContainText("Processed");
}

test("HubSpot is connected from its card, offers its own stages by name, holds what comes while paused, and is repaired after its access ended", async ({
  page,
  app,
  sandbox,
}) => {
  test.slow();
  const account = await app.account();
  const click = await aClick(account);
  await openCatalogue(page, account);
  await page.getByRole("button", { name: "Connect HubSpot" }).click();
  await consent(page, "62515");
  await expectLive(page);
  await openTab(page, "Configuration");
  const stages = page.getByRole("group", { name: /Sale is created when a deal reaches/ });
  await expect(stages.getByRole("checkbox", { name: /Closed won/ })).toBeChecked();
  await stages.getByRole("checkbox", { name: /Renewed/ }).check();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  await expectGood(page);

  await openTab(page, "Inbound events");
  const hubspot = { provider: "hubspot", account: "62515" } as const;
  const [sent] = await sandbox.send({ ...hubspot, event: "contact.creation", fields: { click } });
  expect(sent?.status).toBe(200);
  await expect(page.getByRole("link", { name: /creation/ })).toBeVisible();
  const won = { ...hubspot, event: "deal.dealstage", fields: { stage: "closedwon", amount: "1500.00" } } as const;
  await expectHeldUntilResumed(page, /deal\.propertyChange/, () => sandbox.send(won));
  await expect(page.getByRole("row", { name: /deal\.propertyChange/ })).toContainText("Sale");

  await sandbox.uninstall("hubspot", "62515");
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByRole("heading", { name: /HubSpot no longer accepts our access/ })).toBeVisible();
  await page.goto(`/${account.workspace.slug}/integrations/available`);
  await expect(page.getByRole("link", { name: "Fix HubSpot" })).toBeVisible();
  await expectGood(page);
  await page.getByRole("link", { name: "Fix HubSpot" }).click();
  await expectLive(page);
  await page.getByRole("button", { name: "Reconnect" }).click();
  await consent(page, "62515");
  await expectLive(page);
  await openTab(page, "Configuration");
  await expect(stages.getByRole("checkbox", { name: /Renewed/ })).toBeChecked();
  await disconnect(page, "HubSpot");
});

test("a Shopify store is named first, its paid orders become sales, removing the app there is seen and repaired here, and its access is given back", async ({
  page,
  app,
  sandbox,
}) => {
  const account = await app.account();
  const click = await aClick(account);
  await openCatalogue(page, account);
  await page.getByRole("link", { name: "Connect Shopify" }).click();
  await expectLive(page);
  await page.getByLabel("Store").fill("acme.myshopify.com");
  await page.getByRole("button", { name: "Connect Shopify" }).click();
  await consent(page, "acme.myshopify.com");
  await expectLive(page);
  const order = {
    provider: "shopify",
    event: "orders/paid",
    account: "acme.myshopify.com",
    fields: { click },
  } as const;
  expect((await sandbox.send(order)).every(({ status }) => status === 200)).toBe(true);
  const row = page.getByRole("row", { name: /orders\/paid/ });
  await expect(row).toContainText("Sale");
  await expectGood(page);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Paused by/ })).toBeVisible();

  await sandbox.uninstall("shopify", "acme.myshopify.com");
  await expect(page.getByRole("heading", { name: /^Access was removed/ })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Reconnect" }).click();
  await consent(page, "acme.myshopify.com");
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await expectLive(page);
  await disconnect(page, "Shopify");
});

test("Resend is connected by a key that is never shown again, holds what comes while paused, lists a forged notice as rejected, and is repaired with another key", async ({
  page,
  app,
  sandbox,
}) => {
  test.slow();
  const account = await app.account();
  await openCatalogue(page, account);
  await page.getByRole("link", { name: "Connect Resend" }).click();
  await expectLive(page);
  await page.getByLabel("API key").fill(APPS.resend.sendingKey);
  await page.getByRole("button", { name: "Connect Resend" }).click();
  await expect(main(page).getByText("This key of Resend may do too little.")).toBeVisible();
  await page.getByLabel("API key").fill(APPS.resend.fullKey);
  await page.getByRole("button", { name: "Connect Resend" }).click();
  await page.waitForURL(/installed\/ins_\w+\?welcome=1/);
  await expectLive(page);
  await expect(page.getByRole("heading", { name: "Resend is connected" })).toBeVisible();

  const bounce = { provider: "resend", event: "email.bounced", fields: { to: "gone@example.com" } } as const;
  expect((await sandbox.send(bounce)).map(({ status }) => status)).toEqual([200]);
  await expect(page.getByRole("row", { name: /email\.bounced/ })).toContainText("Processed");
  const complaint = { ...bounce, event: "email.complained" } as const;
  await expectHeldUntilResumed(page, /email\.complained/, () => sandbox.send(complaint));
  const forged = await sandbox.send({ ...bounce, mode: "wrong_signature" });
  expect(forged.map(({ status }) => status)).toEqual([401]);
  await openTab(page, "Inbound events");
  await expect(page.getByRole("region", { name: "Rejected requests" })).toContainText("Signature did not match.");
  await expectGood(page);

  await openTab(page, "Credentials");
  await expect(main(page)).toContainText("Key of Resend");
  await expect(main(page)).not.toContainText(APPS.resend.fullKey);
  await page.getByLabel("API key").fill("re_AKeyOfNobodyAtAll");
  await page.getByRole("button", { name: "Replace key" }).click();
  await expect(main(page).getByText("Resend does not take this key.")).toBeVisible();
  await page.getByLabel("API key").fill(APPS.resend.fullKey);
  await page.getByRole("button", { name: "Replace key" }).click();
  await expect(page.getByText("The key was replaced.")).toBeVisible();
  await expectGood(page);

  await sandbox.uninstall("resend");
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByRole("heading", { name: /Resend no longer accepts our access/ })).toBeVisible();
  await page.getByRole("link", { name: "Reconnect" }).click();
  await expect(page).toHaveURL(/\/credentials$/);
  await page.getByLabel("API key").fill(APPS.resend.otherFullKey);
  await page.getByRole("button", { name: "Replace key" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await disconnect(page, "Resend");
});

test("Zapier is connected with a key of ours, and a Zap that is switched on is seen as a managed destination", async ({
  page,
  app,
  sandbox,
}) => {
  const account = await app.account();
  await openCatalogue(page, account);
  await page.getByRole("button", { name: "Connect Zapier" }).click();
  await page.waitForURL(/installed\/ins_\w+\?welcome=1/);
  await expectLive(page);
  await expect(page.getByText("No Zap uses this workspace yet.")).toBeVisible();
  const apiKey = await app.apiKey(account.workspace.id, ["webhooks:read", "webhooks:manage", "events:read"]);
  const zap = (path: string, fields: Record<string, string>) =>
    fetch(`${sandbox.url}/zapier/zaps${path}`, { method: "POST", body: new URLSearchParams(fields) });
  const made = await zap("", { apiKey, event: "sale.created" });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const managed = page.getByRole("region", { name: "Managed destinations" });
  await expect(managed).toContainText("sale.created");
  await expectGood(page);
  expect((await zap(`/${id}/off`, {})).status).toBe(200);
  await expect(managed).toContainText("No Zap uses this workspace yet.");
  await pauseAndResume(page);
  await openTab(page, "Credentials");
  await expect(main(page)).toContainText("API key of this workspace");
  await expectGood(page);
  await disconnect(page, "Zapier");
  await page.getByRole("main").getByRole("button", { name: "Reconnect" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
});

test("Slack is told of the chosen events in the chosen channel, and what became of each is seen here", async ({
  page,
  app,
  sandbox,
}) => {
  test.slow();
  const account = await app.account();
  await openCatalogue(page, account);
  await page.getByRole("button", { name: "Connect Slack" }).click();
  const team = sandbox.standIns.find(({ name }) => name === "slack")?.accounts()[0]?.id ?? "";
  await consent(page, team);
  await expectLive(page);
  await expect(page.getByText("Nothing was sent yet", { exact: true })).toBeVisible();
  await openTab(page, "Configuration");
  await page.getByLabel("Channel").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  await page.getByRole("button", { name: "Post a sample" }).click();
  await expect(page.getByText(/^Slack took it/)).toBeVisible();
  await expectGood(page);
  const key = await app.apiKey(account.workspace.id, ["events:write"]);
  await app.event(key, "sale.created");
  await openTab(page, "Outbound events");
  const row = page.getByRole("row", { name: /sale\.created/ });
  await expect(row).toContainText("Delivered", { timeout: 20_000 });
  await expect(row.getByRole("link")).toHaveAttribute("href", /\/events\/evt_/);
  await expectGood(page);
});
