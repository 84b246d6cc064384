import { edgePool } from "../../client";
import { chooseSource } from "./choose-source";
import { type AttemptsMax, conditionOf } from "./conditions";
import { type LogFilters, type LogPlace, type LogRow, type LogScope, Values } from "./filters";
import { rowsOf } from "./rows-of";
import type { Source } from "./streams";

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

/** Rows that one page may look at when the filters leave something to be tested row by row; fewer if events are read too. */
const LOOK_AT_MAX = 20_000;
const LOOK_INTO_MAX = 4_000;

interface Found extends LogRow {
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
  const { rows } = await edgePool().query<Found>(statementOf({ ...query, filters }, source));
  const page: LogRow[] = [];
  for (const { hit, ...row } of rows) {
    if (page.at(-1)?.id === row.id) continue;
    if (page.length === query.limit) return { rows: page, more: true, lookedUntil: null };
    if (hit) page.push(row);
    else return { rows: page, more: true, lookedUntil: { at: row.createdAt, id: row.id } };
  }
  return { rows: page, more: false, lookedUntil: null };
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
  const most = Math.ceil((filters.text?.inBodies ? LOOK_INTO_MAX : LOOK_AT_MAX) / Math.max(1, runs));
  // The row at which a run stops is answered too: without a hit it says how far the run was looked at.
  const read = (condition: string): string =>
    rest === ""
      ? `SELECT d.*, true AS hit FROM deliveries d WHERE ${within} AND ${condition} ORDER BY ${order("d")} LIMIT ${wanted}`
      : `SELECT * FROM (
           SELECT d.*, (${rest}) IS TRUE AS hit, row_number() OVER () AS place FROM (
             SELECT * FROM deliveries d WHERE ${within} AND ${condition} ORDER BY ${order("d")} LIMIT ${most}
           ) AS d
         ) AS looked WHERE hit OR place = ${most} LIMIT ${wanted}`;
  const parts = source.streams
    .filter((stream) => stream.values.length > 0)
    .map(
      (stream) => `SELECT f.* FROM unnest(${values.add(stream.values, stream.type)}) AS run(v)
        CROSS JOIN LATERAL (SELECT ${COLUMNS}, hit FROM (${read(stream.condition)}) AS d) AS f`,
    );
  return {
    text: `SELECT ${SHOWN}, hit FROM (
        SELECT * FROM (${parts.join(" UNION ALL ")}) AS d ORDER BY ${order("d")} LIMIT ${wanted} + ${runs}
      ) AS d JOIN endpoints e ON e.workspace_id = d.workspace_id AND e.id = d.endpoint_id ORDER BY ${order("d")}`,
    values: values.all,
  };
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

const COLUMNS = Object.values(FIELDS)
  .map((column) => `d.${column}`)
  .join(", ");
const SHOWN = `${Object.entries(FIELDS)
  .map(([field, column]) => `d.${column} AS "${field}"`)
  .join(", ")},
  json_build_object('name', e.name, 'surface', e.surface, 'linkId', e.link_id, 'retryPreset', e.retry_preset) AS endpoint`;
