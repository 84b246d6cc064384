import type { EventDataInput } from "@/lib/contracts/event-types";
import type { Link } from "@/lib/contracts/links";
import type { TenantClient } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { notFound } from "@/lib/shared/errors";
import { iso, isoOrNull } from "@/lib/shared/time";

export type LinkRow = NonNullable<Awaited<ReturnType<TenantClient["link"]["findFirst"]>>>;

/** @throws AppError NOT_FOUND for a missing, deleted and foreign link alike */
export async function getLinkRow(db: TenantClient, id: string): Promise<LinkRow> {
  const row = await db.link.findFirst({ where: { id, deletedAt: null } });
  if (!row) throw notFound("link");
  return row;
}

/** What people click. */
export const shortUrlOf = (shortCode: string): string => `${env.appUrl}/r/${shortCode}`;

export function toLink(row: LinkRow): Link {
  return {
    id: row.id,
    shortCode: row.shortCode,
    shortUrl: shortUrlOf(row.shortCode),
    destinationUrl: row.destinationUrl,
    title: row.title,
    campaignId: row.campaignId,
    tags: row.tags,
    enabled: row.enabled,
    expiresAt: isoOrNull(row.expiresAt),
    clicks: row.clicks,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    version: row.version,
  };
}

/** The link as its events carry it: what it is, not how often it was clicked. */
export function toLinkData(row: LinkRow): EventDataInput<"link.created">["link"] {
  const { clicks: _clicks, version: _version, ...link } = toLink(row);
  return link;
}

/** The link in short, as clicks and conversions carry it. */
export const toLinkRef = (row: Pick<LinkRow, "id" | "shortCode" | "destinationUrl" | "campaignId">) => ({
  id: row.id,
  shortCode: row.shortCode,
  shortUrl: shortUrlOf(row.shortCode),
  destinationUrl: row.destinationUrl,
  campaignId: row.campaignId,
});
