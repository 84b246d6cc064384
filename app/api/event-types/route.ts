import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listEventTypesInUse } from "@/lib/services/event-types/list";

export const GET = implement(contracts.events.types, ({ ctx }) => listEventTypesInUse(ctx));
