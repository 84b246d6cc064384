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
    body: JSON.stringify({ name: "Clicks of the sale", timeoutMs: 20_000 }),
  });
  expect(elsewhere.status).toBe(200);
  // Both values of each field that the other one touched, told by name; nothing is lost, whichever stays.
  const conflict = page.getByRole("region", { name: /^journey changed this .+ Review their change before saving\.$/ });
  const theName = conflict.getByRole("radiogroup", { name: "Name" });
  const theLimit = conflict.getByRole("radiogroup", { name: "Time limit in seconds" });
  await expect(theName.getByRole("radio", { name: "Take theirs Clicks of the sale" })).toBeChecked();
  await expect(theLimit.getByRole("radio", { name: "Keep mine 12" })).toBeChecked();
  await expect(theLimit.getByRole("radio", { name: "Take theirs 20" })).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText(/^The changes were not saved: /)).toBeVisible();
  await check(page);
  await conflict.getByRole("button", { name: "Use the chosen values" }).click();
  await expect(conflict).toHaveCount(0);
  await expect(page.getByLabel(/^Name/)).toHaveValue("Clicks of the sale");
  await expect(page.getByLabel("Time limit in seconds")).toHaveValue("12");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Clicks of the sale saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel(/^Name/)).toHaveValue("Clicks of the sale");
  await expect(page.getByLabel("Time limit in seconds")).toHaveValue("12");
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

test("an endpoint that is deleted is asked for no more, and its page gives way to the list", async ({
  page,
  app,
  receiver,
}) => {
  const account = await app.account();
  const home = `/${account.workspace.slug}/integrations/automation`;
  const made = await fetch(`${app.url}/api/integrations/outbound`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await app.apiKey(account.workspace.id, ["webhooks:manage"])}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ url: receiver.url("/hooks"), name: "Orders API", events: ["sale.created"] }),
  });
  const { id } = ((await made.json()) as { data: { id: string } }).data;
  await signIn(page, account, `${home}/${id}`);
  await usable(page);
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
  });
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Orders API");
  await page.getByRole("dialog").getByRole("button", { name: "Delete Orders API" }).click();
  await expect(page).toHaveURL(new RegExp(`${home}$`));
  await expect(page.getByText("No destinations yet")).toBeVisible();
  expect(refused).toEqual([]);
});
