import { implement } from "@/lib/api/implement";
import { zapier } from "@/lib/contracts/zapier";
import { sampleDeliveries } from "@/lib/services/zapier/lists";

export const GET = implement(zapier.sample, async ({ ctx, params }) =>
  Response.json(await sampleDeliveries(ctx, params.event)),
);
