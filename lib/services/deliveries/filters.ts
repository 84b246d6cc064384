import type { ListDeliveries } from "@/lib/contracts/deliveries";
import type { TenantClient } from "@/lib/db/tenant";
import { kindOfId } from "@/lib/shared/ids";

type Where = NonNullable<NonNullable<Parameters<TenantClient["delivery"]["findMany"]>[0]>["where"]>;

/** The filters of a list as a condition on rows. Null when nothing can match. */
export function whereOf(filters: Omit<ListDeliveries, "cursor" | "limit">): Where | null {
  const found = filters.q === undefined ? {} : searched(filters.q);
  if (!found) return null;
  const { state, eventType, endpointId, surface, linkId, statusCode, errorClass, kind, start, end } = filters;
  return {
    ...(state && { state: { in: state } }),
    ...(eventType && { eventType: { in: eventType } }),
    ...(endpointId && { endpointId: { in: endpointId } }),
    ...(surface && { surface: { in: surface } }),
    ...(linkId && { linkId: { in: linkId } }),
    ...(errorClass && { errorClass: { in: errorClass } }),
    ...(kind && { kind: { in: kind } }),
    ...((start || end) && { createdAt: { ...(start && { gte: start }), ...(end && { lte: end }) } }),
    AND: [found, statusCode ? { OR: statusCode.map(statusRange) } : {}],
  };
}

/** `5xx` is every code from 500 to 599. */
function statusRange(text: string): Where {
  const first = Number(text[0]) * 100;
  return { statusCode: text.endsWith("xx") ? { gte: first, lt: first + 100 } : Number(text) };
}

/** Ids alone are searched for: looking into bodies would read the whole log. */
function searched(q: string): Where | null {
  const kind = kindOfId(q);
  if (kind === "delivery") return { id: q };
  return kind === "event" ? { eventId: q } : null;
}
