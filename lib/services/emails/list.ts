import type { Email, EmailSummary, ListEmails, Suppression } from "@/lib/contracts/emails";
import type { KeysetMeta, PageMeta } from "@/lib/contracts/operation";
import { AppError, notFound } from "@/lib/shared/errors";
import { iso } from "@/lib/shared/time";

import { LINK_MARK } from "../account/mail";
import type { Context } from "../context";
import { keysetOf, keysetPage } from "../keyset";
import { withTransaction } from "../transaction";

type Row = NonNullable<Awaited<ReturnType<Context["db"]["emailMessage"]["findFirst"]>>>;

/** E-mails of the workspace, newest first. Those to single accounts (sign-in links and the like) belong to none. */
export async function listEmails(ctx: Context, input: ListEmails): Promise<{ data: EmailSummary[]; meta: KeysetMeta }> {
  const keyset = keysetOf(input);
  const found = await ctx.db.emailMessage.findMany({
    where: { AND: [input.state ? { state: { in: input.state } } : {}, keyset.where] },
    orderBy: keyset.orderBy,
    take: keyset.take,
  });
  const { rows, meta } = keysetPage(keyset, found);
  return { data: rows.map(toSummary), meta };
}

/** @throws AppError NOT_FOUND for a foreign and a missing one alike */
export async function findEmail(db: Context["db"], id: string): Promise<Row> {
  const row = await db.emailMessage.findFirst({ where: { id } });
  if (!row) throw notFound("e-mail");
  return row;
}

export async function getEmail(ctx: Context, id: string): Promise<Email> {
  const row = await findEmail(ctx.db, id);
  return { ...toSummary(row), text: row.text };
}

/** Puts a failed e-mail back into the outbox. @throws AppError NOT_FOUND, CONFLICT for one that has not failed */
export async function retryEmail(ctx: Context, id: string): Promise<EmailSummary> {
  // no audit: who asked for it is seen at the e-mail that arrives, and nothing of the workspace changes
  const row = await withTransaction(ctx, async (tx) => {
    const { text, sealedLink } = await findEmail(tx.db, id);
    if (sealedLink === null && text.includes(LINK_MARK))
      throw new AppError("CONFLICT", "Its personal link is gone. Send the invitation again instead.");
    const again = { state: "queued", stateDetail: null, attempts: 0, nextAttemptAt: new Date() } as const;
    const { count } = await tx.db.emailMessage.updateMany({ where: { id, state: "failed" }, data: again });
    if (count === 0) throw new AppError("CONFLICT", "Only an e-mail that could not be sent can be sent again.");
    return findEmail(tx.db, id);
  });
  return toSummary(row);
}

/** Addresses that get no e-mail from this workspace, because one bounced or was complained about. */
export async function listSuppressions(
  ctx: Context,
  { page, limit }: { page: number; limit: number },
): Promise<{ data: Suppression[]; meta: PageMeta }> {
  const [rows, total] = await Promise.all([
    ctx.db.suppression.findMany({
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    ctx.db.suppression.count(),
  ]);
  const data = rows.map(({ id, email, reason, createdAt }) => ({ id, email, reason, createdAt: iso(createdAt) }));
  return { data, meta: { page, limit, hasMore: page * limit < total, total } };
}

/** Lets an address get e-mail again. @throws AppError NOT_FOUND */
export async function endSuppression(ctx: Context, id: string): Promise<{ id: string; deleted: true }> {
  await withTransaction(ctx, async (tx) => {
    const row = await tx.db.suppression.findFirst({ where: { id } });
    if (!row) throw notFound("suppressed address");
    await tx.db.suppression.deleteMany({ where: { id } });
    await tx.audit({
      action: "suppression.delete",
      objectType: "suppression",
      objectId: id,
      objectName: row.email,
      before: { reason: row.reason },
    });
  });
  return { id, deleted: true };
}

export const toSummary = (row: Row): EmailSummary => ({
  id: row.id,
  to: row.to,
  subject: row.subject,
  category: row.category,
  state: row.state,
  stateDetail: row.stateDetail,
  attempts: row.attempts,
  nextAttemptAt: row.state === "queued" ? iso(row.nextAttemptAt) : null,
  createdAt: iso(row.createdAt),
  sentAt: row.sentAt && iso(row.sentAt),
});
