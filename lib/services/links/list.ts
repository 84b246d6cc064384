import type { Link, ListLinks } from "@/lib/contracts/links";
import type { PageMeta } from "@/lib/contracts/operation";
import { likeSmall } from "@/lib/shared/like";

import type { Context } from "../context";
import { toLink } from "./to-link";

/** A page of links, newest first. */
export async function listLinks(ctx: Context, input: ListLinks): Promise<{ data: Link[]; meta: PageMeta }> {
  const { page, limit } = input;
  const where = whereOf(input);
  const [rows, total] = await Promise.all([
    ctx.db.link.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    ctx.db.link.count({ where }),
  ]);
  return { data: rows.map(toLink), meta: { page, limit, hasMore: page * limit < total, total } };
}

function whereOf({ q, campaignId, tag, enabled }: Omit<ListLinks, "page" | "limit">) {
  return {
    deletedAt: null,
    ...(q !== undefined && { search: { contains: likeSmall(q) } }),
    ...(campaignId !== undefined && { campaignId }),
    ...(tag !== undefined && { tags: { hasSome: tag } }),
    ...(enabled !== undefined && { enabled }),
  };
}
