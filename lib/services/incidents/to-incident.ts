import type { Incident } from "@/lib/contracts/incidents";
import type { IncidentCount } from "@/lib/db/incidents/count";
import type { TenantClient } from "@/lib/db/tenant";
import { iso, isoOrNull } from "@/lib/shared/time";
import { type Cause, CAUSES } from "@/lib/webhooks/cause-of";
import { explain } from "@/lib/webhooks/diagnosis";

export const WITH_ENDPOINT = {
  endpoint: { select: { name: true, surface: true, linkId: true, url: true, timeoutMs: true } },
} as const;

const read = (db: TenantClient) => db.incident.findFirstOrThrow({ include: WITH_ENDPOINT });
export type IncidentRow = Awaited<ReturnType<typeof read>>;

/** As it is shown. What the receiver answered is part of it only for those who may read payloads. */
export function toIncident(
  row: IncidentRow,
  count: IncidentCount | undefined,
  exact: boolean,
  payloadVisible: boolean,
): Incident {
  const { name, surface, linkId, url, timeoutMs } = row.endpoint;
  const { cause, response } = partsOf(row.failureGroup);
  const { headline } = explain(cause, { url, statusCode: row.statusCode, attemptedAt: row.lastSeenAt, timeoutMs });
  return {
    id: row.id,
    state: row.resolvedAt ? "resolved" : "open",
    endpointId: row.endpointId,
    endpoint: { name, surface, linkId },
    cause,
    headline,
    errorClass: row.errorClass,
    statusCode: row.statusCode,
    response: payloadVisible && response !== "" ? response : null,
    firstSeenAt: iso(row.firstSeenAt),
    lastSeenAt: iso(row.lastSeenAt),
    resolvedAt: isoOrNull(row.resolvedAt),
    failed: count?.failed ?? 0,
    retrying: count?.retrying ?? 0,
    exact,
    sampleDeliveryId: row.sampleDelivery,
  };
}

const isCause = (text: string): text is Cause => (CAUSES as readonly string[]).includes(text);

/** `groupingKey` puts the cause second and the answer's first line last. */
function partsOf(failureGroup: string): { cause: Cause; response: string } {
  const [, cause = "", , ...response] = failureGroup.split("|");
  return { cause: isCause(cause) ? cause : "internal", response: response.join("|") };
}
