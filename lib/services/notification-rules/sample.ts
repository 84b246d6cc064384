import type { EmailSummary } from "@/lib/contracts/emails";
import type { NoticeCategory } from "@/lib/contracts/notices";
import { AppError, notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { findEmail, toSummary } from "../emails/list";
import { mailOf } from "../notices/tell";
import { withTransaction } from "../transaction";

type Words = Readonly<{ title: string; text: string }>;

/** Made-up news, in the words of the real ones. */
const SAMPLES: Readonly<Record<NoticeCategory, Words>> = {
  endpoint_failing: {
    title: "Orders API is failing",
    text: "No success since 2026-01-12T09:31:07.000Z. Without one it is turned off at 2026-01-17T09:31:07.000Z.",
  },
  endpoint_disabled: {
    title: "Orders API was turned off",
    text: "It had no success for five days. Events for it are held.",
  },
  endpoint_recovered: {
    title: "Orders API works again",
    text: "Its receiver accepted an event at 2026-01-12T11:02:40.000Z.",
  },
  endpoint_changed: { title: "New endpoint: Orders API", text: "Ada Lovelace added an endpoint at api.example.com." },
  held_expiring: {
    title: "12 held deliveries end soon",
    text: "Resume the endpoint to send them. From 2026-01-15T00:00:00.000Z on, what is past its retention is canceled.",
  },
  secret_old: {
    title: "The signing secret of Orders API is older than 90 days",
    text: "It was made at 2025-10-12T09:31:07.000Z. Rotate it; both work while you move your receiver to the new one.",
  },
  secret_ending: {
    title: "The old signing secret of Orders API ends soon",
    text: "From 2026-01-15T09:31:07.000Z on, requests are signed with the new one alone.",
  },
  certificate_ending: {
    title: "The certificate of Orders API ends soon",
    text: "Its receiver has to renew it by 2026-01-26T09:31:07.000Z. From then on every delivery to it fails.",
  },
  integration_error: {
    title: "Stripe (Acme) stopped working",
    text: "Stripe refused the credentials. Reconnect it.",
  },
  first_failure: {
    title: "Orders API failed for the first time in 7 days",
    text: "Its receiver answered 500. It happened at 2026-01-12T09:31:07.000Z. What failed is tried again by itself.",
  },
  key_unused: {
    title: "The API key CI was not used for 90 days",
    text: "It was last used at 2025-10-12T09:31:07.000Z. Revoke it if nothing needs it.",
  },
  replay_finished: {
    title: "Replay finished: 1,279 delivered, 5 failed",
    text: "Ada Lovelace replayed 1,284 deliveries; 0 of them were left out.",
  },
  daily_summary: {
    title: "2026-01-12: 4,210 delivered, 3 failed",
    text: "2 deliveries wait. 0 endpoints fail now. The day is counted in UTC.",
  },
};

/**
 * Sends the caller, and nobody else, an example of what a category tells.
 * @throws AppError CONFLICT when the caller's address gets no e-mail from this workspace
 */
export async function sendSample(ctx: Context, category: NoticeCategory): Promise<EmailSummary> {
  const id = newId("email");
  // no audit: nothing of the workspace changes, and the list of e-mails shows it
  return withTransaction(ctx, async (tx) => {
    const member = await tx.db.member.findFirst({
      where: { userId: ctx.actor.id },
      select: { user: { select: { email: true } } },
    });
    if (!member) throw notFound("member");
    const to = member.user.email;
    if (await tx.db.suppression.findFirst({ where: { email: to }, select: { id: true } }))
      throw new AppError("CONFLICT", "Your address gets no e-mail from this workspace. See Settings, E-mails.");
    const { subject, text } = mailOf(ctx.workspace, { category, ...SAMPLES[category] });
    const row = { id, workspaceId: ctx.workspace.id, to, subject: `Sample: ${subject}`, text, category };
    await tx.db.emailMessage.create({ data: row });
    return toSummary(await findEmail(tx.db, id));
  });
}
