import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { checkEndpointUrl } from "@/lib/services/endpoints/check-url";

export const POST = implement(contracts.diagnosis.checkUrl, ({ ctx, body }) => checkEndpointUrl(ctx, body));
