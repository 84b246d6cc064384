import { expect, type Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";

import { test as appTest } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { type Received, type Receiver, startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";

const test = appTest.extend<{ receiver: Receiver }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures this one needs
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.close();
  },
});

const signatureOf = ({ id, timestamp, signature }: Received): Record<string, string> => ({
  "webhook-id": id,
  "webhook-timestamp": timestamp,
  "webhook-signature": signature,
});

/** Pages can be seen before they can be used. */
const usable = (page: Page) => page.getByRole("button", { name: "Live updates: Live" }).waitFor();

async function check(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1_280, height: 800 });
}

test("a link gets a webhook of its own, its configuration is changed and reviewed, and another's change is not taken back", async ({
  page,
  app,
  receiver,
}) => {
  test.slow();
  const account = await app.account();
  const home = `/${account.workspace.slug}`;
  await signIn(page, account, `${home}/links`);
  await usable(page);
  await check(page);
  await page.getByRole("button", { name: "Create a link" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Destination URL").fill("https://shop.example.com/summer");
  await dialog.getByLabel(/^Title/).fill("Summer sale");
  await dialog.getByRole("button", { name: "Create a link" }).click();
  await page.getByRole("heading", { level: 1, name: "Summer sale" }).waitFor();
  await check(page);

  await page.getByRole("link", { name: "Webhooks", exact: true }).last().click();
  await page.getByText("No webhooks on this link").waitFor();
  await check(page);
  await page.getByRole("link", { name: "Create a webhook" }).first().click();
  // Leaving the empty field says what is wrong with it below it, and the click that left it lands all the same.
  await expect(page.getByLabel("URL", { exact: true })).toBeFocused();
  await page.getByRole("checkbox", { name: "All of Of this link" }).click();
  await expect(page.getByText("Enter the URL that receives the events.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "All of Of this link" })).toBeChecked();
  await page.getByLabel("URL", { exact: true }).fill(receiver.url("/link"));
  await page.getByLabel(/^Name/).fill("Clicks");
  const reach = page.getByRole("region", { name: "Can it be reached?" });
  await expect(reach.getByText(/^200 in \d+ ms$/)).toBeVisible();
  expect(receiver.checks).toMatchObject([{ path: "/link", body: "{}" }]);
  await check(page);
  await page.getByRole("button", { name: "Create and send a test" }).click();
  await page.getByText(/The test was delivered in/).waitFor();
  await page.getByRole("link", { name: "Open Clicks" }).click();
  await page.getByRole("heading", { level: 1, name: "Clicks" }).waitFor();
  await check(page);

  await page.getByRole("link", { name: "Configuration" }).click();
  await expect(page.getByRole("checkbox", { name: "All of Of this link" })).toBeChecked();
  await page.getByLabel("Time limit in seconds").fill("9");
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(page.getByRole("region", { name: "1 change" })).toContainText("15");
  await check(page);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Clicks saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save changes" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel("Time limit in seconds")).toHaveValue("9");

  await page.getByLabel("Time limit in seconds").fill("12");
  const [, linkId, webhookId] = /\/links\/(\w+)\/webhooks\/(\w+)/.exec(page.url())!;
  const elsewhere = await fetch(`${app.url}/api/links/${linkId}/webhooks/${webhookId}`, {
    method: "PATCH",
    headers: {
      authorization: `Bearer ${await app.apiKey(account.workspace.id, ["links:update"])}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ name: "Clicks of the sale" }),
  });
  expect(elsewhere.status).toBe(200);
  await expect(page.getByText("Somebody else changed this in the meantime. Saving would refuse.")).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText(/^The changes were not saved: /)).toBeVisible();
  await check(page);
  await page.getByRole("button", { name: "Load what is stored" }).click();
  await expect(page.getByLabel(/^Name/)).toHaveValue("Clicks of the sale");
  await expect(page.getByLabel("Time limit in seconds")).toHaveValue("9");
});

test("a secret is rotated without a refused request: both sign, the receiver's answer decides, the old one is retired", async ({
  page,
  app,
  receiver,
}) => {
  test.slow();
  const account = await app.account();
  const home = `/${account.workspace.slug}`;
  await signIn(page, account, `${home}/settings/webhooks`);
  await usable(page);
  await page.getByText("No webhooks yet").waitFor();
  await check(page);
  await page.goto(`${home}/settings/webhooks/new`);
  await page.getByLabel("URL", { exact: true }).fill(receiver.url("/hooks"));
  await page.getByLabel(/^Name/).fill("Orders");
  await page.getByRole("checkbox", { name: "All of Links" }).click();
  await page.getByRole("button", { name: "Create and send a test" }).click();
  await page.getByText(/The test was delivered in/).waitFor();
  await page.getByRole("link", { name: "Open Orders" }).click();
  await page.getByRole("link", { name: "Signing" }).click();

  await page.getByRole("button", { name: /^Reveal/ }).click();
  const secret = page.getByRole("status", { name: "signing secret" });
  await expect(secret).toHaveText(/^whsec_[A-Za-z0-9+/=]{20,}$/);
  const oldSecret = await secret.innerText();
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await expect(page.getByText(/^Rotating, /)).toBeVisible();
  await expect(secret).not.toHaveText(oldSecret);
  await expect(secret).toHaveText(/^whsec_[A-Za-z0-9+/=]{20,}$/);
  const newSecret = await secret.innerText();

  await page.getByRole("button", { name: "Send a test signed only with the new secret" }).click();
  await expect(page.getByText("Your receiver accepts the new secret.")).toBeVisible();
  const [, checked] = await receiver.arrived(2);
  new Webhook(newSecret).verify(checked!.body, signatureOf(checked!));
  expect(() => new Webhook(oldSecret).verify(checked!.body, signatureOf(checked!))).toThrow();

  await page.getByRole("button", { name: "Send test" }).click();
  const both = (await receiver.arrived(3))[2]!;
  for (const each of [oldSecret, newSecret]) new Webhook(each).verify(both.body, signatureOf(both));
  await check(page);

  await page.getByLabel("Headers").fill(
    Object.entries(signatureOf(checked!))
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
  );
  await page.getByLabel("Body, exactly as it came").fill(JSON.stringify(JSON.parse(checked!.body), null, 2));
  await page.getByRole("button", { name: "Check the signature" }).click();
  await expect(page.getByText("The body was re-formatted before checking.")).toBeVisible();

  await page.getByRole("button", { name: "Retire the old secret now" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Retire the old secret now" }).click();
  await expect(page.getByText("The old secret is retired.")).toBeVisible();
  await expect(page.getByText(/^Rotating, /)).toHaveCount(0);

  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByText(/retired the old secret of the endpoint Orders/)).toBeVisible();
  await expect(page.getByText(/rotated the secret of the endpoint Orders/)).toBeVisible();
  await check(page);

  // On a phone the row of tabs is wider than the page; the tab one is on stands in sight.
  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  await expect(page.getByRole("link", { name: "Activity" })).toBeInViewport({ ratio: 1 });
});
