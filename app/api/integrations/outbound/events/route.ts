import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listEventTypes } from "@/lib/services/event-types/list";

export const GET = implement(contracts.outbound.events, async () => listEventTypes());
