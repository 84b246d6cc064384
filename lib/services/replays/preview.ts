import { type PreviewReplay, REPLAY_MAX, type ReplayPreview } from "@/lib/contracts/replays";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";
import type { Candidate, Place, Source } from "./candidate";
import { candidatePage } from "./candidates";
import { judge } from "./judge";
import { leftOutInWords } from "./left-out";
import { assertEndpoint, storedSelection } from "./selection";

const PAGE = 5_000;
const SAMPLE = 5;
const TYPES_SHOWN = 20;

class Counts<Key> extends Map<Key, number> {
  add(key: Key): void {
    this.set(key, (this.get(key) ?? 0) + 1);
  }
  get most(): [Key, number][] {
    return [...this].toSorted((a, b) => b[1] - a[1]);
  }
}

/**
 * Counts what a selection finds, what of it would be sent, and why the rest would not. Changes nothing.
 * @throws AppError VALIDATION_ERROR for what is not in this workspace
 */
export async function previewReplay(ctx: Context, input: PreviewReplay): Promise<ReplayPreview> {
  if (input.endpointId !== undefined) await assertEndpoint(ctx, input.endpointId, "endpointId");
  const stored = await storedSelection(ctx, input.selection);
  const source: Source = { ctx, stored, target: input.endpointId ?? null, asOf: new Date() };
  const reasons = new Counts<string>();
  const states = new Counts<Candidate["state"]>();
  const types = new Counts<string>();
  const endpoints = new Counts<string>();
  const sample: Candidate[] = [];
  const events = new Set<string>();
  let [matched, willSend] = [0, 0];
  let place: Place | null = null;
  do {
    const page = await candidatePage(source, place, PAGE);
    for (let each = 0; each < page.unknown; each++) reasons.add("not_found");
    matched += page.unknown;
    for (const { candidate, reason } of await judge(source, page.candidates)) {
      // Two deliveries of one event become one when both go to the same endpoint.
      if (source.target !== null && events.has(candidate.eventId)) continue;
      if (source.target !== null) events.add(candidate.eventId);
      matched++;
      if (reason !== null) {
        reasons.add(reason);
        continue;
      }
      willSend++;
      states.add(candidate.state);
      types.add(candidate.eventType);
      endpoints.add(candidate.endpointId);
      if (sample.length < SAMPLE) sample.push(candidate);
    }
    place = page.next;
  } while (place !== null && matched < REPLAY_MAX);
  return {
    matched,
    exact: place === null,
    countedUpTo: REPLAY_MAX,
    willSend,
    leftOut: leftOutInWords(Object.fromEntries(reasons)),
    byState: states.most.map(([state, count]) => ({ state, count })),
    byEventType: types.most.slice(0, TYPES_SHOWN).map(([eventType, count]) => ({ eventType, count })),
    byEndpoint: await named(ctx, endpoints),
    sample: sample.map(({ deliveryId, eventId, eventType, endpointId, createdAt }) => ({
      deliveryId,
      eventId,
      eventType,
      endpointId,
      createdAt: iso(createdAt),
    })),
    secondsNeeded: input.ratePerSecond === undefined ? null : willSend / input.ratePerSecond,
  };
}

const ENDPOINTS_SHOWN = 100;

async function named(ctx: Context, counts: Counts<string>): Promise<ReplayPreview["byEndpoint"]> {
  const most = counts.most.slice(0, ENDPOINTS_SHOWN);
  const rows = await ctx.db.endpoint.findMany({
    where: { id: { in: most.map(([id]) => id) } },
    select: { id: true, name: true },
  });
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return most.map(([endpointId, count]) => ({ endpointId, name: names.get(endpointId) ?? "", count }));
}
