import { expect } from "@playwright/test";

import { eventType } from "@/lib/contracts/event-types";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";

test("an event type says what it carries, who listens and what came last, and the event what became of it", async ({
  page,
  app,
}) => {
  const receiver = await startReceiver();
  const owner = await app.account();
  const { id, slug } = owner.workspace;
  const key = await app.apiKey(id, ["webhooks:manage", "events:write"]);
  const call = async (path: string, data: object) => {
    const response = await fetch(`${app.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(data),
    });
    expect(response.ok).toBe(true);
    return ((await response.json()) as { data: { id: string } }).data;
  };
  await call("/api/integrations/outbound", { url: receiver.url("/o"), name: "Orders API", events: ["sale.created"] });
  const event = await call("/api/events", { type: "sale.created", data: eventType("sale.created").sample });
  await receiver.arrived(1);

  await signIn(page, owner, `/${slug}/event-types`);
  await expect(page.getByRole("button", { name: "Live updates: Live" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Event types");
  await expectAccessible(page);
  await page.getByRole("searchbox").fill("customer.email");
  await expect(page.getByText("Has data.customer.email").first()).toBeVisible();
  await page.getByRole("searchbox").fill("zeppelin");
  await expect(page.getByText("No event type or field contains ‘zeppelin’.")).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();
  // The address follows a moment later, and a way that is begun before would end here again.
  await expect(page).not.toHaveURL(/[?&]q=/);
  await page.getByRole("main").getByRole("link", { name: "sale.created" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("sale.created");
  await expect(page).toHaveTitle("sale.created · Event types · Acme");
  await expect(page.getByRole("button", { name: "path data.amount", exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("tab", { name: /^Subscribers/ }).click();
  await expect(page.getByRole("link", { name: "Orders API" })).toBeVisible();
  await page.getByRole("tab", { name: "Recent" }).click();
  await page.getByRole("link", { name: event.id }).click();

  await expect(page.getByText("Sent to 1 endpoint.")).toBeVisible();
  const trace = page.getByRole("list", { name: "Trace" });
  await expect(trace.getByText("this event")).toBeVisible();
  await expect(trace.getByRole("link", { name: "Orders API" })).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  for (const path of ["event-types/sale.created", "event-types"]) {
    await page.goto(`/${slug}/${path}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await page.goto(`/${slug}/event-types/sale.nothing`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This event type is not here");
  await receiver.close();
});
