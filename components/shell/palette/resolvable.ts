import type { IdKind } from "@/lib/shared/ids";

/** What has a page that an id leads to, and the word for it. */
export const RESOLVABLE = {
  delivery: "delivery",
  attempt: "attempt",
  event: "event",
  endpoint: "endpoint",
  installation: "integration",
  replay: "replay",
  link: "link",
  customer: "customer",
  apiKey: "apiKey",
  request: "request",
} as const satisfies Partial<Record<IdKind, string>>;

export type ResolvableKind = keyof typeof RESOLVABLE;

export const isResolvable = (kind: IdKind | null): kind is ResolvableKind =>
  kind !== null && Object.hasOwn(RESOLVABLE, kind);
