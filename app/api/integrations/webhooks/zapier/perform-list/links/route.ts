import { implement } from "@/lib/api/implement";
import { zapier } from "@/lib/contracts/zapier";
import { linkChoices } from "@/lib/services/zapier/lists";

export const GET = implement(zapier.links, async ({ ctx }) => Response.json(await linkChoices(ctx)));
