import { expect } from "@playwright/test";

import { prisma } from "@/lib/db/client";
import { newId } from "@/lib/shared/ids";

import { type Account, test } from "../fixtures/app";
import { expectAccessible, expectNoSidewaysScroll } from "../fixtures/axe";
import { signIn } from "../fixtures/sign-in";

const emailsOf = ({ workspace }: Account) => `/${workspace.slug}/settings/emails`;

async function anEmail({ workspace }: Account, more: { state?: "failed" | "queued"; stateDetail?: string } = {}) {
  const id = newId("email");
  const words = { subject: `News ${id.slice(-6)}`, text: "Orders API is failing.\nSince Monday." };
  await prisma().emailMessage.create({
    data: { id, workspaceId: workspace.id, to: "ada@example.com", category: "endpoint_failing", ...words, ...more },
  });
  return { id, ...words };
}

test("an admin says who is told by e-mail, and the choice is there after a reload", async ({ page, app }) => {
  const owner = await app.account();
  await signIn(page, owner, `/${owner.workspace.slug}/settings/notifications`);
  await expect(page.getByRole("main")).toContainText("Mail is not set up on this server.");
  const about = "Endpoint turned off";
  await page.getByRole("button", { name: `Who gets e-mail about: ${about}` }).click();
  await page.getByRole("checkbox", { name: "Viewers" }).click();
  await page.getByRole("checkbox", { name: "Admins" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: `Who gets e-mail about: ${about}` })).toContainText(
    "Owners and Viewers",
  );
  await page.getByRole("switch", { name: "E-mail about: Endpoint works again" }).click();
  await expect(page.getByText("No more e-mail about: Endpoint works again.")).toBeVisible();
  await page.getByRole("button", { name: "Actions for: Daily summary" }).click();
  await page.getByRole("menuitem", { name: "Quiet hours…" }).click();
  await page.getByLabel("To", { exact: true }).fill("06:30");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save quiet hours" }).click();
  await expect(page.getByRole("switch", { name: "E-mail about: Daily summary" })).not.toBeChecked();
  await page.getByRole("switch", { name: "E-mail about: Daily summary" }).click();
  await expect(page.getByText("Quiet from 22:00 to 06:30.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Quiet from 22:00 to 06:30.")).toBeVisible();
  await expect(page.getByRole("button", { name: `Who gets e-mail about: ${about}` })).toContainText(
    "Owners and Viewers",
  );
  await expect(page.getByRole("switch", { name: "E-mail about: Endpoint works again" })).not.toBeChecked();
  await page.getByRole("button", { name: `Actions for: ${about}` }).click();
  await page.getByRole("menuitem", { name: "Back to the standard" }).click();
  await expect(page.getByRole("button", { name: `Who gets e-mail about: ${about}` })).toContainText(
    "Owners and Admins",
  );
  await page.getByRole("button", { name: `Actions for: ${about}` }).click();
  await page.getByRole("menuitem", { name: "Send a sample to me" }).click();
  await expect(page.getByText("The sample waits under E-mails")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("an admin reads why an e-mail failed, sends it again, and lets an address get e-mail", async ({ page, app }) => {
  const owner = await app.account();
  const waiting = await anEmail(owner);
  const failed = await anEmail(owner, { state: "failed", stateDetail: "The server answered 550." });
  const data = { id: newId("suppression"), workspaceId: owner.workspace.id, email: "gone@example.com" };
  await prisma().suppression.create({ data: { ...data, reason: "bounced" } });
  await signIn(page, owner, emailsOf(owner));
  await expect(page.getByText("Mail is not set up on this server")).toBeVisible();
  await page.getByRole("link", { name: waiting.subject }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("Since Monday.");
  await expect(sheet.getByRole("button", { name: "Send again" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);

  await page.getByRole("button", { name: "Status: Any status" }).click();
  await page.getByRole("menuitemradio", { name: "Failed" }).click();
  await expect(page.getByRole("link", { name: waiting.subject })).toHaveCount(0);
  await page.getByRole("link", { name: failed.subject }).click();
  await expect(sheet).toContainText("The server answered 550.");
  await page.reload();
  await sheet.getByRole("button", { name: "Send again" }).click();
  await expect(sheet.getByText("Queued")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByText("No e-mails match these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("link", { name: waiting.subject })).toBeVisible();

  await page.getByRole("button", { name: "Remove gone@example.com" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove gone@example.com" }).click();
  await expect(page.getByText("No suppressed addresses")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("an editor sees neither alerts nor e-mails and is told whom to ask", async ({ page, app }) => {
  const editor = await app.account({ role: "editor" });
  await signIn(page, editor, emailsOf(editor));
  await expect(page.getByRole("heading", { name: "You need permission to see e-mails" })).toBeVisible();
  await page.goto(`/${editor.workspace.slug}/settings/notifications`);
  await expect(page.getByRole("heading", { name: "You need permission to change alerts" })).toBeVisible();
  await expect(page.getByRole("link", { name: "E-mails" })).toHaveCount(0);
});

test("the bell counts what is unread, shows it, and is empty for this person from then on", async ({ page, app }) => {
  const owner = await app.account();
  const endpointId = newId("endpoint");
  const data = { workspaceId: owner.workspace.id, category: "endpoint_disabled", title: "Orders API was turned off" };
  await prisma().notice.create({ data: { ...data, id: newId("notice"), text: "Events for it are held.", endpointId } });
  await signIn(page, owner, `/${owner.workspace.slug}/settings/members`);
  await page.getByRole("button", { name: "Notices, 1 unread" }).click();
  const panel = page.getByRole("dialog", { name: "Notices" });
  await expect(panel).toContainText("Events for it are held.");
  await expect(panel.getByText("Unread")).toBeAttached();
  await expectAccessible(page);
  await panel.getByRole("link", { name: "See its deliveries" }).click();
  await page.waitForURL((url) => url.searchParams.get("endpoint") === endpointId);
  await expect(page.getByRole("button", { name: "Notices", exact: true })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "Notices", exact: true }).click();
  await expect(panel).toContainText("Orders API was turned off");
  await expectNoSidewaysScroll(page);
});
