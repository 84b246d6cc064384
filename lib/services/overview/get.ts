import type { StatsQuery } from "@/lib/contracts/endpoint-insights";
import type { Overview, OverviewEndpoint } from "@/lib/contracts/overview";
import { readStatsOfAll, readTotals, type StatSlot } from "@/lib/db/endpoints/stats";
import { readWaiting } from "@/lib/db/endpoints/tally";
import { readOldestUnplanned } from "@/lib/db/engine/backlog";
import { DAY, HOUR, iso, isoOrNull, MINUTE } from "@/lib/shared/time";
import { healthScore } from "@/lib/webhooks/health-score";

import type { Context } from "../context";
import { readableSurfaces } from "../deliveries/visible";
import { sumOf } from "../endpoints/figures";
import { spanOf } from "../endpoints/stats-span";
import { countedIncidents, findIncidents } from "../incidents/list";
import { overviewIntegrations } from "./integrations";
import { verdictOf } from "./verdict";

/** The longest range that is still shown in buckets of a size. */
const SIZES = [
  [15 * MINUTE, 30 * HOUR],
  [3 * HOUR, 8 * DAY],
] as const;
/** How far back it is known how long answers took. */
const LATENCIES_OF = 2 * DAY + HOUR;
const ENDPOINTS_MAX = 200;
const ATTENTION_MAX = 5;
const RECOVERED_MAX = 3;
const RECOVERED_LOOKED_AT = 20;
const BAND_ORDER = { failing: 0, degraded: 1, not_enough_data: 2, healthy: 3 } as const;

type Counts = Pick<StatSlot, "succeeded" | "retried" | "failed">;

/**
 * Whether everything works, read from what was counted when it happened, however long the log is: of the last day as many
 * rows as there are endpoints and quarters of an hour, of longer ranges a row for each bucket. How
 * endpoints do is always of the last 24 hours.
 * @throws AppError VALIDATION_ERROR
 */
export async function getOverview(ctx: Context, query: StatsQuery): Promise<Overview> {
  const now = Date.now();
  const span = spanOf(ctx, query, new Date(now));
  const [start, end] = [span.start.getTime(), span.end.getTime()];
  const ms = end - start;
  const bucketMs = SIZES.find(([, longest]) => ms <= longest)?.[0] ?? DAY;
  const rows = await ctx.db.endpoint.findMany({
    where: { deletedAt: null, surface: { in: readableSurfaces(ctx) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: ENDPOINTS_MAX,
  });
  const ids = rows.map(({ id }) => id);
  const firstStart = Math.floor(start / bucketMs) * bucketMs;
  const lastStart = Math.floor((end - 1) / bucketMs) * bucketMs;
  const until = lastStart + bucketMs;
  const isKnown = (from: number): boolean => from >= now - LATENCIES_OF;
  const slotsFrom = Math.min(now - DAY, ...[firstStart - ms, firstStart].filter(isKnown));
  const totalsOf = (from: number, to: number) =>
    readTotals(ctx.workspace.id, ids, new Date(from), new Date(to), bucketMs);
  const [stats, totals, totalsBefore, waiting, spells, { attention, recovered }, integrations, oldestUnplannedS] =
    await Promise.all([
      readStatsOfAll(ctx.workspace.id, ids, new Date(slotsFrom)),
      totalsOf(firstStart, until),
      totalsOf(firstStart - ms, firstStart),
      readWaiting(ctx.workspace.id, ids),
      ctx.db.endpointHealth.findMany({ where: { endpointId: { in: ids } } }),
      incidentsSince(ctx, new Date(now - DAY)),
      overviewIntegrations(ctx),
      readOldestUnplanned(),
    ]);
  const spellOf = new Map(spells.map((spell) => [spell.endpointId, spell]));
  const endpoints = rows
    .map((row): OverviewEndpoint => {
      const day = (stats.get(row.id) ?? []).filter(({ slot }) => slot.getTime() >= now - DAY);
      const sum = sumOf(day);
      const stands = waiting.get(row.id) ?? { waiting: 0, retrying: 0, held: 0 };
      const spell = spellOf.get(row.id);
      const { score, band } = healthScore({
        delivered: sum.succeeded,
        failed: sum.failed,
        retrying: stands.retrying,
        attempts: sum.succeeded + sum.retried + sum.failed,
        firstAttempts: sum.first,
        firstSucceeded: sum.firstSucceeded,
        p95: sum.p95,
        timeoutMs: row.timeoutMs,
        failuresInARow: spell?.failuresInARow ?? 0,
        turnedOff: row.state === "disabled",
      });
      return {
        id: row.id,
        name: row.name,
        surface: row.surface,
        linkId: row.linkId,
        state: row.state,
        band,
        score,
        since: isoOrNull(spell?.failingSince ?? null),
        hours: bucketsOf(
          day.map(({ slot, ...counts }) => ({ start: slot, ...counts })),
          Math.floor((now - DAY) / HOUR) * HOUR,
          Math.floor(now / HOUR) * HOUR,
          HOUR,
        ),
        delivered: sum.succeeded,
        successRate: sum.successRate,
        p95: sum.p95,
        waiting: stands.waiting,
        held: stands.held,
        lastDeliveredAt: isoOrNull(spell?.lastSuccessAt ?? null),
      };
    })
    .toSorted((a, b) => BAND_ORDER[a.band] - BAND_ORDER[b.band] || b.delivered - a.delivered);
  const slots = [...stats.values()].flat();
  const p95Of = (from: number, to: number): number | null =>
    isKnown(from) ? sumOf(slots.filter(({ slot }) => slot.getTime() >= from && slot.getTime() < to)).p95 : null;
  return {
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    verdict: verdictOf({ endpoints, integrations, oldestUnplannedS }),
    figures: {
      ...figuresOf(totals),
      p95: p95Of(firstStart, until),
      waiting: endpoints.reduce((total, each) => total + each.waiting, 0),
      held: endpoints.reduce((total, each) => total + each.held, 0),
    },
    before: {
      ...figuresOf(totalsBefore),
      p95: p95Of(firstStart - ms, firstStart),
    },
    buckets: bucketsOf(totals, firstStart, lastStart, bucketMs).map(({ start: at, ...counts }) => ({
      start: at,
      end: iso(new Date(Date.parse(at) + bucketMs)),
      ...counts,
    })),
    attention,
    recovered,
    endpoints,
    integrations,
  };
}

/** What goes on, and of what ended since then what failed for good before its end, so that it can still be sent. */
async function incidentsSince(ctx: Context, since: Date): Promise<Pick<Overview, "attention" | "recovered">> {
  const [open, resolved] = await Promise.all([
    findIncidents(ctx, { state: ["open"], limit: ATTENTION_MAX }),
    findIncidents(ctx, { state: ["resolved"], start: since, limit: RECOVERED_LOOKED_AT }),
  ]);
  const counted = await countedIncidents(ctx, [...open.rows, ...resolved.rows]);
  return {
    attention: counted.slice(0, open.rows.length),
    recovered: counted
      .slice(open.rows.length)
      .filter(({ failed }) => failed > 0)
      .slice(0, RECOVERED_MAX),
  };
}

function figuresOf(all: readonly Counts[]) {
  const add = (key: keyof Counts): number => all.reduce((total, each) => total + each[key], 0);
  const [succeeded, retried, failed] = [add("succeeded"), add("retried"), add("failed")];
  const ended = succeeded + failed;
  return { succeeded, retried, failed, successRate: ended === 0 ? null : succeeded / ended };
}

/** Every bucket from the first to the last, also those in which nothing happened. */
function bucketsOf(all: readonly (Counts & { start: Date })[], first: number, last: number, size: number) {
  const buckets = Array.from({ length: Math.round((last - first) / size) + 1 }, (_, at) => ({
    start: iso(new Date(first + at * size)),
    succeeded: 0,
    retried: 0,
    failed: 0,
  }));
  for (const { start, succeeded, retried, failed } of all) {
    const bucket = buckets[Math.floor((start.getTime() - first) / size)];
    if (!bucket) continue;
    bucket.succeeded += succeeded;
    bucket.retried += retried;
    bucket.failed += failed;
  }
  return buckets;
}
