import { randomInt } from "node:crypto";

import { PLAN_TERMS } from "@/lib/auth/plans";
import type { RefusedItem } from "@/lib/contracts/batch";
import { CreateLink, type Link } from "@/lib/contracts/links";
import { insertLinks, type NewLinkRow } from "@/lib/db/links/insert";
import { lockWorkspace } from "@/lib/db/workspaces";
import { AppError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import { batchAnswer, invalidItem, notRefused } from "../batch";
import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";
import { knownCampaigns, takenShortCode, unknownCampaign } from "./problems";
import { announced, audited } from "./records";
import { type LinkRow, toLink } from "./to-link";

/** Without characters that look alike. Eight of them: 10^14 codes. */
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ";
const CODE_LENGTH = 8;

/** @throws AppError VALIDATION_ERROR, PLAN_LIMIT_REACHED, CONFLICT for a short code that is taken */
export async function createLink(ctx: Context, input: CreateLink): Promise<Link> {
  const [made] = await createAll(ctx, [input]);
  if (!made || made instanceof AppError) throw made ?? new AppError("INTERNAL_ERROR", "The link was not judged.");
  return made;
}

/**
 * Makes what is valid of up to 100 links, all in one transaction, each with its own event, and answers item by item.
 * @throws AppError when nothing is valid; nothing was made then
 */
export async function createLinks(ctx: Context, items: readonly unknown[]): Promise<(Link | RefusedItem)[]> {
  const inputs = items.map((item) => {
    const parsed = CreateLink.safeParse(item);
    return parsed.success ? parsed.data : invalidItem(parsed.error.issues, "link");
  });
  return batchAnswer(await createAll(ctx, inputs), "links");
}

async function createAll(ctx: Context, inputs: readonly (CreateLink | AppError)[]): Promise<(Link | AppError)[]> {
  if (!inputs.some(notRefused)) return inputs.filter((input) => input instanceof AppError);
  return withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    const campaigns = await knownCampaigns(tx.db, inputs.filter(notRefused));
    let room = await roomForLinks(ctx, tx);
    const rows = inputs.map((input) => {
      if (input instanceof AppError) return input;
      if (input.campaignId && !campaigns.has(input.campaignId)) return unknownCampaign();
      return room-- > 0 ? newRow(ctx, input) : noRoom(ctx);
    });
    const made = await insert(tx, rows.filter(notRefused));
    await tx.audit(...[...made.values()].map((row) => audited("link.create", { after: row })));
    await tx.emit(...[...made.values()].map((row) => announced(ctx, "link.created", row)));
    return rows.map((row) => {
      if (row instanceof AppError) return row;
      const written = made.get(row.id);
      return written ? toLink(written) : takenShortCode();
    });
  });
}

function newRow(ctx: Context, input: CreateLink): NewLinkRow {
  return {
    id: newId("link"),
    workspaceId: ctx.workspace.id,
    shortCode: input.shortCode ?? newShortCode(),
    // The contract lets nothing without one through.
    destinationUrl: input.destinationUrl ?? "",
    title: input.title ?? null,
    campaignId: input.campaignId ?? null,
    tags: input.tags ?? [],
    enabled: input.enabled ?? true,
    expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
  };
}

/** What was written, by id, in the order of the batch; what is missing has a short code that was taken. */
async function insert(tx: Transaction, rows: readonly NewLinkRow[]): Promise<Map<string, LinkRow>> {
  if (rows.length === 0) return new Map();
  const written = await insertLinks(tx.sql, rows);
  const found = await tx.db.link.findMany({ where: { id: { in: written } }, orderBy: { id: "asc" } });
  return new Map(found.map((row) => [row.id, row]));
}

const newShortCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");

async function roomForLinks(ctx: Context, tx: Transaction): Promise<number> {
  const { linksMax } = PLAN_TERMS[ctx.workspace.plan];
  return linksMax === null ? Infinity : linksMax - (await tx.db.link.count({ where: { deletedAt: null } }));
}

function noRoom({ workspace: { plan } }: Context): AppError {
  const { linksMax } = PLAN_TERMS[plan];
  return new AppError("PLAN_LIMIT_REACHED", `The ${plan} plan includes ${linksMax} links, and all are used.`);
}
