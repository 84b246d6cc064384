import type { ListDeliveries } from "@/lib/contracts/deliveries";
import type { LogFilters, LogScope } from "@/lib/db/deliveries/log/filters";
import { DAY } from "@/lib/shared/time";
import type { Surface } from "@/lib/webhooks/state";

import type { Context } from "../context";
import { resolveSearch } from "./resolve-search";
import { readableSurfaces, retainedSince } from "./visible";

export type DeliveryQuery = Omit<ListDeliveries, "cursor" | "limit">;

export interface LogRequest {
  scope: LogScope;
  filters: LogFilters;
  /** Where a search ends that was given no beginning; it says so. */
  searchesBackTo: Date | null;
}

/** A search through bodies that names no range looks this far back. */
const TEXT_RANGE = DAY;
/** As many endpoints as are worth reading one by one. */
const ENDPOINTS_MAX = 100;

/** Whose eyes look: those of the caller, unless a job looks for somebody. */
export interface Sight {
  readable: readonly Surface[];
  payloads: boolean;
}

/** What the caller asked for and may see, ready for the log. Null when nothing can match. */
export async function logRequest(
  ctx: Context,
  query: DeliveryQuery,
  { readable, payloads }: Sight = { readable: readableSurfaces(ctx), payloads: ctx.can("deliveries:read_payload") },
): Promise<LogRequest | null> {
  const { q, start, end, installationId, incidentId, ...plain } = query;
  const found = q === undefined ? {} : await resolveSearch(ctx, q, payloads);
  if (!found) return null;
  const incident = incidentId === undefined ? null : await incidentOf(ctx, incidentId);
  if (incidentId !== undefined && !incident) return null;

  const surface = both(readable, plain.surface) ?? [];
  const endpointId = await endpointsOf(
    ctx,
    both(both(plain.endpointId, found.endpointId), incident ? [incident.endpointId] : undefined),
    installationId ?? found.installationId,
    surface,
  );
  const endpoints = plain.state?.includes("pending") && !endpointId ? await fewEndpoints(ctx, {}) : undefined;
  const filters: LogFilters = {
    ...plain,
    endpointId,
    endpoints,
    surface: surface.length === ALL_SURFACES ? undefined : surface,
    linkId: both(plain.linkId, found.linkId),
    replayId: both(plain.replayId, found.replayId),
    failureGroup: incident?.failureGroup,
    named: found.named,
    text: found.text,
  };
  if (isEmpty(filters)) return null;
  const from = found.text && !start ? new Date((end?.getTime() ?? Date.now()) - TEXT_RANGE) : start;
  return {
    scope: { workspaceId: ctx.workspace.id, since: retainedSince(ctx), start: from, end },
    filters,
    searchesBackTo: from === start ? null : (from ?? null),
  };
}

const ALL_SURFACES = 3;

/** What stands in both lists; a list that was not given holds everything. */
function both<Item>(a: readonly Item[] | undefined, b: readonly Item[] | undefined): readonly Item[] | undefined {
  if (!a || !b) return a ?? b;
  return a.filter((each) => b.includes(each));
}

const isEmpty = ({ endpointId, surface, linkId, replayId, named }: LogFilters): boolean =>
  [endpointId, surface, linkId, replayId].some((list) => list?.length === 0) ||
  (named !== undefined && named.deliveryIds.length + named.eventIds.length === 0);

/** The endpoints that are meant, named or by what they belong to. Undefined: any. */
async function endpointsOf(
  ctx: Context,
  named: readonly string[] | undefined,
  installationId: readonly string[] | undefined,
  surface: readonly Surface[],
): Promise<readonly string[] | undefined> {
  if (!installationId && (named || surface.length === ALL_SURFACES)) return named;
  const ofSurface = {
    surface: { in: [...surface] },
    ...(named && { id: { in: [...named] } }),
  };
  if (!installationId) return fewEndpoints(ctx, ofSurface);
  const rows = await ctx.db.endpoint.findMany({
    where: { ...ofSurface, installationId: { in: [...installationId] } },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

type EndpointWhere = NonNullable<NonNullable<Parameters<Context["db"]["endpoint"]["findMany"]>[0]>["where"]>;

/** Undefined when there are too many to be read one by one. */
async function fewEndpoints(ctx: Context, where: EndpointWhere): Promise<readonly string[] | undefined> {
  const rows = await ctx.db.endpoint.findMany({ where, select: { id: true }, take: ENDPOINTS_MAX + 1 });
  return rows.length > ENDPOINTS_MAX ? undefined : rows.map((row) => row.id);
}

const incidentOf = (ctx: Context, id: string) =>
  ctx.db.incident.findFirst({ where: { id }, select: { endpointId: true, failureGroup: true } });
