import { Filter } from "@/lib/contracts/filter";
import { countRecent } from "@/lib/db/deliveries/count-recent";
import { recentEventBodies } from "@/lib/db/events/recent";
import { DAY } from "@/lib/shared/time";
import { compileFilter } from "@/lib/webhooks/filters";
import { subscribedTypes } from "@/lib/webhooks/subscription";

import type { Context } from "../context";
import { type Finding, passed, problem, skipped, timeInWords, warning } from "../diagnosis/words";
import type { EndpointRow } from "./scope";
import { isBlockedByPlan } from "./to-endpoint";

const EVENTS_JUDGED = 100;
const MATCHES_FEW = 5;
const COUNTED_MAX = 10_000;

const OFF_BECAUSE = {
  failing: "no success for 5 days",
  gone: "the receiver answered 410",
} as const;

const isOffReason = (code: string | null): code is keyof typeof OFF_BECAUSE =>
  code !== null && Object.hasOwn(OFF_BECAUSE, code);

export async function switchedOn({ state, stateAt, stateBy, stateCode, createdAt }: EndpointRow): Promise<Finding> {
  const at = timeInWords(stateAt ?? createdAt);
  if (state === "enabled") return passed(`Active since ${at}.`);
  if (state === "paused")
    return warning(`Paused${stateBy === null ? "" : ` by ${stateBy}`} ${at}.`, "enable", "Enable");
  const why = isOffReason(stateCode) ? `: ${OFF_BECAUSE[stateCode]}` : "";
  return problem(`Turned off ${at}${why}.`, "enable", "Enable");
}

export async function workspaceAndPlan(ctx: Context, { surface }: EndpointRow): Promise<Finding> {
  const { mode, plan } = ctx.workspace;
  const planName = plan.charAt(0).toUpperCase() + plan.slice(1);
  const feature = surface === "outbound" ? "Integrations" : "Webhooks";
  if (isBlockedByPlan(plan, surface))
    return problem(`${feature} is not in ${planName}; events are held.`, "see_plans", "See plans");
  if (mode === "test")
    return warning("This is a test workspace; live events do not reach it.", "open_live", "Open live workspace");
  return passed(`Live workspace; ${planName} includes this.`);
}

export async function eventTypes({ id, eventTypes: chosen }: EndpointRow): Promise<Finding> {
  if (chosen.length === 0) return problem("No event type is chosen.", "edit_events", "Choose event types");
  const now = Date.now();
  const count = await countRecent(id, new Date(now - DAY), COUNTED_MAX);
  if (count >= COUNTED_MAX) return passed(`${chosen.length} chosen, 10,000 events or more matched in 24 h.`);
  if (count > 0 || (await countRecent(id, new Date(now - 7 * DAY), 1)) > 0)
    return passed(`${chosen.length} chosen, ${count} events matched in 24 h.`);
  return warning(`${chosen.length} chosen, none happened in 7 days.`, "send_test", "Send test");
}

/** The stored filter against the last events that it would have seen. */
export async function filterLetsThrough(ctx: Context, endpoint: EndpointRow): Promise<Finding> {
  if (endpoint.filters === null) return passed("No filter: every event of the chosen types goes through.");
  const types = subscribedTypes(endpoint.eventTypes);
  const events = await recentEventBodies(ctx.workspace.id, types, endpoint.linkId, EVENTS_JUDGED);
  if (events.length === 0) return skipped("No event of the chosen types has happened lately.");
  const filter = compileFilter(Filter.parse(endpoint.filters));
  // The body is the envelope that we built when the event was accepted.
  const matching = events.filter(({ body }) => filter.matches(JSON.parse(body) as { data: unknown })).length;
  const all = `the last ${events.length} event${events.length === 1 ? "" : "s"}`;
  if (matching === 0) return problem(`None of ${all} match.`, "edit_filter", "Edit filter");
  if (matching < Math.min(MATCHES_FEW, events.length))
    return warning(`Fewer than ${MATCHES_FEW} of ${all} match.`, "edit_filter", "Edit filter");
  return passed(`${matching} of ${all} match.`);
}
