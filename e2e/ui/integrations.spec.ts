import { expect, type Page } from "@playwright/test";

import { prisma } from "@/lib/db/client";

import type { Account } from "../fixtures/app";
import {
  aClick,
  consent,
  disconnect,
  expectGood,
  expectLive,
  main,
  openTab,
  test,
} from "../fixtures/app-with-providers";
import { signIn } from "../fixtures/sign-in";

const STRIPE = "acct_1StandInAcme";

async function connectStripe(page: Page, account: Account): Promise<void> {
  await signIn(page, account, `/${account.workspace.slug}/integrations/available/stripe`);
  await expectLive(page);
  await page.getByRole("button", { name: "Connect Stripe" }).click();
  await consent(page, STRIPE);
  await expectLive(page);
}

test("Stripe is connected by consent, and its first event is seen to come and followed to what it became", async ({
  page,
  app,
  sandbox,
}) => {
  test.slow();
  const account = await app.account();
  const click = await aClick(account);
  await connectStripe(page, account);
  await expect(page).toHaveURL(/welcome=1/);
  await expect(page.getByRole("heading", { name: "Stripe is connected" })).toBeVisible();
  await expect(page.getByText("Waiting for the first event")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Connected. Nothing has come in yet." })).toBeVisible();
  await expectGood(page);

  const [sent] = await sandbox.send({
    provider: "stripe",
    event: "checkout.session.completed",
    account: STRIPE,
    fields: { click },
  });
  expect(sent?.status).toBe(200);
  await expect(page.getByText("The first event came")).toBeVisible();
  const row = page.getByRole("row", { name: /checkout\.session\.completed/ });
  await expect(row).toContainText("Processed");
  await expect(row).toContainText("Sale");
  await expectGood(page);

  await row.getByRole("link").click();
  const trace = page.getByRole("region", { name: "Trace" });
  await expect(trace.getByRole("link", { name: "sale.created" })).toHaveAttribute("href", /\/events\/evt_/);
  await expect(page.getByRole("region", { name: "Payload", exact: true })).toContainText(click);
  await expect(page.getByRole("region", { name: "Payload", exact: true })).not.toContainText("Stripe-Signature");
  await expectGood(page);

  await page.getByRole("button", { name: "Process again" }).click();
  await expect(page.getByText("Sale, known before")).toBeVisible();
  await expect(trace.getByRole("link", { name: "sale.created" })).toHaveCount(1);
});

test("what comes in while Stripe is paused waits in sight, and is processed when it goes on", async ({
  page,
  app,
  sandbox,
}) => {
  const account = await app.account();
  const click = await aClick(account);
  await connectStripe(page, account);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Paused by Ada Lovelace/ })).toBeVisible();
  await sandbox.send({ provider: "stripe", event: "checkout.session.completed", account: STRIPE, fields: { click } });
  await expect(main(page)).toContainText("1 event is waiting.");
  await page.getByRole("link", { name: "See them" }).click();
  await expect(page).toHaveURL(/status=held/);
  await expect(page.getByRole("row", { name: /checkout\.session\.completed/ })).toContainText("Held");
  await expectGood(page);

  await page.getByRole("button", { name: "Resume" }).first().click();
  await expect(page.getByText("No inbound events match these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("row", { name: /checkout\.session\.completed/ })).toContainText("Processed");
});

test("access that ended says so with its cause, is repaired by connecting again, and can be given back", async ({
  page,
  app,
  sandbox,
}) => {
  test.slow();
  const account = await app.account();
  await connectStripe(page, account);
  // The person removes the app at Stripe, and its notice is lost.
  sandbox.standIns.find(({ name }) => name === "stripe")?.uninstall(STRIPE);
  await page.getByRole("button", { name: "Check now" }).click();
  const cause = "Stripe no longer accepts our access. Connect it again.";
  await expect(page.getByRole("heading", { name: cause })).toBeVisible();
  await expectGood(page);
  await page.goto(`/${account.workspace.slug}/integrations`);
  await expect(page).toHaveURL(/\/installed$/);
  await expect(main(page)).toContainText(cause);
  await expectGood(page);

  await expectLive(page);
  await page.getByRole("button", { name: "Reconnect" }).click();
  await consent(page, STRIPE);
  await expectLive(page);
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await openTab(page, "Credentials");
  await expect(page.getByText("Consent at Stripe")).toBeVisible();
  await expectGood(page);

  await disconnect(page, "Stripe");
  await openTab(page, "Activity");
  for (const what of [
    "disconnected the integration Stripe",
    "connected the integration Stripe",
    "noted an error of the integration Stripe",
  ])
    await expect(main(page).getByRole("listitem").filter({ hasText: what })).not.toHaveCount(0);
  await expectGood(page);
});

test("settings are tried on the last event, kept, and stand in the activity with both values", async ({
  page,
  app,
  sandbox,
}) => {
  const account = await app.account();
  const click = await aClick(account);
  await connectStripe(page, account);
  await sandbox.send({ provider: "stripe", event: "checkout.session.completed", account: STRIPE, fields: { click } });
  await openTab(page, "Configuration");
  await expect(page.getByLabel("Refunds")).toHaveValue("reverse");
  const outcome = page.getByRole("status", { name: "What it would become" });
  await expect(outcome).toContainText(/a sale of .*\d/);
  await page.getByRole("checkbox", { name: "Checkout completed" }).uncheck();
  await expect(outcome).not.toContainText("a sale of");
  await page.getByRole("checkbox", { name: "Invoice paid" }).uncheck();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Choose at least one.")).toBeVisible();
  await expectGood(page);
  await page.getByRole("checkbox", { name: "Invoice paid" }).check();
  await page.getByLabel("Refunds").selectOption("mark");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Refunds")).toHaveValue("mark");
  await expect(page.getByRole("checkbox", { name: "Checkout completed" })).not.toBeChecked();
  await openTab(page, "Activity");
  await expect(main(page)).toContainText("Refunds: Reverse the sale → Mark only");
});

test("an event put together by hand leaves no trace in a live workspace, and in a test one is followed to its sale", async ({
  page,
  app,
}) => {
  test.slow();
  const account = await app.account();
  const click = await aClick(account);
  await connectStripe(page, account);
  await page.keyboard.press("t");
  const dialog = page.getByRole("dialog", { name: "Run a test of Stripe" });
  const editor = dialog.getByRole("textbox", { name: "Payload" });
  const run = dialog.getByRole("button", { name: /^Run (?:test|again)/ });
  await expect(dialog.getByRole("switch", { name: "Dry run" })).toBeDisabled();
  await expectGood(page);
  await editor.fill("{\n  oops\n}");
  await run.click();
  await expect(dialog.getByText("Line 2: this is not JSON.")).toBeVisible();
  await dialog.getByRole("button", { name: "Reset" }).click();
  await dialog.getByRole("combobox", { name: "Event" }).selectOption("checkout.session.completed");
  const sample = await editor.inputValue();
  await editor.fill(sample.replace('"client_reference_id": null', `"client_reference_id": "${click}"`));
  await editor.press("Control+Enter");
  await expect(
    dialog.getByRole("heading", { name: /^This event would create a sale of .*49\.00 for the link ‘/ }),
  ).toBeVisible();
  await expectGood(page);
  await editor.fill(sample.replaceAll("checkout.session.completed", "price.updated"));
  await run.click();
  await expect(dialog.getByText("This event would be ignored: no mapping uses price.updated.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page).not.toHaveURL(/run=/);
  await openTab(page, "Inbound events");
  await expect(page.getByText("Nothing has come in yet", { exact: true })).toBeVisible();

  await prisma().workspace.update({ where: { id: account.workspace.id }, data: { mode: "test" } });
  await page.goto(`/${account.workspace.slug}/integrations/installed`);
  await expectLive(page);
  await page.getByRole("button", { name: "Actions of Stripe" }).click();
  await page.getByRole("menuitem", { name: "Run a test" }).click();
  await editor.fill(
    (await editor.inputValue()).replace('"client_reference_id": null', `"client_reference_id": "${click}"`),
  );
  await dialog.getByRole("switch", { name: "Dry run" }).uncheck();
  await run.click();
  await expect(dialog.getByRole("heading", { name: "This event was processed." })).toBeVisible();
  await expect(dialog.getByRole("list", { name: "Steps of the test" })).toContainText("Sale");
  await expectGood(page);
  await dialog.getByRole("link", { name: "Open the inbound event" }).click();
  await expect(page.getByRole("region", { name: "Trace" }).getByRole("link", { name: "sale.created" })).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

test("a viewer sees how it stands and neither payloads nor what only admins do", async ({ page, app }) => {
  const owner = await app.account();
  await connectStripe(page, owner);
  const { pathname } = new URL(page.url());
  await prisma().member.updateMany({ where: { workspaceId: owner.workspace.id }, data: { role: "viewer" } });
  await page.goto(`/${owner.workspace.slug}/integrations/available`);
  await expectLive(page);
  const connect = page.getByRole("button", { name: "Connect HubSpot" });
  await expect(connect).toHaveAttribute("aria-disabled", "true");
  await expect(connect).toHaveAccessibleDescription("Only admins can connect providers.");
  await expectGood(page);
  await page.goto(pathname);
  await expectLive(page);
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("button", { name: "Run a test" })).toHaveAccessibleDescription(
    "Only admins can manage integrations.",
  );
  await expect(page.getByRole("link", { name: "Activity" })).toHaveCount(0);
  await openTab(page, "Configuration");
  await expect(page.getByLabel("Refunds")).toBeDisabled();
  await expectGood(page);
});
