import { eventType, type EventTypeName } from "@/lib/contracts/event-types";
import {
  type FilterPreview,
  PREVIEW_DAYS,
  PREVIEW_EVENTS,
  type PreviewedEvent,
  type PreviewFilter,
} from "@/lib/contracts/filter-preview";
import { findRecentEvents, type RecentEvent } from "@/lib/db/events/of-types";
import { DAY, iso } from "@/lib/shared/time";
import { decisiveInWords, describe, type FilterSubject, type Verdict } from "@/lib/webhooks/filters";
import { matchesSubscription, subscribedTypes } from "@/lib/webhooks/subscription";

import type { Context } from "../context";
import { retainedSince } from "../deliveries/visible";
import { type Rule, type Rules, rulesOf, typesOf } from "./rules";

const EXAMPLES_MAX = 10;

type Judged = RecentEvent & FilterSubject & { data: Record<string, unknown> };

/**
 * Judges the newest events by a filter with the evaluator that fan-out uses, and says what a change would have added
 * to and removed from the last 7 days. Work is bounded; the answer says when it looked at a sample.
 * @throws AppError VALIDATION_ERROR
 */
export async function previewFilter(ctx: Context, input: PreviewFilter): Promise<FilterPreview> {
  const rules = await rulesOf(ctx, input);
  const to = new Date();
  const since = new Date(Math.max(to.getTime() - PREVIEW_DAYS * DAY, retainedSince(ctx).getTime()));
  const { events, from, cut } = await findRecentEvents(ctx.workspace.id, {
    types: typesOf(rules),
    since,
    linkId: rules.next.subscription.linkId,
  });
  const judged = events.map(parsed);
  const shown = judged.filter((event) => matchesSubscription(rules.next.subscription, event)).slice(0, PREVIEW_EVENTS);
  const previewed =
    shown.length > 0
      ? shown.map((event) => toPreviewed(ctx, event, rules.next.filter.evaluate(event)))
      : samplesOf(rules.next).map(({ type, data }) =>
          toPreviewed(ctx, { id: null, type, createdAt: null }, rules.next.filter.evaluate({ data })),
        );
  return {
    basis: shown.length > 0 ? "events" : "samples",
    sentence: describe(rules.next.filters),
    events: previewed,
    matched: previewed.filter((event) => event.matched).length,
    week: { from: iso(from), to: iso(to), sample: cut, ...figuresOf(rules, judged, to.getTime() - from.getTime()) },
  };
}

/** The body is the envelope that we built when the event was accepted. */
const parsed = (row: RecentEvent): Judged => ({
  ...row,
  ...(JSON.parse(row.body) as { data: Record<string, unknown>; previousAttributes?: unknown }),
  // The envelope carries some of the row's names as texts.
  id: row.id,
  type: row.type,
  createdAt: row.createdAt,
});

const goesOut = (rule: Rule, event: Judged): boolean =>
  matchesSubscription(rule.subscription, event) && rule.filter.matches(event);

function figuresOf({ next, current }: Rules, events: readonly Judged[], spanMs: number) {
  const after = events.filter((event) => goesOut(next, event));
  const before = current && events.filter((event) => goesOut(current, event));
  return {
    examined: events.length,
    matched: after.length,
    change: before && changeOf(before, after),
    perDay: events.length === 0 || spanMs <= 0 ? null : Math.round((after.length / spanMs) * DAY * 10) / 10,
  };
}

function changeOf(before: readonly Judged[], after: readonly Judged[]) {
  const [sent, wouldBeSent] = [new Set(before), new Set(after)];
  const added = after.filter((event) => !sent.has(event));
  const removed = before.filter((event) => !wouldBeSent.has(event));
  return {
    added: added.length,
    removed: removed.length,
    addedExamples: added.slice(0, EXAMPLES_MAX).map(toExample),
    removedExamples: removed.slice(0, EXAMPLES_MAX).map(toExample),
  };
}

const toExample = ({ id, type, createdAt }: Judged) => ({ id, type, createdAt: iso(createdAt) });

const samplesOf = ({ subscription }: Rule): { type: EventTypeName; data: object }[] =>
  subscribedTypes(subscription.eventTypes).map((type) => ({ type, data: eventType(type).sample }));

function toPreviewed(
  ctx: Context,
  { id, type, createdAt }: { id: string | null; type: string; createdAt: Date | null },
  { matched, decisive }: Verdict,
): PreviewedEvent {
  // What a sample says is no secret.
  const visible = id === null || ctx.can("deliveries:read_payload");
  return {
    id,
    type,
    createdAt: createdAt && iso(createdAt),
    matched,
    decisive: decisive && visible ? { ...decisive, words: decisiveInWords(decisive) } : null,
  };
}
