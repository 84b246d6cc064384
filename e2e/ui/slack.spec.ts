import { expect } from "@playwright/test";
import { z } from "zod";

import { eventType } from "@/lib/contracts/event-types";

import {
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

const Kept = z.object({
  messages: z.array(z.object({ channel: z.string(), text: z.string() })),
  responses: z.array(z.object({ body: z.object({ text: z.string() }) })),
});

test("Slack is connected, a channel is chosen, events are posted in it, and a command is answered to the member behind it", async ({
  page,
  app,
  sandbox,
}) => {
  test.slow();
  const account = await app.account();
  const kept = () => Kept.parse(sandbox.kept("slack"));
  await signIn(page, account, `/${account.workspace.slug}/integrations/available/slack`);
  await expectLive(page);
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await consent(page, "T0ACME");
  await expectLive(page);
  await openTab(page, "Configuration");
  await page.getByRole("combobox", { name: "Channel" }).click();
  await page.getByRole("option", { name: "#sales" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();

  const before = kept().messages.length;
  const key = await app.apiKey(account.workspace.id, ["events:write"]);
  await app.event(key, "sale.created");
  await expect.poll(() => kept().messages.length).toBe(before + 1);
  expect(kept().messages.slice(before)).toMatchObject([
    { channel: "C0SALES", text: expect.stringMatching(/^Sale created/) },
  ]);

  const command = { provider: "slack", event: "slash_command", account: "T0ACME", fields: { text: "status" } } as const;
  expect((await sandbox.send(command)).map(({ status }) => status)).toEqual([200]);
  await expect.poll(() => kept().responses.at(-1)?.body.text ?? "").toMatch(/^Say first who you are/);
  const link = /<([^|]+)\|/.exec(kept().responses.at(-1)?.body.text ?? "")?.[1] ?? "";
  await page.goto(link);
  await expectLive(page);
  await expect(page.getByRole("heading", { name: "Link Slack account?" })).toBeVisible();
  await expect(main(page)).toContainText("“mira”");
  await expectGood(page);
  await page.getByRole("button", { name: "Link account" }).click();
  await expect(page.getByRole("heading", { name: "Account linked" })).toBeVisible();
  await expectGood(page);
  await sandbox.send(command);
  await expect.poll(() => kept().responses.at(-1)?.body.text ?? "").toMatch(/^There are no endpoints yet/);
  await page.goto(link.replace(/as=.*/, "as=v1.k.x"));
  await expectLive(page);
  await expect(page.getByRole("heading", { name: "This link is too old" })).toBeVisible();

  await page.goto(`/${account.workspace.slug}/settings/notifications`);
  await expectLive(page);
  await page.getByRole("checkbox", { name: "In Slack too about: New endpoint or changed URL" }).check();
  await expectGood(page);
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "In Slack too about: New endpoint or changed URL" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "In Slack too about: Endpoint turned off" })).not.toBeChecked();
});

test("a channel that is gone stops the integration, which leads to where another one is chosen and goes on from there, until it is disconnected", async ({
  page,
  app,
  sandbox,
}) => {
  test.slow();
  const account = await app.account();
  await signIn(page, account, `/${account.workspace.slug}/integrations/available/slack`);
  await expectLive(page);
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await consent(page, "T0ACME");
  const id = /ins_\w+/.exec(page.url())?.[0] ?? "";
  const key = await app.apiKey(account.workspace.id, ["integrations:manage", "events:write"]);
  const call = (method: string, path: string, body: object) =>
    fetch(`${app.url}/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const settings = { channel: ["C0OLD"] };
  expect((await call("PATCH", `integrations/installations/${id}`, { settings })).status).toBe(200);
  const event = { type: "sale.created", data: eventType("sale.created").sample };
  expect((await call("POST", "events", event)).status).toBe(202);
  await expect(page.getByRole("heading", { name: /is not there, or closed to us/ })).toBeVisible();
  await expectGood(page);
  const before = Kept.parse(sandbox.kept("slack")).messages.length;
  await main(page).getByRole("link", { name: "Choose another" }).first().click();
  await page.getByRole("combobox", { name: "Channel" }).click();
  await page.getByRole("option", { name: "#alerts" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await expect.poll(() => Kept.parse(sandbox.kept("slack")).messages.length).toBe(before + 1);
  await pauseAndResume(page);
  await disconnect(page, "Slack");
  await main(page).getByRole("button", { name: "Reconnect" }).click();
  await consent(page, "T0ACME");
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
});
