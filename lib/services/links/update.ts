import type { RefusedItem } from "@/lib/contracts/batch";
import type { Link, UpdateLink, UpdateLinks } from "@/lib/contracts/links";
import { lockLinks } from "@/lib/db/links/lock";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, notFound } from "@/lib/shared/errors";

import { batchAnswer } from "../batch";
import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";
import { assertCampaign, takenShortCode } from "./problems";
import { announcedChange, audited } from "./records";
import { getLinkRow, type LinkRow, toLink } from "./to-link";

/**
 * Changes what is named; `link.updated` carries the old values of what really changed, and is not sent when nothing did.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR, VERSION_CONFLICT, CONFLICT for a short code that is taken
 */
export async function updateLink(ctx: Context, id: string, patch: UpdateLink): Promise<Link> {
  // no audit: `change` writes it for each link
  return withTransaction(ctx, async (tx) => {
    await lockLinks(tx.sql, ctx.workspace.id, [id]);
    const before = await getLinkRow(tx.db, id);
    if (patch.version !== undefined && patch.version !== before.version) throw staleVersion();
    const [after] = await change(ctx, tx, [before], patch);
    return toLink(after ?? before);
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? takenShortCode() : error;
  });
}

/**
 * Makes the same change to up to 100 links in one transaction, each with its own event, and answers link by link.
 * @throws AppError NOT_FOUND when none of them is there, VALIDATION_ERROR for a campaign of another workspace
 */
export async function updateLinks(ctx: Context, { ids, ...patch }: UpdateLinks): Promise<(Link | RefusedItem)[]> {
  // no audit: `change` writes it for each link
  return withTransaction(ctx, async (tx) => {
    await lockLinks(tx.sql, ctx.workspace.id, ids);
    const before = await tx.db.link.findMany({ where: { id: { in: ids }, deletedAt: null } });
    const after = await change(ctx, tx, before, { ...patch, shortCode: undefined });
    const byId = new Map(after.map((row) => [row.id, row]));
    return batchAnswer(
      ids.map((id) => {
        const row = byId.get(id);
        return row ? toLink(row) : notFound("link");
      }),
      "ids",
    );
  });
}

/** The rows are locked: what was read before is what is changed. */
async function change(
  ctx: Context,
  tx: Transaction,
  before: readonly LinkRow[],
  patch: Omit<UpdateLink, "version">,
): Promise<LinkRow[]> {
  await assertCampaign(tx.db, patch.campaignId);
  const old = new Map(before.map((row) => [row.id, row]));
  const after = await tx.db.link.updateManyAndReturn({
    where: { id: { in: [...old.keys()] } },
    data: { ...columnsOf(patch), version: { increment: 1 }, updatedAt: new Date() },
  });
  const pairs = after.flatMap((row) => {
    const was = old.get(row.id);
    return was ? [[was, row] as const] : [];
  });
  await tx.audit(...pairs.map(([was, row]) => audited("link.update", { before: was, after: row })));
  await tx.emit(...pairs.flatMap(([was, row]) => announcedChange(ctx, was, row)));
  return after;
}

function columnsOf({
  destinationUrl,
  shortCode,
  title,
  campaignId,
  tags,
  enabled,
  expiresAt,
}: Omit<UpdateLink, "version">) {
  return {
    ...(destinationUrl === undefined ? {} : { destinationUrl }),
    ...(shortCode === undefined ? {} : { shortCode }),
    ...(title === undefined ? {} : { title }),
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(tags === undefined ? {} : { tags }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
  };
}

const staleVersion = (): AppError =>
  new AppError("VERSION_CONFLICT", "This link was changed in the meantime. Load it again.");
