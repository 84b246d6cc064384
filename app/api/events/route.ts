import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { acceptBatch, acceptEvent } from "@/lib/services/events/accept";
import { listEvents } from "@/lib/services/events/list";

export const GET = implement(contracts.events.list, ({ ctx, query }) => listEvents(ctx, query));

export const POST = implement(contracts.events.create, ({ ctx, body }) =>
  "events" in body ? acceptBatch(ctx, body.events) : acceptEvent(ctx, body),
);
