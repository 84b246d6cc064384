import { implement } from "@/lib/api/implement";
import { zapier } from "@/lib/contracts/zapier";
import { campaignChoices } from "@/lib/services/zapier/lists";

export const GET = implement(zapier.campaigns, async ({ ctx }) => Response.json(await campaignChoices(ctx)));
