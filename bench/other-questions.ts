import type { Context } from "../lib/services/context";
import { SLACK, STRIPE } from "./other-data";

type Query = Record<string, string>;
type Ask = (time: number) => Promise<unknown>;

const DAY = 86_400_000;
const DAYS = 80;
const DEPTHS = [0, 0.5, 0.95] as const;

/** What an endpoint, the overview and every list beside the log can be asked for. Names and what they ask. */
export async function otherQuestions(ctx: Context, endpointId: string): Promise<Record<string, Ask>> {
  return { ...(await figures(ctx, endpointId)), ...(await keysetLists(ctx)), ...(await pagedLists(ctx)) };
}

async function figures(ctx: Context, endpointId: string): Promise<Record<string, Ask>> {
  const [{ getOverview }, { getEndpointStats }, { getEndpointHealth }, { getEndpointLedger }, { listEndpoints }] =
    await Promise.all([
      import("../lib/services/overview/get"),
      import("../lib/services/endpoints/stats"),
      import("../lib/services/endpoints/health"),
      import("../lib/services/endpoints/ledger"),
      import("../lib/services/endpoints/list"),
    ]);
  const [{ getEndpointEventTypes }, { getEndpointFailures }] = await Promise.all([
    import("../lib/services/endpoints/event-type-figures"),
    import("../lib/services/endpoints/failures"),
  ]);
  const [{ listEventTypesInUse }, { listInstallations }, { installationHealth }] = await Promise.all([
    import("../lib/services/event-types/list"),
    import("../lib/services/installations/list"),
    import("../lib/services/installations/health"),
  ]);
  return {
    ...each("overview", ["1h", "24h", "7d", "30d"] as const, (range) => getOverview(ctx, { range })),
    ...each("endpoint stats", RANGES, (range) => getEndpointStats(ctx, endpointId, { range })),
    ...each("endpoint event types", RANGES, (range) => getEndpointEventTypes(ctx, endpointId, { range })),
    ...each("endpoint failures", RANGES, (range) => getEndpointFailures(ctx, endpointId, { range })),
    "endpoint health": () => getEndpointHealth(ctx, endpointId),
    "endpoint ledger": () => getEndpointLedger(ctx, endpointId),
    endpoints: () => listEndpoints(ctx, { surface: "outbound" }, { page: 1, limit: 100 }),
    "event types": () => listEventTypesInUse(ctx),
    integrations: () => listInstallations(ctx),
    "integration health": () => installationHealth(ctx, STRIPE),
  };
}

async function keysetLists(ctx: Context): Promise<Record<string, Ask>> {
  const [receipts, forwards, audit, emails, incidents, notices] = await Promise.all([
    Promise.all([import("../lib/services/receipts/list"), import("../lib/contracts/receipts")]),
    Promise.all([import("../lib/services/forwards/list"), import("../lib/contracts/forwards")]),
    Promise.all([import("../lib/services/audit-log/list"), import("../lib/contracts/audit-log")]),
    Promise.all([import("../lib/services/emails/list"), import("../lib/contracts/emails")]),
    Promise.all([import("../lib/services/incidents/list"), import("../lib/contracts/incidents")]),
    import("../lib/services/notices/list"),
  ]);
  const { encodeCursor } = await import("../lib/shared/cursor");
  const list = (name: string, prefix: string, filters: readonly Query[], read: (query: Query) => Promise<unknown>) =>
    Object.fromEntries(
      filters.flatMap((filter) =>
        DEPTHS.map((depth): [string, Ask] => [
          nameOf(name, filter, depth),
          (time) => {
            const at = new Date(Date.now() - depth * DAYS * DAY - time * 613_000);
            const cursor = encodeCursor({ direction: "after", at, id: `${prefix}_${"0".repeat(26)}` });
            return read({ ...filter, ...(depth > 0 && { cursor }) });
          },
        ]),
      ),
    );
  return {
    ...list("receipts", "rcp", RECEIPTS, (query) =>
      receipts[0].listReceipts(ctx, STRIPE, receipts[1].ListReceipts.parse(query)),
    ),
    ...list("forwards", "fwd", FORWARDS, (query) =>
      forwards[0].listForwards(ctx, SLACK, forwards[1].ListForwards.parse(query)),
    ),
    ...list("audit log", "aud", AUDIT, (query) => audit[0].listAuditLog(ctx, audit[1].ListAuditLog.parse(query))),
    ...list("e-mails", "eml", EMAILS, (query) => emails[0].listEmails(ctx, emails[1].ListEmails.parse(query))),
    ...list("incidents", "inc", INCIDENTS, (query) =>
      incidents[0].listIncidents(ctx, incidents[1].ListIncidents.parse(query)),
    ),
    ...list("notices", "ntc", [{}], ({ cursor }) => notices.listNotices(ctx, { cursor, limit: 50 })),
  };
}

const RANGES = ["24h", "7d", "30d"] as const;
const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

const RECEIPTS: readonly Query[] = [
  {},
  ...["processed", "ignored", "held", "failed", "failed,held"].map((state) => ({ state })),
  ...["invoice.paid", "charge.dispute.created"].map((topic) => ({ topic })),
  { q: "evt_4711" },
  { state: "ignored", topic: "charge.dispute.created" },
  { state: "failed", start: ago(30), end: ago(23) },
];
const FORWARDS: readonly Query[] = [
  {},
  ...["delivered", "failed"].map((state) => ({ state })),
  ...["sale.created", "payout.failed"].map((eventType) => ({ eventType })),
  { eventId: "evt_01missing" },
];
const AUDIT: readonly Query[] = [
  {},
  { actorId: "usr_7" },
  { objectId: "ep_77" },
  { action: "endpoint.update" },
  { action: "endpoint.reveal_secret" },
  { actorId: "usr_7", action: "endpoint.reveal_secret" },
  { start: ago(30), end: ago(23) },
];
const EMAILS: readonly Query[] = [{}, ...["delivered", "bounced", "complained"].map((state) => ({ state }))];
const INCIDENTS: readonly Query[] = [{}, { state: "open" }];

async function pagedLists(ctx: Context): Promise<Record<string, Ask>> {
  const [links, customers, replays] = await Promise.all([
    Promise.all([import("../lib/services/links/list"), import("../lib/contracts/links")]),
    Promise.all([import("../lib/services/customers/list"), import("../lib/contracts/customers")]),
    Promise.all([import("../lib/services/replays/list"), import("../lib/contracts/replays")]),
  ]);
  const list = (
    name: string,
    filters: readonly Query[],
    pages: readonly number[],
    read: (query: Query) => Promise<unknown>,
  ) =>
    Object.fromEntries(
      filters.flatMap((filter) =>
        pages.map((page): [string, Ask] => [
          `${nameOf(name, filter, 0)}${page === 1 ? "" : `, page ${page}`}`,
          () => read({ ...filter, page: String(page) }),
        ]),
      ),
    );
  return {
    ...list("links", LINKS, [1, 2_500], (query) => links[0].listLinks(ctx, links[1].ListLinks.parse(query))),
    ...list("customers", CUSTOMERS, [1, 2_500], (query) =>
      customers[0].listCustomers(ctx, customers[1].ListCustomers.parse(query)),
    ),
    ...list("replays", [{}], [1], (query) => replays[0].listReplays(ctx, replays[1].ListReplays.parse(query))),
  };
}

const LINKS: readonly Query[] = [{}, { q: "many-4711" }, { q: "nowhere" }, { tag: "rare" }, { enabled: "false" }];
const CUSTOMERS: readonly Query[] = [{}, { search: "person4711@" }, { search: "nowhere" }, { sortOrder: "asc" }];

function each<T extends string>(
  name: string,
  values: readonly T[],
  ask: (value: T) => Promise<unknown>,
): Record<string, Ask> {
  return Object.fromEntries(values.map((value) => [`${name} ${value}`, () => ask(value)]));
}

const nameOf = (list: string, filter: Query, depth: number): string =>
  [
    [list, ...Object.entries(filter).map(([key, value]) => (value.includes("T") ? key : `${key} ${value}`))].join(" "),
    ...(depth > 0 ? [`${depth * 100} % deep`] : []),
  ].join(", ");
