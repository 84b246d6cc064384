import { edgePool } from "../../client";
import { chooseSource } from "./choose-source";
import { type AttemptsMax, conditionOf } from "./conditions";
import { type LogFilters, type LogPlace, type LogRow, type LogScope, Values } from "./filters";
import { rowsOf } from "./rows-of";
import { EVERYTHING, type Source } from "./streams";

export interface LogQuery {
  scope: LogScope;
  filters: LogFilters;
  attemptsMax: AttemptsMax;
  /** Where to read on, and which way; without it from the newest on. */
  from?: (LogPlace & { towards: "older" | "newer" }) | undefined;
  limit: number;
}

export interface LogPage {
  /** In the order in which they were read. */
  rows: LogRow[];
  more: boolean;
  /** Set when the reading stopped before the page was full: everything up to here was looked at. */
  lookedUntil: LogPlace | null;
}

/** Rows that one page may look at when the filters leave something to be tested row by row. */
const LOOK_AT_MAX = 10_000;
const LOOK_AROUND_MAX = 4_000;
/** When the event of each row is read too. */
const LOOK_INTO_MAX = 2_000;

interface Key extends LogPlace {
  eventCreatedAt: Date;
  hit: boolean;
}

/**
 * One page of the log. It is read from the index that serves the filters best; what that index does not answer is tested
 * row by row, and a page that has looked at enough rows ends early and says how far it came. So its cost has a bound
 * whatever is asked, wherever it stands.
 */
export async function readLog(query: LogQuery): Promise<LogPage> {
  const { source, filters } = await chooseSource(query);
  if (source.streams.every(({ values }) => values.length === 0)) return { rows: [], more: false, lookedUntil: null };
  const { rows: keys } = await edgePool().query<Key>(statementOf({ ...query, filters }, source));
  const page: Key[] = [];
  let more = false;
  let lookedUntil: LogPlace | null = null;
  for (const key of keys) {
    if (page.at(-1)?.id === key.id) continue;
    more = page.length === query.limit || !key.hit;
    if (more && page.length < query.limit) lookedUntil = { at: key.at, id: key.id };
    if (more) break;
    page.push(key);
  }
  return { rows: await rowsAt(page), more, lookedUntil };
}

/** The rows of keys, in their order. Prepared once for each connection: to plan it takes longer than to run it. */
async function rowsAt(keys: readonly Key[]): Promise<LogRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await edgePool().query<LogRow>({
    name: "log-rows",
    text: `SELECT ${SHOWN} FROM unnest($1::text[], $2::timestamptz[]) WITH ORDINALITY AS k(id, at, place)
           JOIN deliveries d ON d.id = k.id AND d.event_created_at = k.at
           JOIN endpoints e ON e.workspace_id = d.workspace_id AND e.id = d.endpoint_id ORDER BY k.place`,
    values: [keys.map(({ id }) => id), keys.map(({ eventCreatedAt }) => eventCreatedAt)],
  });
  return rows;
}

function statementOf(query: LogQuery, source: Source): { text: string; values: unknown[] } {
  const { filters, limit, attemptsMax } = query;
  const values = new Values();
  const descending = query.from?.towards !== "newer";
  const order = (alias: string): string =>
    descending ? `${alias}.created_at DESC, ${alias}.id DESC` : `${alias}.created_at, ${alias}.id`;
  const within = rowsOf(query.scope, query.from, values);
  const rest = conditionOf(filters, new Set(source.answers), values, attemptsMax);
  const wanted = values.add(limit + 1, "int");
  const runs = source.streams.reduce((sum, stream) => sum + stream.values.length, 0);
  const most = Math.ceil(lookedAt(filters, source) / runs);
  // Only keys go through the counting, because rows are wide. The row at which a run stops is answered too: without a
  // hit it says how far the run was looked at.
  const keys = (condition: string): string =>
    rest === ""
      ? `SELECT d.id, d.created_at, d.event_created_at, true AS hit FROM deliveries d WHERE ${within} AND ${condition} ORDER BY ${order("d")} LIMIT ${wanted}`
      : `SELECT id, created_at, event_created_at, hit FROM (
           SELECT looked.*, row_number() OVER () AS place FROM (
             SELECT d.id, d.created_at, d.event_created_at, (${rest}) IS TRUE AS hit
             FROM deliveries d WHERE ${within} AND ${condition} ORDER BY ${order("d")} LIMIT ${most}
           ) AS looked
         ) AS counted WHERE hit OR place = ${most} LIMIT ${wanted}`;
  const parts = source.streams
    .filter((stream) => stream.values.length > 0)
    .map(
      (stream) => `SELECT f.* FROM unnest(${values.add(stream.values, stream.type)}) AS run(v)
        CROSS JOIN LATERAL (${keys(stream.condition)}) AS f`,
    );
  return {
    text: `SELECT id, created_at AS at, event_created_at AS "eventCreatedAt", hit FROM (${parts.join(" UNION ALL ")}) AS found
           ORDER BY ${order("found")} LIMIT ${wanted} + ${runs}`,
    values: values.all,
  };
}

/** Rows of the whole log lie side by side; those of an index are each in another place and cost more to visit. */
function lookedAt({ text }: LogFilters, source: Source): number {
  if (text?.inBodies) return LOOK_INTO_MAX;
  return source === EVERYTHING ? LOOK_AT_MAX : LOOK_AROUND_MAX;
}

const FIELDS = {
  id: "id",
  workspaceId: "workspace_id",
  eventId: "event_id",
  eventCreatedAt: "event_created_at",
  eventType: "event_type",
  linkId: "link_id",
  endpointId: "endpoint_id",
  surface: "surface",
  kind: "kind",
  state: "state",
  reason: "reason",
  reasonDetail: "reason_detail",
  attemptCount: "attempt_count",
  step: "step",
  trigger: "trigger",
  owner: "owner",
  leaseUntil: "lease_until",
  generation: "generation",
  nextAttemptAt: "next_attempt_at",
  statusCode: "status_code",
  responseTimeMs: "response_time_ms",
  errorClass: "error_class",
  lastAttemptAt: "last_attempt_at",
  replayId: "replay_id",
  createdAt: "created_at",
  completedAt: "completed_at",
} as const satisfies Record<Exclude<keyof LogRow, "endpoint">, string>;

const SHOWN = `${Object.entries(FIELDS)
  .map(([field, column]) => `d.${column} AS "${field}"`)
  .join(", ")},
  json_build_object('name', e.name, 'surface', e.surface, 'linkId', e.link_id, 'retryPreset', e.retry_preset) AS endpoint`;
