import { implement } from "@/lib/api/implement";
import { zapier } from "@/lib/contracts/zapier";
import { subscribeZap } from "@/lib/services/zapier/subscribe";

export const POST = implement(zapier.subscribe, async ({ ctx, body }) =>
  Response.json(await subscribeZap(ctx, body), { status: 201 }),
);
