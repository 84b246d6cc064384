import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { trackConversion } from "@/lib/services/conversions/track";

export const POST = implement(contracts.conversions.track, ({ ctx, body }) => trackConversion(ctx, body));
