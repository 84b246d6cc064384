import type { TenantClient } from "@/lib/db/tenant";
import { AppError, invalid } from "@/lib/shared/errors";

/** Short codes are unique on this server, deleted links included: an old address must never lead somewhere else. */
export const takenShortCode = (): AppError =>
  new AppError("CONFLICT", "This short code is taken.", {
    details: [{ path: "shortCode", message: "Choose another one." }],
  });

/** @throws AppError VALIDATION_ERROR when the campaign is not one of this workspace */
export async function assertCampaign(db: TenantClient, campaignId: string | null | undefined): Promise<void> {
  if (!campaignId) return;
  const found = await db.campaign.findFirst({ where: { id: campaignId }, select: { id: true } });
  if (!found) throw invalid("campaignId", "No such campaign in this workspace.");
}
