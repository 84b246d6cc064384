import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getSetup } from "@/lib/services/setup/get";
import { updateSetup } from "@/lib/services/setup/update";

export const GET = implement(contracts.setup.get, ({ ctx }) => getSetup(ctx));

export const PATCH = implement(contracts.setup.update, ({ ctx, body }) => updateSetup(ctx, body));
