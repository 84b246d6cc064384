import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getEvent } from "@/lib/services/events/get";

export const GET = implement(contracts.events.get, ({ ctx, params }) => getEvent(ctx, params.id));
