import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listProviders } from "@/lib/services/providers/catalogue";

export const GET = implement(contracts.providers.list, async ({ ctx }) => listProviders(ctx));
