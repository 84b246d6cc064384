import type { NoticeCategory } from "@/lib/contracts/notices";
import { env } from "@/lib/env";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { ruleOf } from "../notification-rules/rules";
import type { Transaction } from "../transaction";

export interface News {
  category: NoticeCategory;
  title: string;
  text: string;
  endpointId?: string;
  eventId?: string;
  createdAt?: Date;
}

/**
 * Tells the members: a notice for all who look, and a message to those whom the category's rule names. Both commit with
 * the change they tell of. A suppressed address gets none.
 */
export async function tellMembers(ctx: Context, tx: Transaction, news: News): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await tx.db.notice.create({ data: { id: newId("notice"), workspaceId, ...news } });
  const rule = await ruleOf(tx.db, news.category);
  if (!rule.enabled) return;
  const members = await tx.db.member.findMany({
    where: { role: { in: [...rule.roles] } },
    include: { user: { select: { email: true } } },
  });
  const emails = members.map(({ user }) => user.email);
  const refused = await tx.db.suppression.findMany({ where: { email: { in: emails } }, select: { email: true } });
  const suppressed = new Set(refused.map(({ email }) => email));
  const text = `${news.text}\n\n${env.appUrl}/${ctx.workspace.slug}/${pageOf(news)}`;
  const rows = emails
    .filter((email) => !suppressed.has(email))
    .map((to) => ({
      id: newId("email"),
      workspaceId,
      to,
      subject: `${ctx.workspace.name}: ${news.title}`,
      text,
      category: news.category,
    }));
  if (rows.length > 0) await tx.db.emailMessage.createMany({ data: rows });
}

/** Where a person goes on from here. */
const pageOf = ({ endpointId }: News): string =>
  endpointId === undefined ? "deliveries" : `deliveries?endpointId=${endpointId}`;
