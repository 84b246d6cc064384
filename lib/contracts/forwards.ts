import { z } from "zod";

import { pathId } from "./ids";
import { operation } from "./operation";
import { commaList, KeysetQuery, QueryEnd, QueryStart } from "./paging";

export const FORWARD_STATES = ["pending", "retrying", "delivered", "failed", "skipped", "canceled"] as const;

/** In the place of the event's type: a notification that is posted, see the notification rules. */
export const FORWARDED_NOTICE = "notice";

const time = z.iso.datetime();

/** One event on its way to a provider. */
export const Forward = z
  .strictObject({
    id: z.string(),
    installationId: z.string(),
    eventId: z.string().describe("Of a notification that is posted its own id."),
    eventType: z.string().describe("`notice` for a notification that is posted."),
    state: z.enum(FORWARD_STATES),
    /** Why it was skipped or canceled: `filtered`, `muted`, `disconnected`, `erased`, `expired`. */
    reason: z.string().nullable(),
    /** Why it waits although it is due; null when nothing stands in its way. */
    heldBy: z.enum(["paused", "error", "plan", "wait"]).nullable(),
    /** The provider's word for the last failure. */
    error: z.string().nullable(),
    /** What the provider calls that which was made of it. */
    reference: z.string().nullable(),
    attempts: z.int(),
    lastAttemptAt: time.nullable(),
    nextAttemptAt: time.nullable(),
    createdAt: time,
    completedAt: time.nullable(),
  })
  .meta({ id: "Forward" });
export type Forward = z.output<typeof Forward>;

export const ListForwards = KeysetQuery.extend({
  state: commaList(FORWARD_STATES).optional(),
  eventType: z.string().min(1).max(100).optional(),
  eventId: z.string().min(1).max(64).optional(),
  start: QueryStart.optional(),
  end: QueryEnd.optional(),
});
export type ListForwards = z.output<typeof ListForwards>;

const Of = z.strictObject({ id: pathId("installation") });
const One = Of.extend({ forwardId: pathId("forward") });
const base = "/api/integrations/installations/{id}/forwards";

export const forwards = {
  list: operation({
    id: "forwards.list",
    method: "GET",
    path: base,
    summary: "List what was sent to a provider and what waits for it, newest first",
    auth: { kind: "any", permission: "integrations:read" },
    params: Of,
    query: ListForwards,
    status: 200,
    data: z.array(Forward),
    paging: "keyset",
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  get: operation({
    id: "forwards.get",
    method: "GET",
    path: `${base}/{forwardId}`,
    summary: "Read what became of one event at a provider",
    auth: { kind: "any", permission: "integrations:read" },
    params: One,
    status: 200,
    data: Forward,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  resend: operation({
    id: "forwards.resend",
    method: "POST",
    path: `${base}/{forwardId}/resend`,
    summary: "Send an event to a provider again that failed or was canceled",
    auth: { kind: "any", permission: "integrations:manage", feature: "integrations" },
    params: One,
    status: 202,
    data: Forward,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
} as const;
