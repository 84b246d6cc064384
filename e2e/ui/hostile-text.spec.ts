import { expect, type Page } from "@playwright/test";

import { eventType } from "@/lib/contracts/event-types";

import { type App, test } from "../fixtures/app";
import { CANARY, HOSTILE_TEXTS } from "../fixtures/hostile-texts";
import { startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";

/** Everything by which a text could show that it was run. */
async function watch(page: Page): Promise<string[]> {
  const ran: string[] = [];
  await page.exposeFunction("xss", () => ran.push("xss()"));
  page.on("dialog", (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (new URL(request.url()).hostname === CANARY) ran.push(request.url());
  });
  return ran;
}

const posting =
  (app: App, key: string) =>
  async (path: string, content: object): Promise<string> => {
    const response = await fetch(`${app.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(content),
    });
    const text = await response.text();
    expect(response.ok, text).toBe(true);
    return (JSON.parse(text) as { data: { id: string } }).data.id;
  };

test("forty texts that have been run elsewhere are shown in eight fields, and nothing of them runs or is asked for", async ({
  page,
  app,
}) => {
  test.slow();
  const account = await app.account({ plan: "enterprise" });
  const key = await app.apiKey(account.workspace.id, ["webhooks:manage", "events:write", "links:create", "links:read"]);
  const post = posting(app, key);
  // What a receiver answers, in its body and its headers.
  const receiver = await startReceiver((_request, response) => {
    for (const [at, text] of HOSTILE_TEXTS.entries()) response.setHeader(`x-answer-${at}`, text);
    response.setHeader("content-type", "text/html");
    response.writeHead(400).end(HOSTILE_TEXTS.join("\n"));
  });
  // Names, descriptions and addresses of endpoints.
  for (const [at, text] of HOSTILE_TEXTS.entries()) {
    await post("/api/integrations/outbound", {
      url: receiver.url(`/${at}?q=${encodeURIComponent(text)}`),
      name: text,
      description: HOSTILE_TEXTS.slice(at).concat(HOSTILE_TEXTS).join(" ").slice(0, 1_000),
      events: ["sale.created"],
      retryPreset: "none",
    });
  }
  const title = HOSTILE_TEXTS[3];
  const linkId = await post("/api/links", { destinationUrl: "https://example.com/", title, tags: [HOSTILE_TEXTS[8]] });
  // Keys and values of a payload.
  const keys = HOSTILE_TEXTS.filter((text) => text.length <= 40).slice(-20);
  const metadata = Object.fromEntries(keys.map((name, at) => [name, HOSTILE_TEXTS[at]]));
  const eventId = await post("/api/events", {
    type: "sale.created",
    data: { ...eventType("sale.created").sample, metadata },
  });
  await receiver.arrived(HOSTILE_TEXTS.length);

  const ran = await watch(page);
  const home = `/${account.workspace.slug}`;
  const last = HOSTILE_TEXTS.at(-1) ?? "";
  await signIn(page, account, `${home}/integrations/automation`);
  await page.getByRole("link", { name: last }).first().click();
  await expect(page.getByRole("heading", { name: last })).toBeVisible();
  await page.getByRole("link", { name: "Configuration" }).click();
  await expect(page.getByText(HOSTILE_TEXTS[4]!).first()).toBeVisible();

  await page.goto(`${home}/deliveries?status=failed`);
  await page.getByRole("link", { name: "sale.created" }).first().click();
  await expect(page.getByText(HOSTILE_TEXTS[0]!).first()).toBeVisible();
  for (const tab of await page.getByRole("tab").all()) await tab.click();

  const shown: [path: string, text: string | undefined][] = [
    [`/events/${eventId}`, keys[0]],
    [`/links/${linkId}`, title],
    ["/links", title],
    ["/deliveries", last],
    ["/settings/audit-log", last],
  ];
  for (const [path, text] of shown) {
    await page.goto(`${home}${path}`);
    await expect(page.getByRole("main")).toContainText(text ?? "");
  }
  expect(ran).toEqual([]);
  expect(
    await page.locator(`main :is(script, iframe, object, embed, base, marquee, [onerror], [onload])`).count(),
  ).toBe(0);
  await receiver.close();
});
