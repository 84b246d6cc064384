import { createHash } from "node:crypto";

import type { ReplayFilter, ReplaySelection } from "@/lib/contracts/replays";
import { invalid } from "@/lib/shared/errors";
import { SURFACES, type Surface } from "@/lib/webhooks/state";

import type { Context } from "../context";
import { readableSurfaces, writableSurfaces } from "../deliveries/visible";

/** What was held for an endpoint, when it is turned on: sent, from a time on if one is given, or discarded. */
export interface HeldSelection {
  by: "held";
  endpointId: string;
  since: string | null;
  discard: boolean;
}

export type Selection = ReplaySelection | HeldSelection;

/** A selection as it is kept: with what its maker may see and send, because a job carries it out. */
export interface StoredSelection {
  selection: Selection;
  readable: Surface[];
  writable: Surface[];
  /** Whether its maker may read payloads: a search through them finds nothing otherwise. */
  payloads?: boolean;
}

/** @throws AppError VALIDATION_ERROR when it names something that is not in this workspace */
export async function storedSelection(ctx: Context, selection: ReplaySelection): Promise<StoredSelection> {
  await assertNamesOurs(ctx, selection);
  return {
    selection: sorted(selection),
    readable: readableSurfaces(ctx),
    writable: writableSurfaces(ctx),
    payloads: ctx.can("deliveries:read_payload"),
  };
}

/** Turning an endpoint on is its own right, checked there. */
export const heldSelection = (selection: HeldSelection): StoredSelection => ({
  selection,
  readable: [...SURFACES],
  writable: [...SURFACES],
});

/** From the column back to what was put in: JSON has no dates. */
export function readSelection(column: unknown): StoredSelection {
  // Only `storedSelection` and `heldSelection` make it.
  const stored = column as StoredSelection;
  return stored.selection.by === "filter"
    ? { ...stored, selection: { by: "filter", filter: withDates(stored.selection.filter) } }
    : stored;
}

function withDates(filter: ReplayFilter): ReplayFilter {
  const { start, end, ...rest } = filter;
  return { ...rest, ...(start && { start: new Date(start) }), ...(end && { end: new Date(end) }) };
}

/** The same for the same selection and target, whoever asks and however the ids are ordered. */
export const fingerprintOf = (stored: StoredSelection, endpointId: string | null): string =>
  createHash("sha256")
    .update(JSON.stringify([stored, endpointId], (_, value: unknown) => (isRecord(value) ? inOrder(value) : value)))
    .digest("hex");

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const inOrder = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function sorted(selection: ReplaySelection): ReplaySelection {
  return selection.by === "deliveries" ? { ...selection, ids: [...new Set(selection.ids)].toSorted() } : selection;
}

async function assertNamesOurs(ctx: Context, selection: ReplaySelection): Promise<void> {
  if (selection.by === "events") {
    await assertEndpoint(ctx, selection.endpointId, "selection.endpointId");
    if (selection.start >= selection.end) throw invalid("selection.end", "The end must be after the start.");
  }
  if (selection.by === "incident") {
    const incident = await ctx.db.incident.findFirst({
      where: { id: selection.incidentId },
      select: { endpointId: true },
    });
    if (!incident) throw invalid("selection.incidentId", "No such incident in this workspace.");
    await assertEndpoint(ctx, incident.endpointId, "selection.incidentId");
  }
}

/**
 * An endpoint that the caller may send to. A foreign, a missing and a deleted one are answered alike.
 * @throws AppError VALIDATION_ERROR on `path`
 */
export async function assertEndpoint(ctx: Context, endpointId: string, path: string): Promise<void> {
  const endpoint = await ctx.db.endpoint.findFirst({
    where: { id: endpointId, deletedAt: null, surface: { in: writableSurfaces(ctx) } },
    select: { id: true },
  });
  if (!endpoint) throw invalid(path, "No such endpoint in this workspace.");
}
