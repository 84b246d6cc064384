import type { TenantClient } from "@/lib/db/tenant";
import { AppError, invalid } from "@/lib/shared/errors";

/** Short codes are unique on this server, deleted links included: an old address must never lead somewhere else. */
export const takenShortCode = (): AppError =>
  new AppError("CONFLICT", "This short code is taken.", {
    details: [{ path: "shortCode", message: "Choose another one." }],
  });

export const unknownCampaign = (): AppError => invalid("campaignId", "No such campaign in this workspace.");

/** Which of the campaigns that are named here are this workspace's. */
export async function knownCampaigns(
  db: TenantClient,
  named: readonly { campaignId?: string | null | undefined }[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(named.flatMap(({ campaignId }) => campaignId ?? []))];
  if (ids.length === 0) return new Set();
  const rows = await db.campaign.findMany({ where: { id: { in: ids } }, select: { id: true } });
  return new Set(rows.map((row) => row.id));
}

/** @throws AppError VALIDATION_ERROR when the campaign is not one of this workspace */
export async function assertCampaign(db: TenantClient, campaignId: string | null | undefined): Promise<void> {
  if (campaignId && !(await knownCampaigns(db, [{ campaignId }])).has(campaignId)) throw unknownCampaign();
}
