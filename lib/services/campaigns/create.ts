import type { Campaign, CreateCampaign } from "@/lib/contracts/campaigns";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { toCampaign, WITH_LINKS } from "./to-campaign";

/** Makes a campaign. Names need not differ. */
export async function createCampaign(ctx: Context, { name }: CreateCampaign): Promise<Campaign> {
  return withTransaction(ctx, async (tx) => {
    const row = await tx.db.campaign.create({
      data: { id: newId("campaign"), workspaceId: ctx.workspace.id, name },
      include: WITH_LINKS,
    });
    const campaign = toCampaign(row);
    await tx.audit({
      action: "campaign.create",
      objectType: "campaign",
      objectId: row.id,
      objectName: name,
      after: campaign,
    });
    return campaign;
  });
}
