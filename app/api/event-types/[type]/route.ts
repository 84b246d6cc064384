import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getEventType } from "@/lib/services/event-types/get";

export const GET = implement(contracts.events.type, ({ ctx, params }) => getEventType(ctx, params.type));
