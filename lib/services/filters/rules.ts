import { LINK_EVENT_TYPES } from "@/lib/contracts/event-types";
import { Filter } from "@/lib/contracts/filter";
import type { PreviewFilter } from "@/lib/contracts/filter-preview";
import { invalid } from "@/lib/shared/errors";
import { compileFilter, type CompiledFilter } from "@/lib/webhooks/filters";
import { subscribedTypes, type Subscription } from "@/lib/webhooks/subscription";

import type { Context } from "../context";
import { writableSurfaces } from "../deliveries/visible";

/** Which events go out: the subscription decides first, then the filter. */
export interface Rule {
  subscription: Subscription;
  filters: Filter | null;
  filter: CompiledFilter;
}

export interface Rules {
  /** As it would be. */
  next: Rule;
  /** As it is; null for what does not exist yet. */
  current: Rule | null;
}

/** @throws AppError VALIDATION_ERROR for an endpoint or link that is not there, and for types that it cannot take */
export async function rulesOf(ctx: Context, input: PreviewFilter): Promise<Rules> {
  if (input.endpointId === undefined) return { next: await newRule(ctx, input), current: null };
  const row = await ctx.db.endpoint.findFirst({ where: { id: input.endpointId, deletedAt: null } });
  if (!row || !writableSurfaces(ctx).includes(row.surface))
    throw invalid("endpointId", "No such endpoint in this workspace.");
  const subscription = { endpointId: row.id, surface: row.surface, eventTypes: row.eventTypes, linkId: row.linkId };
  const stored = row.filters === null ? null : Filter.parse(row.filters);
  const next = { ...subscription, eventTypes: input.events ?? row.eventTypes };
  assertTypes(next);
  return {
    next: ruleOf(next, input.filters === undefined ? stored : input.filters),
    current: ruleOf(subscription, stored),
  };
}

async function newRule(ctx: Context, { events = [], filters = null, linkId }: PreviewFilter): Promise<Rule> {
  const surface = linkId === undefined ? "outbound" : "link";
  if (linkId !== undefined) {
    const link = await ctx.db.link.findFirst({ where: { id: linkId, deletedAt: null }, select: { id: true } });
    if (!link) throw invalid("linkId", "No such link in this workspace.");
  }
  // It has no id yet, so no event can be about it.
  const subscription = { endpointId: "", surface, eventTypes: events, linkId: linkId ?? null } as const;
  assertTypes(subscription);
  return ruleOf(subscription, filters);
}

const ruleOf = (subscription: Subscription, filters: Filter | null): Rule => ({
  subscription,
  filters,
  filter: compileFilter(filters),
});

/** Link webhooks take the types that carry a link, and their short names; the other surfaces full names alone. */
function assertTypes({ surface, eventTypes }: Subscription): void {
  const known: readonly string[] = LINK_EVENT_TYPES;
  const strange = eventTypes.findIndex((name) =>
    surface === "link" ? !known.includes(name) && name.includes(".") : !name.includes("."),
  );
  if (strange !== -1) throw invalid(`events.${strange}`, "An endpoint of this kind cannot take this event type.");
}

/** Every type that either rule can match. */
export const typesOf = ({ next, current }: Rules) => [
  ...new Set([
    ...subscribedTypes(next.subscription.eventTypes),
    ...subscribedTypes(current?.subscription.eventTypes ?? []),
  ]),
];
