import type { Link, UpdateLink } from "@/lib/contracts/links";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { assertCampaign, takenShortCode } from "./problems";
import { getLinkRow, toLink, toLinkData } from "./to-link";

/**
 * Changes what is named; `link.updated` carries the old values of what really changed, and is not sent when nothing did.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR, VERSION_CONFLICT, CONFLICT for a short code that is taken
 */
export async function updateLink(ctx: Context, id: string, patch: UpdateLink): Promise<Link> {
  return withTransaction(ctx, async (tx) => {
    const before = await getLinkRow(tx.db, id);
    if (patch.version !== undefined && patch.version !== before.version) throw staleVersion();
    await assertCampaign(tx.db, patch.campaignId);
    const { count } = await tx.db.link.updateMany({
      where: { id, version: before.version, deletedAt: null },
      data: { ...columnsOf(patch), version: before.version + 1, updatedAt: new Date() },
    });
    if (count === 0) throw staleVersion();
    const after = await getLinkRow(tx.db, id);
    await tx.audit({
      action: "link.update",
      objectType: "link",
      objectId: id,
      objectName: after.shortCode,
      before: toLink(before),
      after: toLink(after),
    });
    const data = toLinkData(after);
    const previous = changed(toLinkData(before), data);
    if (Object.keys(previous).length > 0) {
      await tx.emit({
        type: "link.updated",
        data: { link: data },
        previousAttributes: { link: previous },
        linkId: id,
        source: "link",
        actor: ctx.actor.id,
      });
    }
    return toLink(after);
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? takenShortCode() : error;
  });
}

function columnsOf({ destinationUrl, shortCode, title, campaignId, tags, enabled, expiresAt }: UpdateLink) {
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

/** The old values of what differs. When it changed is no change of its own. */
function changed<Data extends object>(before: Data, after: Data): Partial<Data> {
  const now = new Map(Object.entries(after));
  const differs = ([key, old]: [string, unknown]): boolean =>
    key !== "updatedAt" && JSON.stringify(old) !== JSON.stringify(now.get(key));
  return Object.fromEntries(Object.entries(before).filter(differs)) as Partial<Data>;
}

const staleVersion = (): AppError =>
  new AppError("VERSION_CONFLICT", "This link was changed in the meantime. Load it again.");
