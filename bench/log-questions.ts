import type { Pool } from "pg";

import type { Context } from "../lib/services/context";
import { MAIN_WORKSPACE } from "./log-data";
import { otherQuestions } from "./other-questions";

/** Something a page asks. `time` counts the askings, so that each can look elsewhere. */
export interface Question {
  name: string;
  ask: (time: number) => Promise<unknown>;
}

type Query = Record<string, string>;

const DAY = 86_400_000;
const DAYS = 80;
/** Shares of the log that lie before the page that is read. */
const DEPTHS = [0, 0.5, 0.95] as const;

/** Everything that lists and figures can be asked for, frequent and rare, shallow and deep. */
export async function questionsOf(sql: Pool): Promise<Question[]> {
  const [
    { listDeliveries },
    { deliveryHistogram },
    { getDelivery },
    { listEvents },
    { ListDeliveries },
    { ListEvents },
    { systemContext },
    { encodeCursor },
  ] = await Promise.all([
    import("../lib/services/deliveries/list"),
    import("../lib/services/deliveries/histogram"),
    import("../lib/services/deliveries/get"),
    import("../lib/services/events/list"),
    import("../lib/contracts/deliveries"),
    import("../lib/contracts/event-records"),
    import("../lib/services/context"),
    import("../lib/shared/cursor"),
  ]);
  const workspace = {
    id: MAIN_WORKSPACE,
    slug: "bench",
    name: "Bench",
    plan: "enterprise",
    mode: "live",
    timeZone: "UTC",
  };
  const ctx: Context = systemContext("bench", workspace as Context["workspace"]);
  const names = await namesOf(sql);

  const cursorAt = (prefix: string, depth: number, time: number): Query => {
    if (depth === 0) return {};
    const at = new Date(Date.now() - depth * DAYS * DAY - time * 613_000);
    return { cursor: encodeCursor({ direction: "after", at, id: `${prefix}_${"0".repeat(26)}` }) };
  };
  const lists = (
    list: string,
    queries: Record<string, Query>,
    read: (query: Query) => Promise<unknown>,
    prefix: string,
  ) =>
    Object.entries(queries).flatMap(([name, query]) =>
      (query["q"] === undefined ? DEPTHS : [0]).map((depth): Question => ({
        name: `${list} ${name}${depth === 0 ? "" : `, ${depth * 100} % deep`}`,
        ask: (time) => read({ ...query, ...cursorAt(prefix, depth, time) }),
      })),
    );
  return [
    ...lists("deliveries", deliveryQueries(names), (query) => listDeliveries(ctx, ListDeliveries.parse(query)), "dlv"),
    ...lists("events", eventQueries(names), (query) => listEvents(ctx, ListEvents.parse(query)), "evt"),
    ...Object.entries(histogramQueries()).map(([name, query]): Question => ({
      name: `histogram ${name}`,
      ask: () => {
        const { limit: _limit, cursor: _cursor, ...filters } = ListDeliveries.parse(query);
        return deliveryHistogram(ctx, filters);
      },
    })),
    {
      name: "attempts of one delivery",
      ask: (time) => getDelivery(ctx, { id: names.tried[time % names.tried.length] ?? "" }),
    },
    ...Object.entries(await otherQuestions(ctx, names.endpoint)).map(([name, ask]): Question => ({ name, ask })),
  ];
}

interface Names {
  delivery: string;
  event: string;
  attempt: string;
  endpoint: string;
  links: { often: string; rarely: string };
  replay: string;
  /** Deliveries with eight attempts. */
  tried: string[];
}

async function namesOf(sql: Pool): Promise<Names> {
  const one = async (text: string): Promise<string> =>
    (await sql.query<{ v: string }>(text, [MAIN_WORKSPACE])).rows[0]?.v ?? "";
  const old = `workspace_id = $1 AND created_at < now() - interval '40 days'`;
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM deliveries WHERE ${old} AND attempt_count = 8 ORDER BY created_at DESC LIMIT 20`,
    [MAIN_WORKSPACE],
  );
  const linkBy = (order: string): Promise<string> =>
    one(
      `SELECT link_id AS v FROM (SELECT link_id FROM events WHERE ${old} AND link_id IS NOT NULL LIMIT 20000) AS seen GROUP BY 1 ORDER BY count(*) ${order} LIMIT 1`,
    );
  return {
    delivery: await one(`SELECT id AS v FROM deliveries WHERE ${old} LIMIT 1`),
    event: await one(`SELECT id AS v FROM events WHERE ${old} LIMIT 1`),
    attempt: await one(
      `SELECT id AS v FROM attempts WHERE workspace_id = $1 AND event_created_at < now() - interval '40 days' LIMIT 1`,
    ),
    endpoint: await one("SELECT id AS v FROM endpoints WHERE workspace_id = $1 AND name = 'Receiver 5'"),
    links: { often: await linkBy("DESC"), rarely: await linkBy("") },
    replay: await one(
      `SELECT replay_id AS v FROM deliveries WHERE workspace_id = $1 AND replay_id IS NOT NULL LIMIT 1`,
    ),
    tried: rows.map(({ id }) => id),
  };
}

const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

function deliveryQueries(names: Names): Record<string, Query> {
  const { endpoint: endpointId, links } = names;
  return {
    all: {},
    "without tests": { kind: "event,replay" },
    tests: { kind: "test" },
    replays: { kind: "replay" },
    ...Object.fromEntries(
      ["pending", "retrying", "delivered", "failed", "held", "skipped", "canceled", "failed,retrying,pending"].map(
        (state) => [`state ${state}`, { state, kind: "event,replay" }],
      ),
    ),
    ...Object.fromEntries(
      ["link.clicked", "lead.created", "payout.failed", "lead.created,sale.created"].map((eventType) => [
        `type ${eventType}`,
        { eventType },
      ]),
    ),
    ...Object.fromEntries(
      ["503", "418", "201", "2xx", "3xx", "5xx", "4xx,5xx", "tls", "timeout", "http", "5xx,timeout,418"].map(
        (result) => [`result ${result}`, { result }],
      ),
    ),
    ...Object.fromEntries(["1", "2+", "max"].map((attempts) => [`attempts ${attempts}`, { attempts }])),
    ...Object.fromEntries(
      ["200", "1000", "5000", "20000"].map((ms) => [`slower than ${ms} ms`, { minResponseTimeMs: ms }]),
    ),
    "one endpoint": { endpointId },
    "one endpoint, failed": { endpointId, state: "failed" },
    "one endpoint, pending": { endpointId, state: "pending" },
    "one endpoint, tls": { endpointId, result: "tls" },
    "surface link": { surface: "link" },
    "surface link, canceled": { surface: "link", state: "canceled" },
    "link often": { linkId: links.often },
    "link rarely": { linkId: links.rarely },
    "link rarely, failed": { linkId: links.rarely, state: "failed" },
    "one replay": { replayId: names.replay },
    "failed leads of one endpoint": { endpointId, state: "failed", eventType: "lead.created" },
    "slow, tried often, 5xx": { minResponseTimeMs: "2000", attempts: "2+", result: "5xx" },
    "failed in a week": { state: "failed", start: ago(30), end: ago(23) },
    "by delivery id": { q: names.delivery },
    "by event id": { q: names.event },
    "by attempt id": { q: names.attempt },
    "text of the last day": { q: "person4711@" },
    "text that is nowhere, 60 days": { q: "nowhere to be found", start: ago(60) },
  };
}

const eventQueries = ({ event, links }: Names): Record<string, Query> => ({
  all: {},
  "type link.clicked": { type: "link.clicked" },
  "type lead.created": { type: "lead.created" },
  "type payout.failed": { type: "payout.failed" },
  "link rarely": { linkId: links.rarely },
  "source api": { source: "api" },
  "by id": { q: event },
});

const histogramQueries = (): Record<string, Query> => ({
  "24 hours": {},
  "7 days": { start: ago(7) },
  "80 days": { start: ago(80) },
  "failed, 30 days": { state: "failed", start: ago(30) },
  "tls, 80 days": { result: "tls", start: ago(80) },
  "5xx and timeout, 7 days": { result: "5xx,timeout", start: ago(7) },
});
