import type { NoticeCategory } from "@/lib/contracts/notices";
import { env } from "@/lib/env";
import { newId } from "@/lib/shared/ids";
import { noticePath } from "@/lib/shared/notice-path";

import type { Context } from "../context";
import { postNotice } from "../forwards/post-notice";
import { leavesAt } from "../notification-rules/quiet-hours";
import { ruleOf } from "../notification-rules/rules";
import type { Transaction } from "../transaction";

export interface News {
  category: NoticeCategory;
  title: string;
  text: string;
  endpointId?: string;
  eventId?: string;
  /** Told once under this name, as long as its notice is kept. */
  dedupeKey?: string;
  createdAt?: Date;
}

/**
 * Tells the members: a notice for all who look, and a message to those whom the category's rule names. Both commit with
 * the change they tell of; so does what is posted in Slack. A suppressed address gets none.
 */
export async function tellMembers(ctx: Context, tx: Transaction, news: News): Promise<void> {
  const workspaceId = ctx.workspace.id;
  const notice = { id: newId("notice"), workspaceId, createdAt: new Date(), ...news };
  const { count } = await tx.db.notice.createMany({ data: [notice], skipDuplicates: true });
  if (count === 0) return;
  const rule = await ruleOf(tx.db, news.category);
  if (rule.slack) await postNotice(tx, notice);
  if (!rule.enabled) return;
  const members = await tx.db.member.findMany({
    where: { role: { in: [...rule.roles] } },
    include: { user: { select: { email: true } } },
  });
  const emails = members.map(({ user }) => user.email);
  const refused = await tx.db.suppression.findMany({ where: { email: { in: emails } }, select: { email: true } });
  const suppressed = new Set(refused.map(({ email }) => email));
  const words = mailOf(ctx.workspace, news);
  const nextAttemptAt = leavesAt(rule.quietHours, ctx.workspace.timeZone, new Date());
  const rows = emails
    .filter((email) => !suppressed.has(email))
    .map((to) => ({ id: newId("email"), workspaceId, to, ...words, category: news.category, nextAttemptAt }));
  if (rows.length > 0) await tx.db.emailMessage.createMany({ data: rows });
}

/** The news as a message: it ends with the address of where to look on. */
export const mailOf = (workspace: { name: string; slug: string }, { category, title, text, endpointId }: News) => ({
  subject: `${workspace.name}: ${title}`,
  text: `${text}\n\n${env.appUrl}/${workspace.slug}/${noticePath(category, endpointId ?? null)}`,
});
