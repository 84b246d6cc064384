import { edgePool } from "../../client";
import type { DeliveryState } from "../../generated/client";
import { chooseSource } from "./choose-source";
import { conditionOf } from "./conditions";
import { Values } from "./filters";
import type { LogQuery } from "./read";
import { EVERYTHING, type Source } from "./streams";

export interface Slot {
  from: Date;
  to: Date;
}

export interface SlotCount {
  /** Position in the slots that were asked for. */
  slot: number;
  counts: Partial<Record<DeliveryState, number>>;
  /** False when the slot has more rows than were looked at: then the counts were stretched to its width. */
  exact: boolean;
}

/** Rows that one histogram looks at, over all its slots; fewer when payloads are searched. */
const LOOK_AT_MAX = 20_000;
const LOOK_INTO_MAX = 2_000;
const RUNS_MAX = 8;

interface Counted {
  slot: number;
  run: number;
  state: DeliveryState;
  hits: number;
  looked: number;
  last: Date;
}

/**
 * Deliveries by state in each slot. The end of a slot is tested outside of the limit: with both ends inside it PostgreSQL
 * would rather read the slot whole and sort it. Of every slot a bounded number of rows is looked at, from its beginning on, so the
 * cost has a bound whatever the range holds; slots with few rows are exact.
 */
export async function countSlots(
  query: Omit<LogQuery, "from" | "limit">,
  slots: readonly Slot[],
): Promise<SlotCount[]> {
  const chosen = await chooseSource(query);
  const source = isPlain(chosen.source) ? chosen.source : EVERYTHING;
  const [stream] = source.streams.filter(({ values }) => values.length > 0);
  if (!stream) return [];
  const { filters, scope, attemptsMax } = { ...query, filters: chosen.filters };
  const most = Math.max(
    10,
    Math.floor((filters.text?.inBodies ? LOOK_INTO_MAX : LOOK_AT_MAX) / slots.length / stream.values.length),
  );
  const values = new Values();
  const [workspace, since] = [values.add(scope.workspaceId, "text"), values.add(scope.since, "timestamptz")];
  const rest = conditionOf(filters, new Set(source.answers), values, attemptsMax);
  const froms = values.add(
    slots.map(({ from }) => from),
    "timestamptz[]",
  );
  const tos = values.add(
    slots.map(({ to }) => to),
    "timestamptz[]",
  );
  const { rows } = await edgePool().query<Counted>({
    text: `
      SELECT slot.n::int AS slot, run.n::int AS run, f.state, count(*) FILTER (WHERE f.hit)::int AS hits, count(*)::int AS looked, max(f.created_at) AS last
      FROM unnest(${froms}, ${tos}) WITH ORDINALITY AS slot(a, b, n)
      CROSS JOIN unnest(${values.add(stream.values, stream.type)}) WITH ORDINALITY AS run(v, n)
      CROSS JOIN LATERAL (
        SELECT d.state, d.created_at, (${rest || "TRUE"}) IS TRUE AS hit FROM (
          SELECT * FROM deliveries d
          WHERE d.workspace_id = ${workspace} AND d.event_created_at >= ${since} AND d.created_at >= slot.a AND ${stream.condition}
          ORDER BY d.created_at, d.id LIMIT ${most}
        ) AS d WHERE d.created_at < slot.b
      ) AS f GROUP BY 1, 2, 3`,
    values: values.all,
  });
  return added(rows, slots, most);
}

/** Runs that no row stands in twice, and few of them. */
function isPlain({ streams }: Source): boolean {
  const filled = streams.filter(({ values }) => values.length > 0);
  return filled.length <= 1 && filled.every(({ values }) => values.length <= RUNS_MAX);
}

function added(rows: readonly Counted[], slots: readonly Slot[], most: number): SlotCount[] {
  const runs = new Map<string, Counted[]>();
  for (const row of rows) {
    const key = `${row.slot} ${row.run}`;
    runs.set(key, [...(runs.get(key) ?? []), row]);
  }
  const bySlot = new Map<number, SlotCount>();
  for (const states of runs.values()) {
    const place = (states[0]?.slot ?? 1) - 1;
    const slot = slots[place];
    if (!slot) continue;
    const full = states.reduce((sum, { looked }) => sum + looked, 0) >= most;
    const last = Math.max(...states.map((each) => each.last.getTime()));
    const stretch = full ? (slot.to.getTime() - slot.from.getTime()) / Math.max(1, last - slot.from.getTime()) : 1;
    const count = bySlot.get(place) ?? { slot: place, counts: {}, exact: true };
    count.exact &&= !full;
    for (const { state, hits } of states)
      if (hits > 0) count.counts[state] = (count.counts[state] ?? 0) + Math.round(hits * stretch);
    bySlot.set(place, count);
  }
  return [...bySlot.values()];
}
