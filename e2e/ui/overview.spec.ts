import { expect } from "@playwright/test";
import { z } from "zod";

import { eventType } from "@/lib/contracts/event-types";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";

const Made = z.object({ data: z.object({ id: z.string() }) });

test("the overview says that nothing is connected, then that all is well, and counts what fails", async ({
  page,
  app,
}) => {
  let status = 200;
  const receiver = await startReceiver((_request, response) => response.writeHead(status).end());
  const owner = await app.account();
  const { id, slug } = owner.workspace;
  await signIn(page, owner, `/${slug}`);
  await expect(page).toHaveTitle("Overview · Acme");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is connected yet.");
  await expectAccessible(page);

  const key = await app.apiKey(id, ["webhooks:manage", "events:write"]);
  // Without the browser's cookies: two credentials at once are refused.
  const call = (path: string, data: object) =>
    fetch(`${app.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(data),
    });
  const url = receiver.url("/orders");
  const made = await call("/api/integrations/outbound", {
    url,
    name: "Orders API",
    events: ["lead.created"],
    retryPreset: "none",
  });
  expect(made.status).toBe(201);
  const lead = { type: "lead.created", data: eventType("lead.created").sample };
  const send = async () => {
    const answer = await call("/api/events", lead);
    expect(answer.status, await answer.text()).toBe(202);
  };
  await send();
  await receiver.arrived(1);
  await expect(async () => {
    await page.reload();
    await expect(page.getByTestId("figure-delivered")).toContainText("1", { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Everything is healthy: 1 endpoint.");

  status = 503;
  await send();
  await receiver.arrived(2);
  // Incidents are gathered each minute; the figures are there at once.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("img", { name: /^Attempts: 2 in all/ })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  // All traffic to one endpoint is stopped from here, and shown before the server has answered.
  let answer: () => void = () => undefined;
  await page.route("**/disable", async (route) => {
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    await route.continue();
  });
  const row = page.getByRole("row", { name: /Orders API/ });
  await row.getByRole("button", { name: "Actions for Orders API" }).click();
  await page.getByRole("menuitem", { name: "Pause" }).click();
  await expect(row).toContainText("Paused");
  answer();
  await expect(page.getByText("Orders API paused. Events are held.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Enabled");
  await page.getByRole("radio", { name: "7d" }).check({ force: true });
  await expect(page).toHaveURL(/range=7d/);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  // The endpoint says why, what to do about it, and which events it was; on a phone in the dark as on a desk by day.
  const endpoint = Made.parse(await made.json()).data.id;
  await page.goto(`/${slug}/integrations/automation/${endpoint}`);
  const failures = page.getByRole("table", { name: "Why deliveries fail" });
  await expect(failures.getByRole("row", { name: /Your receiver failed \(503\)\./ })).toBeVisible();
  await expect(page.getByRole("table", { name: "Event types" })).toContainText("lead.created");
  await receiver.close();
});

test("the setup ticks itself from what is there, and a person can mark a step", async ({ page, app }) => {
  const owner = await app.account();
  await signIn(page, owner, `/${owner.workspace.slug}/setup`);
  const steps = page.getByRole("main").getByRole("listitem");
  await expect(steps).toHaveCount(5);
  // Live once the page runs; a click before that would reach nobody.
  await expect(page.getByRole("button", { name: "Live updates: Live" })).toBeVisible();
  await page.getByRole("button", { name: "Mark as done" }).click();
  await expect(steps.first()).toContainText("Marked as done by Ada Lovelace");
  await expect(page.getByRole("link", { name: "Setup: 1 of 5 done" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Hide setup" }).click();
  await expect(page.getByRole("link", { name: /^Setup: / })).toHaveCount(0);
});
