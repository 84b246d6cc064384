import type { Incident, ListIncidents } from "@/lib/contracts/incidents";
import type { KeysetMeta } from "@/lib/contracts/operation";
import { countFailures } from "@/lib/db/incidents/count";
import type { Cursor } from "@/lib/shared/cursor";

import type { Context } from "../context";
import { readableSurfaces, retainedSince } from "../deliveries/visible";
import { keysetOf, keysetPage } from "../keyset";
import { type IncidentRow, toIncident, WITH_ENDPOINT } from "./to-incident";

/**
 * Incidents of the endpoints that the caller may see, the last seen first. An open one moves to the top when it is seen
 * again.
 * @throws AppError VALIDATION_ERROR for a cursor that is not ours
 */
export async function listIncidents(
  ctx: Context,
  input: ListIncidents,
): Promise<{ data: Incident[]; meta: KeysetMeta }> {
  const { rows, meta } = await findIncidents(ctx, input);
  return { data: await countedIncidents(ctx, rows), meta };
}

/** The same without what is counted of each. @throws AppError VALIDATION_ERROR for a cursor that is not ours */
export async function findIncidents(
  ctx: Context,
  input: ListIncidents,
): Promise<{ rows: IncidentRow[]; meta: KeysetMeta }> {
  const { state, endpointId, start, end } = input;
  const keyset = keysetOf(input);
  const order = keyset.cursor?.direction === "before" ? ("asc" as const) : ("desc" as const);
  const found = await ctx.db.incident.findMany({
    where: {
      AND: [
        keyset.cursor ? beyond(keyset.cursor) : {},
        { lastSeenAt: { gte: retainedSince(ctx) } },
        // Seen within the range, not only at its last time.
        start ? { lastSeenAt: { gte: start } } : {},
        end ? { firstSeenAt: { lte: end } } : {},
        state?.length === 1 ? { resolvedAt: state[0] === "open" ? null : { not: null } } : {},
      ],
      ...(endpointId && { endpointId: { in: endpointId } }),
      endpoint: { surface: { in: readableSurfaces(ctx) } },
    },
    orderBy: [{ lastSeenAt: order }, { id: order }],
    take: keyset.take,
    include: WITH_ENDPOINT,
  });
  const { rows, meta } = keysetPage(
    keyset,
    found.map((row) => ({ ...row, createdAt: row.lastSeenAt })),
  );
  return { rows, meta };
}

/** What of each still failed, or is being tried again; counted at once for all of them. */
export async function countedIncidents(ctx: Context, rows: readonly IncidentRow[]): Promise<Incident[]> {
  const { counts, full } = await countFailures(ctx.workspace.id, [...new Set(rows.map((row) => row.endpointId))]);
  const byGroup = new Map(counts.map((count) => [count.failureGroup, count]));
  return rows.map((row) =>
    toIncident(row, byGroup.get(row.failureGroup), !full.has(row.endpointId), ctx.can("deliveries:read_payload")),
  );
}

const beyond = ({ direction, at, id }: Cursor) =>
  direction === "after"
    ? { lastSeenAt: { lte: at }, OR: [{ lastSeenAt: { lt: at } }, { id: { lt: id } }] }
    : { lastSeenAt: { gte: at }, OR: [{ lastSeenAt: { gt: at } }, { id: { gt: id } }] };
