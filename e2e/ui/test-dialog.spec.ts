import { expect } from "@playwright/test";

import { test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { startReceiver } from "../fixtures/receiver";
import { signIn } from "../fixtures/sign-in";

test("a test is put together from a chosen event, judged before it is sent, and shown as it was sent and answered", async ({
  page,
  app,
}) => {
  let status = 200;
  const receiver = await startReceiver((_request, response) => response.writeHead(status).end());
  const account = await app.account();
  const key = await app.apiKey(account.workspace.id, ["webhooks:manage"]);
  const made = await fetch(`${app.url}/api/integrations/outbound`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ url: receiver.url("/hooks"), name: "Orders API", events: ["sale.created"] }),
  });
  const { data } = (await made.json()) as { data: { id: string } };
  await signIn(page, account, `/${account.workspace.slug}/integrations/automation/${data.id}`);
  // Live once the page runs; a click before that would reach nobody.
  await expect(page.getByRole("button", { name: "Live updates: Live" })).toBeVisible();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Send another test…" }).click();

  const dialog = page.getByRole("dialog", { name: "Send a test to Orders API" });
  await expect(dialog.getByRole("combobox", { name: "Event type" })).toHaveValue("sale.created");
  await expect(dialog.getByText("webhook-signature")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Event type" }).selectOption("lead.created");
  await expect(dialog.getByText("Real lead.created events are not sent to this endpoint.")).toBeVisible();
  await expectAccessible(page);

  const editor = dialog.getByRole("textbox", { name: "Payload" });
  await editor.fill("{\n  oops\n}");
  await dialog.getByRole("button", { name: "Send test" }).click();
  await expect(dialog.getByText("Line 2: this is not JSON.")).toBeVisible();
  await editor.fill('{\n  "customer": 5\n}');
  await expect(dialog.getByText(/^Line 2, data\.customer: /)).toBeVisible();
  await dialog.getByRole("button", { name: "Send test" }).click();
  await expect(dialog.getByText("This does not match the schema of its type.")).toBeVisible();
  expect(receiver.received).toHaveLength(0);
  await dialog.getByRole("switch", { name: "Send even if it does not match the schema" }).check();
  await editor.press("Control+Enter");
  await expect(dialog.getByText(/^Delivered\. Your receiver answered 200 in /)).toBeVisible();
  expect(receiver.received).toHaveLength(1);

  await dialog.getByRole("button", { name: "Reset" }).click();
  await dialog.getByRole("combobox", { name: "Sign with" }).selectOption("wrong");
  status = 401;
  await dialog.getByRole("button", { name: "Send again" }).click();
  await expect(dialog.getByText("Good: your receiver refused a wrong signature.")).toBeVisible();
  const tests = dialog.getByRole("region", { name: "Last tests" });
  await expect(tests.getByRole("listitem")).toHaveCount(2);
  await tests.getByRole("listitem").last().getByRole("button", { name: "Use this payload" }).click();
  await expect(editor).toHaveValue('{\n  "customer": 5\n}');
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await receiver.close();
});
