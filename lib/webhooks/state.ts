/** The states of design and API, and which may follow which. Rows change by compare-and-set along these tables only. */

export const SURFACES = ["workspace", "link", "outbound"] as const;
export type Surface = (typeof SURFACES)[number];

export const DELIVERY_STATES = ["pending", "retrying", "delivered", "failed", "held", "skipped", "canceled"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How a delivery may begin: to be sent, kept for an endpoint that takes nothing now, or stopped by the filter. */
export const FIRST_DELIVERY_STATES = ["pending", "held", "skipped"] as const satisfies readonly DeliveryState[];

/**
 * `retrying` may follow itself (one more attempt failed). Whatever is finished may become `pending` again by a
 * redelivery, and what waits by "send now".
 */
export const DELIVERY_TRANSITIONS: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  pending: ["delivered", "retrying", "failed", "held", "canceled"],
  retrying: ["delivered", "retrying", "failed", "held", "canceled", "pending"],
  held: ["pending", "canceled"],
  delivered: ["pending"],
  failed: ["pending"],
  skipped: ["pending"],
  canceled: ["pending"],
};

export const canDeliveryBecome = (from: DeliveryState, to: DeliveryState): boolean =>
  DELIVERY_TRANSITIONS[from].includes(to);

/** Nothing happens to these by itself any more. */
export const FINISHED_DELIVERY_STATES = [
  "delivered",
  "failed",
  "skipped",
  "canceled",
] as const satisfies readonly DeliveryState[];

export const isDeliveryFinished = (state: DeliveryState): boolean =>
  (FINISHED_DELIVERY_STATES as readonly DeliveryState[]).includes(state);

export const DELIVERY_KINDS = ["event", "test", "replay"] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

export const ATTEMPT_TRIGGERS = ["automatic", "manual", "replay", "test"] as const;
export type AttemptTrigger = (typeof ATTEMPT_TRIGGERS)[number];

/** Why an attempt failed; an attempt that succeeded has none. `http` is any answer that is not 2xx. */
export const ERROR_CLASSES = ["blocked", "dns", "refused", "reset", "timeout", "tls", "protocol", "http"] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** Why a delivery is held, in the words that complete "Kept because …". */
export const HOLD_REASONS = {
  paused: "the endpoint is paused",
  disabled: "the endpoint was turned off",
  plan: "the plan does not include this",
} as const;
export type HoldReason = keyof typeof HOLD_REASONS;

export const CANCEL_REASONS = ["canceled", "discarded", "expired", "endpoint_deleted", "erased"] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** `paused` by a person, `disabled` by the system. Blocked by the plan is derived from the plan and is no state. */
export const ENDPOINT_STATES = ["enabled", "paused", "disabled"] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];

export const DISABLED_REASONS = ["failing", "gone"] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

export const ENDPOINT_TRANSITIONS: Readonly<Record<EndpointState, readonly EndpointState[]>> = {
  enabled: ["paused", "disabled"],
  paused: ["enabled"],
  disabled: ["enabled", "paused"],
};

export const canEndpointBecome = (from: EndpointState, to: EndpointState): boolean =>
  ENDPOINT_TRANSITIONS[from].includes(to);
