import { expect, type Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";

import { type Account, test as appTest } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { type Received, type Receiver, startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";

/** Fills in the form and sends it; the page stays and shows what came back. */
async function createDestination(page: Page, account: Account, url: string, name = "Orders API"): Promise<void> {
  await page.goto(`/${account.workspace.slug}/integrations/automation/new`);
  await page.getByLabel("URL", { exact: true }).fill(url);
  await page.getByLabel(/^Name/).fill(name);
  await page.getByRole("checkbox", { name: "All of Sales" }).click();
  await page.getByRole("button", { name: "Create and send a test" }).click();
}

const signatureOf = ({ id, timestamp, signature }: Received): Record<string, string> => ({
  "webhook-id": id,
  "webhook-timestamp": timestamp,
  "webhook-signature": signature,
});

const test = appTest.extend<{ receiver: Receiver }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures this one needs
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.close();
  },
});

test("from signing in to a redelivered event: every request is signed and on record", async ({
  page,
  app,
  receiver,
}) => {
  const account = await app.account();
  await signIn(page, account);
  await expect(page.getByRole("heading", { level: 1, name: "Nothing is connected yet." })).toBeVisible();

  await createDestination(page, account, receiver.url("/hooks"));
  await expect(page.getByText(/The test was delivered in/)).toBeVisible();
  await page.getByRole("button", { name: /^Reveal/ }).click();
  const secret = await page.getByRole("status", { name: "signing secret" }).innerText();
  const webhook = new Webhook(secret);
  const [probe] = await receiver.arrived(1);
  expect(webhook.verify(probe!.body, signatureOf(probe!))).toMatchObject({ type: "sale.created" });
  await expect(page.getByText(probe!.id, { exact: true }).first()).toBeVisible();

  const key = await app.apiKey(account.workspace.id, ["events:write"]);
  const eventId = await app.event(key, "sale.created");
  const sent = (await receiver.arrived(2))[1]!;
  expect(sent.id).toBe(eventId);
  webhook.verify(sent.body, signatureOf(sent));

  await page.goto(`/${account.workspace.slug}/deliveries`);
  await page.getByRole("link", { name: "sale.created" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "sale.created" })).toBeFocused();
  await expect(page.getByRole("list", { name: "Timeline" }).getByText("Attempt 1")).toBeVisible();
  await expect(page).toHaveTitle(/^sale\.created · dlv_.+…\w{6} · Acme$/);

  // Timestamps are whole seconds: the second attempt must fall into another one.
  await expect.poll(() => Math.floor(Date.now() / 1_000)).toBeGreaterThan(Number(sent.timestamp));
  await page.getByRole("button", { name: "Redeliver", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Redeliver a delivered event?" })).toBeVisible();
  await page.getByRole("button", { name: "Redeliver the event" }).click();
  const again = (await receiver.arrived(3))[2]!;
  expect(again.id).toBe(sent.id);
  expect(Number(again.timestamp)).toBeGreaterThan(Number(sent.timestamp));
  expect(again.body).toBe(sent.body);
  webhook.verify(again.body, signatureOf(again));
  await expect(page.getByRole("list", { name: "Timeline" }).getByText("Attempt 2")).toBeVisible();
});

test("a refused test says why in plain words, and the destination can wait until it passes", async ({ page, app }) => {
  const account = await app.account();
  const refusing = await startReceiver((_request, response) => {
    response.statusCode = 401;
    response.end("invalid signature");
  });
  await signIn(page, account);
  await createDestination(page, account, refusing.url());
  await expect(page.getByText("The test failed: your receiver answered 401.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Your receiver refused us (401)." })).toBeVisible();
  await page.getByRole("switch", { name: "Pause until it passes" }).click();
  await expect(page.getByText(/Paused: events are held\./)).toBeVisible();
  await refusing.close();
});

test("what is missing is named under its field, and nothing is sent", async ({ page, app, receiver }) => {
  const account = await app.account();
  await signIn(page, account, `/${account.workspace.slug}/integrations/automation/new`);
  await page.getByRole("button", { name: "Create and send a test" }).click();
  await expect(page.getByText("Enter the URL that receives the events.")).toBeVisible();
  await expect(page.getByText("Choose at least one event type.")).toBeVisible();
  await expect(page.getByLabel("URL", { exact: true })).toBeFocused();
  expect(receiver.received).toEqual([]);
});

test("a wrong password is refused without saying which part was wrong", async ({ page, app }) => {
  const account = await app.account();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Email or password is wrong.")).toBeVisible();
});

test("signing in never leads to another site", async ({ page, app }) => {
  const account = await app.account();
  await signIn(page, account, "//evil.example/path");
  expect(new URL(page.url()).origin).toBe(app.url);
});

test("a stranger's workspace and one that does not exist look the same", async ({ page, app }) => {
  const [account, other] = [await app.account(), await app.account()];
  await signIn(page, account);
  for (const slug of [other.workspace.slug, "nowhere"]) {
    const response = await page.goto(`/${slug}/deliveries`);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1_440, 360] as const) {
    test.describe(`${colorScheme}, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: width === 360 ? 740 : 900 } });

      // Two of the four hold every width and every theme; the others are tried with all there is.
      const full = (colorScheme === "dark") === (width === 360) ? "" : " @full";
      test(`every page is accessible and fits${full}`, async ({ page, app, receiver }) => {
        test.slow();
        const check = async (): Promise<void> => {
          await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        };
        const account = await app.account();
        const home = `/${account.workspace.slug}`;
        await page.goto("/sign-in");
        await check();
        await signIn(page, account);
        await page.getByText("Nothing is connected yet.").waitFor();
        await check();
        await page.goto(`${home}/setup`);
        await check();
        await page.goto(`${home}/integrations/automation`);
        await page.getByText("No destinations yet").waitFor();
        await check();
        await page.goto(`${home}/deliveries`);
        await page.getByText("No deliveries yet").waitFor();
        await check();
        await page.goto(`${home}/integrations/automation/new`);
        await check();
        await createDestination(page, account, receiver.url("/hooks"));
        await page.getByText(/The test was delivered in/).waitFor();
        await check();
        const key = await app.apiKey(account.workspace.id, ["events:write"]);
        await app.event(key, "sale.created");
        await receiver.arrived(2);
        await page.goto(`${home}/integrations/automation`);
        await page.getByRole("link", { name: "Orders API" }).click();
        await page.getByRole("heading", { level: 1, name: "Orders API" }).waitFor();
        await check();
        await page.goto(`${home}/deliveries`);
        await page.getByRole("link", { name: "sale.created" }).waitFor();
        await check();
        await page.getByRole("link", { name: "sale.created" }).click();
        await page.getByRole("list", { name: "Timeline" }).getByText("Attempt 1").waitFor();
        await check();
        await page.goto(`${home}/deliveries?status=canceled`);
        await page.getByText("No deliveries match these filters").waitFor();
        await check();
      });
    });
  }
}
