import type { Campaign } from "@/lib/contracts/campaigns";
import { iso } from "@/lib/shared/time";

/** Its links, without deleted ones. */
export const WITH_LINKS = { _count: { select: { links: { where: { deletedAt: null } } } } } as const;

interface CampaignRow {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date;
  _count: { links: number };
}

export const toCampaign = (row: CampaignRow): Campaign => ({
  id: row.id,
  name: row.name,
  links: row._count.links,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});
