import { eventType, staticSchema } from "inngest";

/** The most ids one event carries: 25 to 50 is the best size of a chunk, above 100 only the commits get later. */
export const IDS_PER_EVENT_MAX = 100;

// Events carry ids and nothing else; whoever is woken reads the rows and claims them. The schemas are types only:
// requests are signed, and a check of every id on every call would buy nothing that the claim does not check anyway.

/** These deliveries are due now. At most IDS_PER_EVENT_MAX ids. */
export const deliveriesDue = eventType("app/deliveries.due", {
  schema: staticSchema<{ ids: string[] }>(),
});

/**
 * These deliveries of one chunk failed at the same attempt of the same preset and share their next due time, which is
 * the event's `ts`. At most IDS_PER_EVENT_MAX ids; `attempt` counts the attempts made.
 */
export const deliveriesFailed = eventType("app/deliveries.failed", {
  schema: staticSchema<{ ids: string[]; preset: "standard" | "fast" | "none"; attempt: number }>(),
});

/** Requests of providers wait to be processed. */
export const receiptsWaiting = eventType("app/receipts.waiting", { schema: staticSchema<Record<string, never>>() });

/** Events wait to be handed on to providers. */
export const forwardsPlanned = eventType("app/forwards.planned", { schema: staticSchema<Record<string, never>>() });

/** Messages wait to be sent. */
export const emailsQueued = eventType("app/emails.queued", { schema: staticSchema<Record<string, never>>() });

/** A replay was asked for; its selection is to be frozen. */
export const replayCreated = eventType("app/replay.created", {
  schema: staticSchema<{ replayId: string }>(),
});
