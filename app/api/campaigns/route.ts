import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { createCampaign } from "@/lib/services/campaigns/create";
import { listCampaigns } from "@/lib/services/campaigns/list";

export const GET = implement(contracts.campaigns.list, ({ ctx, query }) => listCampaigns(ctx, query));

export const POST = implement(contracts.campaigns.create, ({ ctx, body }) => createCampaign(ctx, body));
