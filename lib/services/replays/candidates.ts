import { readLog } from "@/lib/db/deliveries/log/read";

import { ATTEMPTS_MAX } from "../deliveries/list";
import { type LogRequest, logRequest } from "../deliveries/log-query";
import { COLUMNS, type Page, type Place, type Source, toCandidate } from "./candidate";
import { eventPage } from "./event-candidates";
import { redirected } from "./redirected";

/** What a selection finds behind a place, oldest first, at most `limit`. Reads the same however often it is asked. */
export async function candidatePage(source: Source, from: Place | null, limit: number): Promise<Page> {
  const { selection } = source.stored;
  if (selection.by === "events") return eventPage(source, selection, from, limit);
  const page =
    selection.by === "deliveries"
      ? await idPage(source, selection.ids, from, limit)
      : await logPage(source, from, limit);
  return source.target === null ? page : { ...page, candidates: await redirected(source, page.candidates) };
}

async function logPage(source: Source, from: Place | null, limit: number): Promise<Page> {
  const request = await selectionRequest(source);
  const { rows, more, lookedUntil } = request
    ? await readLog({
        ...request,
        attemptsMax: ATTEMPTS_MAX,
        from: { ...(from ?? BEGINNING), towards: "newer" },
        limit,
      })
    : NOTHING;
  const last = rows.at(-1);
  const next = lookedUntil ?? (more && last ? { at: last.createdAt, id: last.id } : null);
  return { candidates: rows.map(toCandidate), next, unknown: 0 };
}

const BEGINNING = { at: new Date(0), id: "" } as const;
const NOTHING = { rows: [], more: false, lookedUntil: null } as const;

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

/** The deliveries of a selection as the log is asked for them; null when there can be none. */
async function selectionRequest(source: Source): Promise<Pick<LogRequest, "scope" | "filters"> | null> {
  const { ctx, stored, asOf } = source;
  const { selection, readable, payloads = false } = stored;
  const scope = { workspaceId: ctx.workspace.id, since: BEGINNING.at };
  if (selection.by === "filter") {
    const { end } = selection.filter;
    const until = end && end < asOf ? end : asOf;
    const request = await logRequest(ctx, { ...selection.filter, end: until }, { readable, payloads });
    return request && { ...request, scope: { ...request.scope, since: BEGINNING.at } };
  }
  // Whatever is held when it is looked for: an endpoint that is on holds nothing new.
  if (selection.by === "held") return { scope, filters: { endpointId: [selection.endpointId], state: ["held"] } };
  if (selection.by !== "incident") return null;
  const incident = await ctx.db.incident.findFirst({ where: { id: selection.incidentId } });
  if (!incident) return null;
  const { endpointId, failureGroup } = incident;
  return {
    scope: { ...scope, end: asOf },
    filters: { endpointId: [endpointId], failureGroup, state: ["failed", "retrying", "held"], surface: readable },
  };
}
