import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

import type { DeliveryListFilters } from "@/lib/client/queries/deliveries";
import { DELIVERY_STATES, ERROR_CLASSES } from "@/lib/contracts/deliveries";
import { EVENT_TYPE_NAMES } from "@/lib/contracts/event-types";

export const PAGE_SIZES = [25, 50, 100] as const;
export const TEST_CHOICES = ["hide", "show", "only"] as const;
export type TestChoice = (typeof TEST_CHOICES)[number];

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
const isResult = (item: string): item is string =>
  /^[1-5](?:\d\d|xx)$/.test(item) || (ERROR_CLASSES as readonly string[]).includes(item);

/** The state of the list, in the address. Names are short forms of the API's filters; defaults are left out. */
export const deliveryParsers = {
  status: listOf(isOneOf(DELIVERY_STATES)),
  event: listOf(isEventFilter),
  endpoint: listOf(isId),
  result: listOf(isResult),
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

/** What the API is asked for. */
export function filtersOf(search: DeliverySearch): DeliveryListFilters {
  const { status, event, endpoint, result, test, q, after, before, size } = search;
  const cursor = after ?? before;
  const types = event?.flatMap(typesOf);
  return {
    limit: String(size),
    ...(status && { state: status.join(",") }),
    ...(types && types.length > 0 && { eventType: types.join(",") }),
    ...(endpoint && { endpointId: endpoint.join(",") }),
    ...(result && { result: result.join(",") }),
    ...(test !== "show" && { kind: test === "only" ? "test" : "event,replay" }),
    ...(q && q.trim() && { q: q.trim() }),
    ...(cursor && { cursor }),
  };
}

/** `lead.*` is every type of that name's beginning. */
function typesOf(item: string): string[] {
  return item.endsWith(".*") ? EVENT_TYPE_NAMES.filter((name) => name.startsWith(item.slice(0, -1))) : [item];
}

/** Whether anything narrows the list; which page it shows does not. */
export function isFiltered({ status, event, endpoint, result, test, q }: DeliverySearch): boolean {
  return [status, event, endpoint, result, q].some((each) => each !== null) || test !== "hide";
}

/** Every filter off and back on the first page. */
export const NO_FILTERS = {
  status: null,
  event: null,
  endpoint: null,
  result: null,
  test: null,
  q: null,
  after: null,
  before: null,
} as const;

/** A changed filter begins at the newest row again. */
export const FIRST_PAGE = { after: null, before: null } as const;
