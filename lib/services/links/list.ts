import type { Link } from "@/lib/contracts/links";
import type { PageMeta } from "@/lib/contracts/operation";

import type { Context } from "../context";
import { toLink } from "./to-link";

/** A page of links, newest first. */
export async function listLinks(
  ctx: Context,
  { page, limit }: { page: number; limit: number },
): Promise<{ data: Link[]; meta: PageMeta }> {
  const where = { deletedAt: null };
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
