import type { Delivery } from "@/lib/contracts/deliveries";
import type { LogRow } from "@/lib/db/deliveries/log/filters";
import type { TenantClient } from "@/lib/db/tenant";
import { iso, isoOrNull } from "@/lib/shared/time";
import { causeOf } from "@/lib/webhooks/diagnosis";
import { type Decisive, decisiveInWords } from "@/lib/webhooks/filters";
import { attemptsMax } from "@/lib/webhooks/schedule";
import { CANCEL_REASONS, type CancelReason, HOLD_REASONS } from "@/lib/webhooks/state";

/** What a delivery is shown with: its endpoint's name and how often that one tries. */
export const WITH_ENDPOINT = {
  endpoint: { select: { name: true, surface: true, linkId: true, retryPreset: true } },
} as const;

export type DeliveryRow = NonNullable<Awaited<ReturnType<typeof findDeliveryRow>>>;

export const findDeliveryRow = (
  db: TenantClient,
  where: NonNullable<Parameters<TenantClient["delivery"]["findFirst"]>[0]>["where"],
) => db.delivery.findFirst({ where: where ?? {}, include: WITH_ENDPOINT });

export function toDelivery(row: LogRow): Delivery {
  const { name, surface, linkId, retryPreset } = row.endpoint;
  return {
    id: row.id,
    state: row.state,
    kind: row.kind,
    reason: row.reason === null ? null : { code: row.reason, message: reasonInWords(row.reason, row.reasonDetail) },
    eventId: row.eventId,
    eventType: row.eventType,
    endpointId: row.endpointId,
    endpoint: { name, surface, linkId },
    attemptCount: row.attemptCount,
    maxAttempts: row.kind === "test" ? 1 : attemptsMax(retryPreset),
    statusCode: row.statusCode,
    responseTimeMs: row.responseTimeMs,
    errorClass: row.errorClass,
    cause: row.errorClass === null ? null : causeOf({ errorClass: row.errorClass, statusCode: row.statusCode }),
    nextAttemptAt: isoOrNull(row.nextAttemptAt),
    lastAttemptAt: isoOrNull(row.lastAttemptAt),
    createdAt: iso(row.createdAt),
    completedAt: isoOrNull(row.completedAt),
  };
}

const CANCELED: Readonly<Record<CancelReason, string>> = {
  canceled: "A person canceled it.",
  discarded: "It was discarded when the endpoint was turned on.",
  expired: "It was held until retention ended.",
  endpoint_deleted: "The endpoint was deleted.",
  erased: "The customer was deleted, and the payload with it.",
};

const isCancelReason = (code: string): code is CancelReason => (CANCEL_REASONS as readonly string[]).includes(code);
const isHoldReason = (code: string): code is keyof typeof HOLD_REASONS => Object.hasOwn(HOLD_REASONS, code);

function reasonInWords(code: string, detail: unknown): string {
  if (isHoldReason(code)) return `Kept because ${HOLD_REASONS[code]}.`;
  if (isCancelReason(code)) return CANCELED[code];
  return isDecisive(detail) ? `The filter did not match: ${decisiveInWords(detail)}.` : "The filter did not match.";
}

/** The detail of a skipped delivery is what the filter answered when it was planned. */
const isDecisive = (detail: unknown): detail is Decisive =>
  typeof detail === "object" && detail !== null && "path" in detail && "operator" in detail && "operand" in detail;
