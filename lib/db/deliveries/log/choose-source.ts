import { createHash } from "node:crypto";

import { edgePool } from "../../client";
import { codeRange, isCode, type LogFilters, Values } from "./filters";
import type { LogQuery } from "./read";
import { EVERYTHING, type Source, sourcesOf } from "./streams";

/** How far a source is sounded: this many rows at most. */
const SOUNDED = 400;

/** Where to read, and the filters with classes of codes written out as the codes that occur. */
export async function chooseSource(
  query: Pick<LogQuery, "scope" | "filters" | "from">,
): Promise<{ source: Source; filters: LogFilters }> {
  const filters = await withCodes(query.scope.workspaceId, query.filters);
  const sources = sourcesOf(filters);
  const [first = EVERYTHING] = sources;
  return { source: sources.length < 2 || filters.named ? first : await sparsest(query, sources, first), filters };
}

async function withCodes(workspaceId: string, filters: LogFilters): Promise<LogFilters> {
  const { statusCode, result } = filters;
  return {
    ...filters,
    ...(statusCode && { statusCode: await writtenOut(workspaceId, statusCode) }),
    ...(result && { result: await writtenOut(workspaceId, result) }),
  };
}

/** With a class of successes among them nothing is gained: those are nearly all rows. */
async function writtenOut(workspaceId: string, results: readonly string[]): Promise<readonly string[]> {
  const classes = results.filter((each) => isCode(each) && each.endsWith("xx"));
  if (classes.length === 0 || results.some((each) => each.startsWith("2"))) return results;
  const codes = await Promise.all(classes.map((each) => codesThatOccur(workspaceId, ...codeRange(each))));
  return [...new Set([...results.filter((each) => !classes.includes(each)), ...codes.flat().map(String)])];
}

/** The failing codes of a workspace in a range: one look into the index for each. */
async function codesThatOccur(workspaceId: string, from: number, to: number): Promise<number[]> {
  const next = (after: string): string => `(
    SELECT min(d.status_code) FROM deliveries d
    WHERE d.workspace_id = $1 AND d.status_code ${after} AND d.status_code <= $3 AND (d.status_code < 200 OR d.status_code > 299))`;
  const { rows } = await edgePool().query<{ code: number }>({
    name: "codes-that-occur",
    text: `WITH RECURSIVE codes(code) AS (
             SELECT ${next(">= $2")} UNION ALL SELECT ${next("> codes.code")} FROM codes WHERE codes.code IS NOT NULL
           ) SELECT code FROM codes WHERE code IS NOT NULL`,
    values: [workspaceId, from, to],
  });
  return rows.map(({ code }) => code);
}

/** Of several sources the one whose next rows lie furthest apart: it comes through the log with the fewest of them. */
async function sparsest(
  { scope, from }: Pick<LogQuery, "scope" | "from">,
  sources: readonly Source[],
  fallback: Source,
): Promise<Source> {
  const values = new Values();
  const workspace = values.add(scope.workspaceId, "text");
  const newer = from?.towards === "newer";
  const begin = values.add(from?.at ?? scope.end ?? (newer ? scope.since : new Date()), "timestamptz");
  const parts = sources.map((source, index) => {
    const runs = source.streams.reduce((sum, stream) => sum + stream.values.length, 0);
    const skipped = Math.ceil(SOUNDED / Math.max(1, runs));
    const sounded = source.streams
      .filter((stream) => stream.values.length > 0)
      .map(
        (stream) => `SELECT p.at FROM unnest(${values.add(stream.values, stream.type)}) AS run(v) LEFT JOIN LATERAL (
          SELECT d.created_at AS at FROM deliveries d
          WHERE d.workspace_id = ${workspace} AND ${stream.condition} AND d.created_at ${newer ? ">=" : "<="} ${begin}
          ORDER BY d.created_at ${newer ? "" : "DESC"}, d.id ${newer ? "" : "DESC"} OFFSET ${skipped} LIMIT 1) AS p ON true`,
      );
    // A run that ends before counts as empty: it is read in no time.
    return `SELECT ${index} AS place, sum(CASE WHEN at IS NULL THEN 0 ELSE 1 / GREATEST(abs(extract(epoch FROM at - ${begin})), 0.001) END) / ${runs || 1} AS density
            FROM (${sounded.length > 0 ? sounded.join(" UNION ALL ") : "SELECT NULL::timestamptz AS at"}) AS run`;
  });
  const text = `SELECT place FROM (${parts.join(" UNION ALL ")}) AS sounded ORDER BY density, place LIMIT 1`;
  // To plan it takes longer than to run it, and there are few forms of it.
  const name = `sound-${createHash("sha1").update(text).digest("hex")}`;
  const { rows } = await edgePool().query<{ place: number }>({ name, text, values: values.all });
  return sources[rows[0]?.place ?? 0] ?? fallback;
}
