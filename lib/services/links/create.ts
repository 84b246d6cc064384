import { randomInt } from "node:crypto";

import { PLAN_TERMS } from "@/lib/auth/plans";
import type { CreateLink, Link } from "@/lib/contracts/links";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { lockWorkspace } from "@/lib/db/workspaces";
import { AppError, invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";
import { assertCampaign, takenShortCode } from "./problems";
import { toLink, toLinkData } from "./to-link";

/** Without characters that look alike. Eight of them: 10^14 codes. */
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ";
const CODE_LENGTH = 8;

/** @throws AppError VALIDATION_ERROR, PLAN_LIMIT_REACHED, CONFLICT for a short code that is taken */
export async function createLink(ctx: Context, input: CreateLink): Promise<Link> {
  const { destinationUrl } = input;
  if (destinationUrl === undefined) throw invalid("destinationUrl", "Give destinationUrl once.");
  return withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    await assertCampaign(tx.db, input.campaignId);
    await assertRoomForLink(ctx, tx);
    const row = await tx.db.link.create({
      data: {
        id: newId("link"),
        workspaceId: ctx.workspace.id,
        shortCode: input.shortCode ?? newShortCode(),
        destinationUrl,
        title: input.title ?? null,
        campaignId: input.campaignId ?? null,
        tags: input.tags ?? [],
        enabled: input.enabled ?? true,
        expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
      },
    });
    await tx.audit({
      action: "link.create",
      objectType: "link",
      objectId: row.id,
      objectName: row.shortCode,
      after: toLink(row),
    });
    await tx.emit({
      type: "link.created",
      data: { link: toLinkData(row) },
      linkId: row.id,
      source: "link",
      actor: ctx.actor.id,
    });
    return toLink(row);
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? takenShortCode() : error;
  });
}

const newShortCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

async function assertRoomForLink(ctx: Context, tx: Transaction): Promise<void> {
  const { linksMax } = PLAN_TERMS[ctx.workspace.plan];
  if (linksMax === null || (await tx.db.link.count({ where: { deletedAt: null } })) < linksMax) return;
  throw new AppError(
    "PLAN_LIMIT_REACHED",
    `The ${ctx.workspace.plan} plan includes ${linksMax} links, and all are used.`,
  );
}
