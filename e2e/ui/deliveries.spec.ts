import { expect, type Page } from "@playwright/test";

import { eventType } from "@/lib/contracts/event-types";

import { type Account, type App, test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";

interface Stage {
  account: Account;
  receiver: Receiver;
  endpointId: string;
  /** What the receiver answers from now on. */
  answer: (status: number, body: string) => void;
  send: (count: number) => Promise<void>;
}

/** A person with one destination that is tried once, and a receiver that fails until it is told otherwise. */
async function stage(app: App): Promise<Stage> {
  const account = await app.account();
  let [status, body] = [503, '{"error":{"code":"down","retry":false}}'];
  const receiver = await startReceiver((_request, response) => {
    response.statusCode = status;
    response.setHeader("content-type", "application/json");
    response.end(body);
  });
  const key = await app.apiKey(account.workspace.id, ["webhooks:manage", "events:write"]);
  const post = async (path: string, content: unknown): Promise<{ id: string }> => {
    const response = await fetch(`${app.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(content),
    });
    expect(response.ok).toBe(true);
    return ((await response.json()) as { data: { id: string } }).data;
  };
  const { id } = await post("/api/integrations/outbound", {
    url: receiver.url("/hooks"),
    name: "Orders API",
    events: ["sale.created"],
    retryPreset: "none",
  });
  const sale = { type: "sale.created", data: eventType("sale.created").sample };
  return {
    account,
    receiver,
    endpointId: id,
    answer: (nextStatus, nextBody) => ([status, body] = [nextStatus, nextBody]),
    send: async (count) => {
      const before = receiver.received.length;
      await post("/api/events", { events: Array.from({ length: count }, () => sale) });
      await receiver.arrived(before + count);
    },
  };
}

const logOf = ({ account }: Stage, query = ""): string => `/${account.workspace.slug}/deliveries${query}`;

async function openReplayOfAll(page: Page, count: number): Promise<void> {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Redeliver all of these…" }).click();
  await expect(page.getByRole("button", { name: `Redeliver ${count} deliveries` })).toBeVisible();
}

async function startReplay(page: Page, count: number): Promise<void> {
  await page.getByRole("button", { name: `Redeliver ${count} deliveries` }).click();
  await page.getByRole("button", { name: "Follow" }).click();
  await expect(page).toHaveURL(/\/deliveries\/replays\/rpl_/);
}

test("a failed delivery says why and what to do, is compared, and is sent again once however often it is pressed", async ({
  page,
  app,
}) => {
  const set = await stage(app);
  await set.send(2);
  await signIn(page, set.account, logOf(set, "?status=failed"));
  await page.getByRole("link", { name: "sale.created" }).first().click();
  await expect(page.getByRole("heading", { name: "Your receiver failed (503)." })).toBeVisible();
  await page.getByRole("button", { name: "See response" }).click();
  await expect(page.getByRole("tab", { name: "Response" })).toHaveAttribute("aria-selected", "true");

  set.answer(500, '{"error":{"code":"broken","retry":false}}');
  const redeliver = page.getByRole("button", { name: "Redeliver", exact: true });
  await redeliver.dblclick();
  await set.receiver.arrived(3);
  const timeline = page.getByRole("list", { name: "Timeline" });
  await expect(timeline.getByText("Attempt 2")).toBeVisible();
  expect(set.receiver.received).toHaveLength(3);

  await page.getByRole("tab", { name: "Compare" }).click();
  await expect(page.getByTestId("compare-summary")).toContainText("Request body identical.");
  await expect(page.getByTestId("compare-summary")).toContainText("503 → 500, body differs in 1 place");
  const answer = page.getByRole("region", { name: "Response body" });
  await expect(answer.getByRole("listitem")).toHaveCount(1);
  await expect(answer).toContainText("~ changed");
  await expect(answer).toContainText("error.code");
  await expectAccessible(page);

  set.answer(200, "ok");
  await redeliver.click();
  const all = await set.receiver.arrived(4);
  await expect(timeline.getByText("Attempt 3")).toBeVisible();
  await expect(page.getByText("Delivered", { exact: true }).first()).toBeVisible();
  expect(all[3]?.id).toBe(all[2]?.id);
  expect(all[3]?.body).toBe(all[2]?.body);
  await set.receiver.close();
});

test("an endpoint lists its own deliveries only, and each has an address below it that survives a reload", async ({
  page,
  app,
}) => {
  const set = await stage(app);
  const key = await app.apiKey(set.account.workspace.id, ["webhooks:manage", "webhooks:read"]);
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const other = { url: set.receiver.url("/other"), name: "Warehouse", events: ["sale.created"] };
  await fetch(`${app.url}/api/integrations/outbound`, { method: "POST", headers, body: JSON.stringify(other) });
  await set.send(2);
  await set.receiver.arrived(4);
  const home = `/${set.account.workspace.slug}/integrations/automation/${set.endpointId}`;
  await signIn(page, set.account, home);
  await page.getByRole("link", { name: "Deliveries", exact: true }).last().click();
  const rows = page.getByRole("link", { name: "sale.created" });
  await expect(rows).toHaveCount(2);
  await expectAccessible(page);
  await rows.first().click();
  await expect(page).toHaveURL(new RegExp(`${home}/deliveries/dlv_\\w+\\?test=show$`));
  await expect(page.getByRole("heading", { name: "Your receiver failed (503)." })).toBeVisible();
  await page.getByRole("link", { name: "Close" }).click();
  await expect(rows.first()).toBeFocused();
  await rows.first().click();
  await expect(page.getByText("1 of 2 in this list")).toBeVisible();
  await page.reload();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Next delivery" }).click();
  await expect(page.getByText("2 of 2 in this list")).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  const list = await fetch(`${app.url}/api/deliveries`, { headers });
  const { data } = (await list.json()) as { data: { id: string; endpointId: string }[] };
  await page.goto(`${home}/deliveries/${data.find(({ endpointId }) => endpointId !== set.endpointId)!.id}`);
  await expect(page.getByText("This delivery is not here")).toBeVisible();
  await set.receiver.close();
});

test("a replay says its size, tries one first, pauses when that fails, and delivers all once the receiver is well", async ({
  page,
  app,
}) => {
  const set = await stage(app);
  await set.send(12);
  await signIn(page, set.account, logOf(set, "?status=failed"));
  await expect(page.getByText("1–12 of 12")).toBeVisible();
  await openReplayOfAll(page, 12);
  await expect(page.getByText(/Orders API does not answer well right now/)).toBeVisible();
  await expectAccessible(page);
  await startReplay(page, 12);
  await expect(page.getByRole("heading", { name: /Paused at 0 of 12\. The first delivery failed/ })).toBeVisible();
  expect(set.receiver.received).toHaveLength(13);

  set.answer(200, "ok");
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("heading", { name: /delivered|arrived/ })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByTestId("figure-total")).toContainText("12");
  await expect(page.getByTestId("figure-waiting")).toContainText("0");
  await expectNoSidewaysScroll(page);

  await page.goto(logOf(set, "/replays"));
  await expect(page.getByRole("link", { name: /failed/ })).toBeVisible();
  await expectAccessible(page);
  await set.receiver.close();
});

test("a replay that is stopped sends no more, and what it did not send stays failed", async ({ page, app }) => {
  const set = await stage(app);
  await set.send(30);
  set.answer(200, "ok");
  await signIn(page, set.account, logOf(set, "?status=failed"));
  await openReplayOfAll(page, 30);
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Speed").selectOption("1");
  await startReplay(page, 30);
  await set.receiver.arrived(31);
  await page.getByRole("button", { name: "Cancel replay" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel replay" }).click();
  await expect(page.getByRole("heading", { name: /were not and keep their state/ })).toBeVisible();
  const figure = async (key: string): Promise<number> =>
    Number(await page.getByTestId(`figure-${key}`).locator("dd").innerText());
  const sent =
    (await figure("inFlight")) + (await figure("retrying")) + (await figure("delivered")) + (await figure("failed"));
  expect(sent).toBeGreaterThan(0);
  expect(sent + (await figure("waiting"))).toBe(30);
  await set.receiver.close();
});

test("the address holds the filters: they come back in another window, and what is not understood is said once", async ({
  page,
  app,
  browser,
}) => {
  const set = await stage(app);
  await set.send(3);
  await signIn(page, set.account, logOf(set));
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("checkbox", { name: "Failed", exact: true }).click();
  await page.getByRole("checkbox", { name: "5xx" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/status=failed/);
  await expect(page).toHaveURL(/result=5xx/);
  await expect(page.getByText("Status: Failed")).toBeVisible();

  const context = await browser.newContext({ storageState: await page.context().storageState() });
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText("Status: Failed")).toBeVisible();
  await expect(other.getByText("Result: 5xx")).toBeVisible();
  await expect(other.getByText("1–3 of 3")).toBeVisible();
  await other.goto(`${page.url()}&surface=moon`);
  await expect(other.getByText("One filter in this link was not understood and was left out.")).toBeVisible();
  await expect(other.getByText("1–3 of 3")).toBeVisible();
  await context.close();

  const row = page.getByRole("link", { name: "sale.created" }).nth(1);
  const href = await row.getAttribute("href");
  await row.click();
  await expect(page.getByRole("heading", { level: 1, name: "sale.created" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator(`a[href="${href}"]`)).toBeFocused();
  await expect(page).toHaveURL(/result=5xx/);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await set.receiver.close();
});

test("rows that are chosen say how many they are, and go with the filter under which they were chosen", async ({
  page,
  app,
}) => {
  const set = await stage(app);
  await set.send(3);
  await signIn(page, set.account, logOf(set, "?status=failed"));
  await page
    .getByRole("checkbox", { name: /^Select sale.created/ })
    .first()
    .click();
  await expect(page.getByText("1 selected")).toBeVisible();
  await page.getByRole("button", { name: "Redeliver…" }).click();
  await expect(page.getByRole("button", { name: "Redeliver 1 delivery" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByRole("link", { name: "All", exact: true }).click();
  await expect(page.getByText("Selection cleared")).toBeVisible();
  await expect(page.getByText("1 selected")).toBeHidden();
  await set.receiver.close();
});

test("a diagnosis tells check by check what is wrong, and keeps what it found", async ({ page, app }) => {
  const set = await stage(app);
  set.answer(200, "ok");
  await signIn(page, set.account, `/${set.account.workspace.slug}/integrations/automation/${set.endpointId}`);
  await page.getByRole("button", { name: "Run diagnosis" }).click();
  await expect(page.getByTestId("diag-check").filter({ hasText: "Refuses a wrong signature" })).toContainText(
    /Warning.*Accepted a wrong signature/s,
    { timeout: 20_000 },
  );
  await expect(page.getByRole("button", { name: "Run again" })).toBeVisible();
  await page.reload();
  await expect(page.getByTestId("diag-check").filter({ hasText: "Refuses a wrong signature" })).toBeVisible();
  await expectAccessible(page);
  await set.receiver.close();
});

const URL_FIELD = { field: "URL" } as const;

/** What a receiver answers, what is said of it, and where the button leads. */
const CAUSES = [
  [
    301,
    "Your URL answered 301 and pointed to https://elsewhere.example/x.",
    "Use https://elsewhere.example/x",
    URL_FIELD,
  ],
  [400, "Your receiver did not accept the payload (400).", "Compare with last accepted", { tab: "Response" }],
  [401, "Your receiver refused us (401).", "Check this signature", { tab: "Request" }],
  [403, "Your receiver refused us (403).", "Check this signature", { tab: "Request" }],
  [404, "There is nothing at /404.", "Edit URL", URL_FIELD],
  [405, "/405 does not take POST.", "Edit URL", URL_FIELD],
  [410, "Your receiver says this endpoint is gone.", "Edit URL", URL_FIELD],
  [413, "The payload was too large for your receiver.", "See payload", { tab: "Request" }],
  [422, "Your receiver did not accept the payload (422).", "Compare with last accepted", { tab: "Response" }],
  [429, "Your receiver asked us to slow down.", "Set a rate limit", { field: "Requests a second, at most" }],
  [500, "Your receiver failed (500).", "See response", { tab: "Response" }],
] as const;

test("each cause is told in its own words, and its button leads to what it names", async ({ page, app }) => {
  const account = await app.account({ plan: "enterprise" });
  const receiver = await startReceiver((request, response) => {
    response.statusCode = Number(request.path.slice(1));
    if (response.statusCode === 301) response.setHeader("location", "https://elsewhere.example/x");
    response.end("no");
  });
  const key = await app.apiKey(account.workspace.id, ["webhooks:manage", "events:write"]);
  const post = (path: string, content: unknown): Promise<Response> =>
    fetch(`${app.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(content),
    });
  for (const [code] of CAUSES) {
    const endpoint = { url: receiver.url(`/${code}`), name: `Answers ${code}`, events: ["sale.created"] };
    expect((await post("/api/integrations/outbound", { ...endpoint, retryPreset: "none" })).status).toBe(201);
  }
  expect((await post("/api/events", { type: "sale.created", data: eventType("sale.created").sample })).status).toBe(
    202,
  );
  await receiver.arrived(CAUSES.length);
  await signIn(page, account, `/${account.workspace.slug}/deliveries?status=failed`);
  await expect(page.getByText(`1–${CAUSES.length} of ${CAUSES.length}`)).toBeVisible();
  for (const [code, headline, button, leads] of CAUSES) {
    await page
      .getByRole("row", { name: `Answers ${code}` })
      .getByRole("link")
      .click();
    await expect(page.getByRole("heading", { name: headline })).toBeVisible();
    await page.getByRole("button", { name: button, exact: true }).click();
    if ("tab" in leads) {
      await expect(page.getByRole("tab", { name: leads.tab })).toHaveAttribute("aria-selected", "true");
    } else {
      await expect(page.getByRole("dialog").getByLabel(leads.field)).toBeFocused();
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    }
  }
  await receiver.close();
});

test("rows that arrive while one is focused are counted and wait; a copied link keeps its rows", async ({
  page,
  app,
  context,
}) => {
  const set = await stage(app);
  await set.send(2);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, set.account, logOf(set));
  const rows = page.getByRole("link", { name: "sale.created" });
  await expect(rows).toHaveCount(2);
  const first = await rows.first().getAttribute("href");
  await rows.first().focus();
  await set.send(3);
  const pill = page.getByRole("button", { name: "3 new deliveries" });
  await expect(pill).toBeVisible({ timeout: 20_000 });
  await expect(rows.first()).toBeFocused();
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toHaveAttribute("href", first ?? "");
  await pill.click();
  await expect(rows).toHaveCount(5);

  await page.getByRole("button", { name: /^Time range/ }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/range=custom&from=\d{4}-.*&to=\d{4}-/);
  await set.send(1);
  await page.goto(link);
  await expect(rows).toHaveCount(5);
  await set.receiver.close();
});
