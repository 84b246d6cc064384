import { implement } from "@/lib/api/implement";
import { zapier } from "@/lib/contracts/zapier";
import { unsubscribeZap } from "@/lib/services/zapier/subscribe";

export const DELETE = implement(zapier.unsubscribe, async ({ ctx, params }) => {
  await unsubscribeZap(ctx, params.id);
  return new Response(null, { status: 204 });
});
