import { expect, test } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makePerson } from "@/lib/api/edge-for-tests";
import { prisma } from "@/lib/db/client";

import type { Context } from "../context";
import { getEmail, listEmails, retryEmail } from "../emails/list";
import { createInvitation, resendInvitation, revokeInvitation } from "./send";

withDatabase({ SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "Linquid <hello@linquid.example>" });

/** A workspace and its owner, who exists. */
async function inviting(): Promise<Context> {
  const { ctx } = await freshWorkspace();
  const { userId } = await makePerson({ [ctx.workspace.id]: "owner" });
  return { ...ctx, actor: { ...ctx.actor, id: userId } };
}

const statesOf = async (ctx: Context) => (await listEmails(ctx, { limit: 10 })).data.map(({ state }) => state);

test("an invitation's mail stands among the e-mails of its workspace, without its link", async () => {
  const ctx = await inviting();
  const sent = await createInvitation(ctx, { email: "sam@example.com", role: "editor" });
  expect(sent.mailed).toBe(true);
  const [row] = (await listEmails(ctx, { limit: 10 })).data;
  expect(row).toMatchObject({ to: "sam@example.com", state: "queued", category: "invitation" });
  const { text } = await getEmail(ctx, row!.id);
  expect(text).toContain("[your personal link]");
  const kept = await prisma().$queryRaw<{ all: string }[]>`SELECT json_agg(e)::text AS all FROM email_messages e`;
  expect(kept[0]?.all).not.toContain(sent.url.split("/").at(-1));
});

test("a mail whose link was replaced or taken back does not leave any more", async () => {
  const ctx = await inviting();
  const { id } = await createInvitation(ctx, { email: "sam@example.com", role: "editor" });
  await resendInvitation(ctx, id);
  expect(await statesOf(ctx)).toEqual(["queued", "failed"]);
  await revokeInvitation(ctx, id);
  expect(await statesOf(ctx)).toEqual(["failed", "failed"]);
  expect(
    await prisma().emailMessage.count({ where: { sealedLink: { not: null }, workspaceId: ctx.workspace.id } }),
  ).toBe(0);
});

test("a mail whose link is gone is not sent again without it", async () => {
  const ctx = await inviting();
  await createInvitation(ctx, { email: "sam@example.com", role: "editor" });
  const [row] = (await listEmails(ctx, { limit: 10 })).data;
  await prisma().emailMessage.update({ where: { id: row!.id }, data: { state: "failed", sealedLink: null } });
  await expect(retryEmail(ctx, row!.id)).rejects.toMatchObject({ error: "CONFLICT" });
  expect(await statesOf(ctx)).toEqual(["failed"]);
});
