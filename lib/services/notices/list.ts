import type { Notice, NoticeCategory } from "@/lib/contracts/notices";
import type { KeysetMeta } from "@/lib/contracts/operation";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { keysetOf, keysetPage } from "../keyset";
import { withTransaction } from "../transaction";

/** Notices, newest first, each with whether the caller has read it. */
export async function listNotices(
  ctx: Context,
  input: { cursor?: string | undefined; limit: number },
): Promise<{ data: Notice[]; meta: KeysetMeta }> {
  const keyset = keysetOf(input);
  const [member, found] = await Promise.all([
    ctx.db.member.findFirst({ where: { userId: ctx.actor.id } }),
    ctx.db.notice.findMany({ where: keyset.where, orderBy: keyset.orderBy, take: keyset.take }),
  ]);
  const readUpTo = member?.noticesRead ?? "";
  const { rows, meta } = keysetPage(keyset, found);
  const data = rows.map((row) => ({
    id: row.id,
    category: row.category as NoticeCategory,
    title: row.title,
    text: row.text,
    endpointId: row.endpointId,
    eventId: row.eventId,
    read: row.id <= readUpTo,
    createdAt: iso(row.createdAt),
  }));
  return { data, meta };
}

/** Marks all up to `upTo` as read, or all there are. What was read stays read. */
export async function readNotices(ctx: Context, upTo: string | undefined): Promise<{ unread: number }> {
  // no audit: it changes what one person sees, and nothing of the workspace
  await withTransaction(ctx, async (tx) => {
    const newest =
      upTo ?? (await tx.db.notice.findFirst({ orderBy: { id: "desc" }, select: { id: true } }))?.id ?? null;
    if (newest === null) return;
    await tx.db.member.updateMany({
      where: { userId: ctx.actor.id, OR: [{ noticesRead: null }, { noticesRead: { lt: newest } }] },
      data: { noticesRead: newest },
    });
  });
  const member = await ctx.db.member.findFirst({ where: { userId: ctx.actor.id } });
  const unread = await ctx.db.notice.count({ where: { id: { gt: member?.noticesRead ?? "" } } });
  return { unread };
}
