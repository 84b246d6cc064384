import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getProvider } from "@/lib/services/providers/catalogue";

export const GET = implement(contracts.providers.get, async ({ ctx, params }) => getProvider(ctx, params.provider));
