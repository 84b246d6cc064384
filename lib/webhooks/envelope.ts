import { API_VERSION } from "@/lib/contracts/event-types";

export { API_VERSION, Envelope } from "@/lib/contracts/event-types";

export interface EnvelopeInput {
  /** The event's id; it is the `webhook-id` of every attempt. */
  id: string;
  type: string;
  createdAt: Date;
  workspaceId: string;
  livemode: boolean;
  /** As the type's schema gave it. */
  data: object;
  /** On updates: the old values of what changed, at the same paths as in `data`. */
  previousAttributes?: object | null | undefined;
}

/**
 * The body of every delivery of one event. It is built once, when the event is accepted, and stored as this text:
 * building it again could give other bytes, and receivers verify a signature over the bytes.
 */
export function buildBody(event: EnvelopeInput): string {
  return JSON.stringify({
    id: event.id,
    type: event.type,
    apiVersion: API_VERSION,
    createdAt: event.createdAt.toISOString(),
    workspaceId: event.workspaceId,
    livemode: event.livemode,
    data: event.data,
    previousAttributes: event.previousAttributes ?? undefined,
  });
}
