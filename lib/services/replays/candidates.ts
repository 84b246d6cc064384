import { whereOf } from "../deliveries/filters";
import { COLUMNS, type DeliveryWhere, type Page, type Place, type Source, toCandidate } from "./candidate";
import { eventPage } from "./event-candidates";
import { redirected } from "./redirected";

/** What a selection finds behind a place, oldest first, at most `limit`. Reads the same however often it is asked. */
export async function candidatePage(source: Source, from: Place | null, limit: number): Promise<Page> {
  const { selection } = source.stored;
  if (selection.by === "events") return eventPage(source, selection, from, limit);
  const page =
    selection.by === "deliveries"
      ? await idPage(source, selection.ids, from, limit)
      : await wherePage(source, from, limit);
  return source.target === null ? page : { ...page, candidates: await redirected(source, page.candidates) };
}

async function wherePage(source: Source, from: Place | null, limit: number): Promise<Page> {
  const where = await selectionWhere(source);
  if (where === null) return { candidates: [], next: null, unknown: 0 };
  const rows = await source.ctx.db.delivery.findMany({
    where: { AND: [where, behind(from)] },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit,
    select: COLUMNS,
  });
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { candidates: rows.map(toCandidate), next: last ? { at: last.createdAt, id: last.id } : null, unknown: 0 };
}

async function idPage(source: Source, ids: readonly string[], from: Place | null, limit: number): Promise<Page> {
  const begin = from === null ? 0 : ids.findIndex((id) => id > from.id);
  const part = begin === -1 ? [] : ids.slice(begin, begin + limit);
  const rows = await source.ctx.db.delivery.findMany({
    where: { id: { in: part }, surface: { in: source.stored.readable } },
    orderBy: { id: "asc" },
    select: COLUMNS,
  });
  const last = part.at(-1);
  return {
    candidates: rows.map(toCandidate),
    next: last !== undefined && begin + part.length < ids.length ? { at: source.asOf, id: last } : null,
    unknown: part.length - rows.length,
  };
}

/** The deliveries of a selection as a condition on rows; null when there can be none. */
export async function selectionWhere(source: Source): Promise<DeliveryWhere | null> {
  const { ctx, stored, asOf } = source;
  const { selection } = stored;
  const bounds: DeliveryWhere = { surface: { in: stored.readable }, createdAt: { lte: asOf } };
  if (selection.by === "filter") {
    const where = whereOf(selection.filter);
    return where && { AND: [where, bounds] };
  }
  // Whatever is held when it is looked for: an endpoint that is on holds nothing new.
  if (selection.by === "held") return { endpointId: selection.endpointId, state: "held" };
  if (selection.by !== "incident") return null;
  const incident = await ctx.db.incident.findFirst({ where: { id: selection.incidentId } });
  if (!incident) return null;
  const { endpointId, failureGroup } = incident;
  return { AND: [{ endpointId, failureGroup, state: { in: ["failed", "retrying", "held"] } }, bounds] };
}

const behind = (from: Place | null): DeliveryWhere =>
  from === null ? {} : { OR: [{ createdAt: { gt: from.at } }, { createdAt: from.at, id: { gt: from.id } }] };
