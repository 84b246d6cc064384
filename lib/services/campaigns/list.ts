import type { Campaign, ListCampaigns } from "@/lib/contracts/campaigns";
import type { PageMeta } from "@/lib/contracts/operation";
import { likeLiteral } from "@/lib/shared/like";

import type { Context } from "../context";
import { toCampaign, WITH_LINKS } from "./to-campaign";

/** A page of campaigns, newest first. */
export async function listCampaigns(
  ctx: Context,
  { page, limit, q }: ListCampaigns,
): Promise<{ data: Campaign[]; meta: PageMeta }> {
  const where = q === undefined ? {} : { name: { contains: likeLiteral(q), mode: "insensitive" as const } };
  const [rows, total] = await Promise.all([
    ctx.db.campaign.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
      include: WITH_LINKS,
    }),
    ctx.db.campaign.count({ where }),
  ]);
  return { data: rows.map(toCampaign), meta: { page, limit, hasMore: page * limit < total, total } };
}
