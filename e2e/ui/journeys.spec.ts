// What people come for, within the presses and pages that it may take them.

import { expect, type Page } from "@playwright/test";

import { eventType } from "@/lib/contracts/event-types";

import type { Account, App } from "../fixtures/app";
import { consent, expectLive, test } from "../fixtures/app-with-providers";
import { countSteps, type Steps } from "../fixtures/count-steps";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";

interface Stage {
  account: Account;
  home: string;
  receiver: Receiver;
  endpointId: string;
  answer: (status: number) => void;
  send: (count: number, data?: object) => Promise<void>;
}

/** A person with one destination, and what it is sent. */
async function stage(app: App): Promise<Stage> {
  const account = await app.account();
  let status = 200;
  const receiver = await startReceiver((_request, response) => response.writeHead(status).end("so it is"));
  const key = await app.apiKey(account.workspace.id, ["webhooks:manage", "events:write"]);
  const post = async (path: string, content: unknown): Promise<{ id: string }> => {
    const response = await fetch(`${app.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(content),
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return ((await response.json()) as { data: { id: string } }).data;
  };
  const url = receiver.url("/hooks");
  const endpoint = { url, name: "Orders API", events: ["sale.created"], retryPreset: "none" };
  const { id } = await post("/api/integrations/outbound", endpoint);
  return {
    account,
    home: `/${account.workspace.slug}`,
    receiver,
    endpointId: id,
    answer: (next) => (status = next),
    send: async (count, data = eventType("sale.created").sample) => {
      const before = receiver.received.length;
      await post("/api/events", { events: Array.from({ length: count }, () => ({ type: "sale.created", data })) });
      await receiver.arrived(before + count);
    },
  };
}

/** A stage whose endpoint has failed since the last of its deliveries, as the overview and its own page say by then. */
async function anOutage(page: Page, app: App): Promise<Stage> {
  const set = await stage(app);
  await set.send(2);
  set.answer(503);
  await set.send(12);
  await signIn(page, set.account, set.home);
  // Failures are gathered each minute.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: /^Orders API is failing since/ })).toBeVisible({
      timeout: 2_000,
    });
    await expect(page.getByRole("link", { name: "See an example" })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 80_000 });
  await expectLive(page);
  return set;
}

async function expectAtMost(taken: () => Promise<Steps>, { clicks, screens }: Steps): Promise<void> {
  const steps = await taken();
  expect(steps.clicks, "clicks").toBeLessThanOrEqual(clicks);
  expect(steps.screens, "screens").toBeLessThanOrEqual(screens);
}

const pageOf = ({ home, endpointId }: Stage): string => `${home}/integrations/automation/${endpointId}`;

test("T1 a provider is connected with three clicks beside its own consent", async ({ page, app }) => {
  const account = await app.account();
  await signIn(page, account);
  await expectLive(page);
  const taken = await countSteps(page);
  await page.getByRole("link", { name: "Integrations", exact: true }).first().click();
  await page.getByRole("button", { name: "Connect Stripe" }).click();
  await page.locator("select[name=account]").waitFor();
  // Its consent is one more.
  await expectAtMost(taken, { clicks: 3, screens: 3 });
  await consent(page, "acct_1StandInAcme");
  await expect(page.getByRole("heading", { name: "Stripe is connected" })).toBeVisible();
});

test("T2 whether everything works stands first, without a click", async ({ page, app }) => {
  const set = await stage(app);
  await set.send(3);
  await signIn(page, set.account, set.home);
  const taken = await countSteps(page);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: "Everything is healthy: 1 endpoint." })).toBeVisible({
      timeout: 2_000,
    });
  }).toPass();
  await expectAtMost(taken, { clicks: 0, screens: 1 });
  await set.receiver.close();
});

test("T3 a destination that received a signed test takes four clicks", async ({ page, app }) => {
  const account = await app.account();
  const receiver = await startReceiver();
  await signIn(page, account, `/${account.workspace.slug}/integrations/automation`);
  await expectLive(page);
  const taken = await countSteps(page);
  await page.getByRole("link", { name: "Create a destination" }).first().click();
  await page.getByLabel("URL", { exact: true }).fill(receiver.url("/hooks"));
  await page.getByRole("checkbox", { name: "All of Sales" }).click();
  await page.getByRole("button", { name: "Create and send a test" }).click();
  await expect(page.getByText(/The test was delivered in/)).toBeVisible();
  await expectAtMost(taken, { clicks: 4, screens: 2 });
  await receiver.close();
});

test("T4, T6, T11, T14 an outage is seen from the overview since when, why in one click, sent again in two, and stopped in two", async ({
  page,
  app,
}) => {
  test.setTimeout(150_000);
  const set = await anOutage(page, app);
  const taken = await countSteps(page);
  // T11: which and since when, without a click.
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Orders API is failing since");
  await expectAtMost(taken, { clicks: 0, screens: 1 });
  // T4: the cause in plain words.
  await page.getByRole("link", { name: "See an example" }).click();
  await expect(page.getByRole("heading", { name: "Your receiver failed (503)." })).toBeVisible();
  await expectAtMost(taken, { clicks: 1, screens: 1 });
  // T14: everything to it stops.
  await page.goBack();
  await expectLive(page);
  let before = await taken();
  await page.getByRole("button", { name: "Actions for Orders API" }).first().click();
  await page.getByRole("menuitem", { name: "Pause" }).click();
  await expect(page.getByText("Orders API paused. Events are held.")).toBeVisible();
  await expectAtMost(taken, { clicks: before.clicks + 2, screens: before.screens + 1 });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Orders API enabled.")).toBeVisible();
  // T6: all that was lost is sent again, from the endpoint's page.
  set.answer(200);
  await page.goto(pageOf(set));
  await expectLive(page);
  before = await taken();
  await page.getByRole("main").getByRole("button", { name: "Replay failed…" }).first().click();
  await page.getByRole("button", { name: "Redeliver 12 deliveries" }).click();
  await set.receiver.arrived(26);
  await expectAtMost(taken, { clicks: before.clicks + 2, screens: before.screens + 2 });
  await set.receiver.close();
});

test("T5 a delivery is sent again once its receiver is well, with three clicks at most", async ({ page, app }) => {
  const set = await stage(app);
  set.answer(503);
  await set.send(1);
  await signIn(page, set.account, `${set.home}/deliveries?status=failed`);
  await page.getByRole("link", { name: "sale.created" }).click();
  await expect(page.getByRole("heading", { name: "Your receiver failed (503)." })).toBeVisible();
  await expectLive(page);
  const taken = await countSteps(page);
  set.answer(200);
  await page.getByRole("button", { name: "Redeliver", exact: true }).click();
  await expect(page.getByRole("list", { name: "Timeline" }).getByText("Attempt 2")).toBeVisible();
  await set.receiver.arrived(2);
  await expectAtMost(taken, { clicks: 3, screens: 2 });
  await set.receiver.close();
});

test("T7, T8, T13 a secret is rotated with proof, code is at hand, and who changed what is one click away", async ({
  page,
  app,
}) => {
  const set = await stage(app);
  await signIn(page, set.account, pageOf(set));
  await expectLive(page);
  const taken = await countSteps(page);
  const tabs = page.getByRole("navigation", { name: "Orders API" });
  // T7: both secrets sign until the old one ends by itself.
  await tabs.getByRole("link", { name: "Signing" }).click();
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await page.getByRole("button", { name: "Send a test signed only with the new secret" }).click();
  await expect(page.getByText("Your receiver accepts the new secret.")).toBeVisible();
  await expectAtMost(taken, { clicks: 4, screens: 1 });
  await set.send(1);
  expect(set.receiver.received.at(-1)?.signature.split(" ")).toHaveLength(2);
  // T13
  const rotated = await taken();
  await tabs.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("main")).toContainText("Ada Lovelace");
  await expectAtMost(taken, { clicks: rotated.clicks + 1, screens: rotated.screens + 1 });
  // T8, from the endpoint's first page.
  await tabs.getByRole("link", { name: "Overview" }).click();
  await page.waitForURL(new RegExp(`${set.endpointId}$`));
  const before = await taken();
  await tabs.getByRole("link", { name: "Signing" }).click();
  await page.getByRole("tablist", { name: "Language" }).getByRole("tab", { name: "Python" }).click();
  await expect(page.getByRole("tabpanel", { name: "Python" })).toContainText("hmac");
  await expectAtMost(taken, { clicks: before.clicks + 2, screens: before.screens + 1 });
  await set.receiver.close();
});

test("T9 a known event is found by its id alone, from any page", async ({ page, app }) => {
  const set = await stage(app);
  await set.send(3);
  const id = set.receiver.received[1]?.id ?? "";
  await signIn(page, set.account, `${set.home}/settings/members`);
  await expectLive(page);
  const taken = await countSteps(page);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search or jump to" }).getByRole("combobox")).toBeFocused();
  await page.keyboard.insertText(id);
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/events/${id}$`));
  await expectAtMost(taken, { clicks: 1, screens: 1 });
  await set.receiver.close();
});

test("T10 an unknown event is found by content, endpoint and time in one line that is typed", async ({ page, app }) => {
  const set = await stage(app);
  const { sample } = eventType("sale.created");
  await set.send(3);
  const customer = { ...sample.customer, email: "grace@example.net" };
  await set.send(1, { ...sample, customer });
  await signIn(page, set.account, `${set.home}/deliveries`);
  await expectLive(page);
  const taken = await countSteps(page);
  const search = page.getByRole("searchbox", { name: "Search deliveries" });
  await search.fill('endpoint:"Orders API" data.customer.email:grace@example.net after:2026-01-01T00:00');
  await search.press("Enter");
  await expect(page.getByRole("link", { name: "sale.created" })).toHaveCount(1);
  await expectAtMost(taken, { clicks: 4, screens: 1 });
  await set.receiver.close();
});

test("T12 from an empty workspace to a verified delivery takes eight clicks and four pages", async ({ page, app }) => {
  const account = await app.account();
  const receiver = await startReceiver();
  await page.goto("/sign-in");
  const taken = await countSteps(page);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Nothing is connected yet.").waitFor();
  await expectLive(page);
  await page.getByRole("textbox", { name: "URL" }).fill(receiver.url("/hooks"));
  await page.getByRole("button", { name: "Create a destination" }).click();
  await page.getByRole("checkbox", { name: "All of Sales" }).click();
  await page.getByRole("button", { name: "Create and send a test" }).click();
  await expect(page.getByText(/The test was delivered in/)).toBeVisible();
  await expectAtMost(taken, { clicks: 8, screens: 4 });
  await receiver.close();
});
