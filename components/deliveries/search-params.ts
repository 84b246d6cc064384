import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

import type { DeliveryListFilters, LastRange } from "@/lib/client/queries/deliveries";
import { DELIVERY_STATES, ERROR_CLASSES, SURFACES } from "@/lib/contracts/deliveries";
import { EVENT_TYPE_NAMES } from "@/lib/contracts/event-types";
import { DAY, HOUR } from "@/lib/shared/time";

export const PAGE_SIZES = [25, 50, 100] as const;
export const TEST_CHOICES = ["hide", "show", "only"] as const;
export type TestChoice = (typeof TEST_CHOICES)[number];
export const RANGES = ["1h", "24h", "7d", "30d", "custom"] as const;
export type Range = (typeof RANGES)[number];
const RANGE_MS: Readonly<Record<Exclude<Range, "custom">, number>> = {
  "1h": HOUR,
  "24h": DAY,
  "7d": 7 * DAY,
  "30d": 30 * DAY,
};

/** A comma list of which everything unknown is left out; nothing left means no filter. */
const listOf = <V extends string>(known: (item: string) => item is V) =>
  createParser<V[]>({
    parse: (text) => {
      const items = [...new Set(text.split(",").filter(known))];
      return items.length > 0 ? items : null;
    },
    serialize: (items) => items.join(","),
    eq: (a, b) => a.length === b.length && a.every((item, index) => item === b[index]),
  });

const isOneOf =
  <const V extends string>(values: readonly V[]) =>
  (item: string): item is V =>
    (values as readonly string[]).includes(item);

const isEventFilter = (item: string): item is string =>
  item.endsWith(".*") ? typesOf(item).length > 0 : (EVENT_TYPE_NAMES as readonly string[]).includes(item);
const isId = (item: string): item is string => /^[a-z]{2,5}_[0-9a-z]{26}$/.test(item);
const isSurface = isOneOf(SURFACES);
const isAttempts = isOneOf(["1", "2+", "max"]);
const isResult = (item: string): item is string =>
  /^[1-5](?:\d\d|xx)$/.test(item) || (ERROR_CLASSES as readonly string[]).includes(item);

const parseAsId = createParser<string>({ parse: (text) => (isId(text) ? text : null), serialize: String });

const parseAsContext = createParser<{ from: Date; to: Date }>({
  parse: (text) => {
    const [from, to] = text.split(",").map((each) => new Date(each));
    return from && to && from < to ? { from, to } : null;
  },
  serialize: ({ from, to }) => `${from.toISOString()},${to.toISOString()}`,
  eq: (a, b) => a.from.getTime() === b.from.getTime() && a.to.getTime() === b.to.getTime(),
});

/** The state of the list, in the address. Names are short forms of the API's filters; defaults are left out. */
export const deliveryParsers = {
  range: parseAsStringLiteral(RANGES).withDefault("24h"),
  /** Both with `custom` only. */
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  /** The wider range that the histogram keeps around a chosen part of it. */
  context: parseAsContext,
  status: listOf(isOneOf(DELIVERY_STATES)),
  event: listOf(isEventFilter),
  endpoint: listOf(isId),
  integration: listOf(isId),
  link: listOf(isId),
  surface: listOf(isSurface),
  result: listOf(isResult),
  slow: parseAsInteger,
  attempts: listOf(isAttempts),
  replay: listOf(isId),
  incident: parseAsId,
  test: parseAsStringLiteral(TEST_CHOICES).withDefault("hide"),
  q: parseAsString,
  after: parseAsString,
  before: parseAsString,
  size: parseAsNumberLiteral(PAGE_SIZES).withDefault(50),
};

export type DeliverySearch = inferParserType<typeof deliveryParsers>;

export const loadDeliverySearch = createLoader(deliveryParsers);
/** Puts the state of the list behind the address of a delivery, so that the way back keeps its place. */
export const withDeliverySearch = createSerializer(deliveryParsers);

/** The same list, of one endpoint only. */
export const ofEndpoint = (search: DeliverySearch, endpointId: string): DeliverySearch => ({
  ...search,
  endpoint: [endpointId],
});

/** The range with fixed ends that the address names; undefined while the list shows the last hours or days. */
export function fixedRangeOf({ range, from, to }: Pick<DeliverySearch, "range" | "from" | "to">) {
  return range === "custom" && from && to && from < to ? { start: from, end: to } : undefined;
}

/** The length of a range that ends now, in ms; of a custom one without its ends, that of the default. */
export const lastOf = ({ range }: Pick<DeliverySearch, "range">): number =>
  RANGE_MS[range === "custom" ? "24h" : range];

/** What everything on the page is narrowed by, as the API names it; `last` stands for a range that ends now. */
export function selectionOf(search: DeliverySearch): LastRange<DeliverySelection> {
  const { status, event, endpoint, integration, link, surface, result, slow, attempts, replay, incident, test, q } =
    search;
  const types = event?.flatMap(typesOf);
  const fixed = fixedRangeOf(search);
  return {
    ...(fixed ? { start: fixed.start.toISOString(), end: fixed.end.toISOString() } : { last: lastOf(search) }),
    ...(status && { state: status.join(",") }),
    ...(types && types.length > 0 && { eventType: types.join(",") }),
    ...(endpoint && { endpointId: endpoint.join(",") }),
    ...(integration && { installationId: integration.join(",") }),
    ...(link && { linkId: link.join(",") }),
    ...(surface && { surface: surface.join(",") }),
    ...(result && { result: result.join(",") }),
    ...(slow !== null && slow >= 0 && slow < SLOW_MAX && { minResponseTimeMs: String(slow) }),
    ...(attempts && { attempts: attempts.join(",") }),
    ...(replay && { replayId: replay.join(",") }),
    ...(incident && { incidentId: incident }),
    ...(test !== "show" && { kind: test === "only" ? "test" : "event,replay" }),
    ...(q && q.trim() && { q: q.trim().slice(0, Q_MAX) }),
  };
}

type DeliverySelection = Omit<DeliveryListFilters, "cursor" | "limit">;
const Q_MAX = 200;
/** In ms; the API takes six digits. */
const SLOW_MAX = 1_000_000;

/** The page of the list that the API is asked for. */
export function filtersOf(search: DeliverySearch): LastRange<DeliveryListFilters> {
  const cursor = search.after ?? search.before;
  return { ...selectionOf(search), limit: String(search.size), ...(cursor && { cursor }) };
}

/** `lead.*` is every type of that name's beginning. */
function typesOf(item: string): string[] {
  return item.endsWith(".*") ? EVENT_TYPE_NAMES.filter((name) => name.startsWith(item.slice(0, -1))) : [item];
}

const NARROWING = [
  "status",
  "event",
  "endpoint",
  "integration",
  "link",
  "surface",
  "result",
  "slow",
  "attempts",
  "replay",
  "incident",
  "q",
] as const satisfies readonly (keyof DeliverySearch)[];
export type Narrowing = (typeof NARROWING)[number] | "test";

/** Whether anything but the range narrows the list; which page it shows does not. */
export const isFiltered = (search: DeliverySearch): boolean =>
  NARROWING.some((name) => search[name] !== null) || search.test !== "hide";

/** Whether something is left out on purpose: tests that are shown as well leave nothing out. */
export const isNarrowed = (search: DeliverySearch): boolean =>
  isFiltered(search.test === "show" ? { ...search, test: "hide" } : search);

/** Every filter off and back on the first page; the range stays. */
export const NO_FILTERS = {
  status: null,
  event: null,
  endpoint: null,
  integration: null,
  link: null,
  surface: null,
  result: null,
  slow: null,
  attempts: null,
  replay: null,
  incident: null,
  test: null,
  q: null,
  after: null,
  before: null,
} as const;

/** A changed filter begins at the newest row again. */
export const FIRST_PAGE = { after: null, before: null } as const;

/** Parameters of an address that are no part of this list or cannot be read; the rest of it counts. */
export function notUnderstood(query: URLSearchParams): string[] {
  return Object.entries(deliveryParsers).flatMap(([name, parser]) => {
    const text = query.get(name);
    return text !== null && text !== "" && isMisread(parser, text) ? [name] : [];
  });
}

function isMisread(parser: { parse: (text: string) => unknown }, text: string): boolean {
  const read = parser.parse(text);
  if (read === null) return true;
  // Of a list the items that are known are kept; one that is missing was not understood.
  return Array.isArray(read) && read.length < new Set(text.split(",")).size;
}
