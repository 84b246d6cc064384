import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";

import type { ReceiptFilters } from "@/lib/client/queries/installations";
import { RECEIPT_STATES } from "@/lib/contracts/receipts";
import { DAY, HOUR, MINUTE } from "@/lib/shared/time";

export const RECEIPT_RANGES = ["1h", "24h", "7d", "30d"] as const;
const RANGE_MS = { "1h": HOUR, "24h": DAY, "7d": 7 * DAY, "30d": 30 * DAY } as const;

/** The state of the list, in the address. */
export const receiptParsers = {
  status: parseAsStringLiteral(RECEIPT_STATES),
  topic: parseAsString,
  range: parseAsStringLiteral(RECEIPT_RANGES),
  q: parseAsString,
  after: parseAsString,
  before: parseAsString,
};

export type ReceiptSearch = inferParserType<typeof receiptParsers>;

export const loadReceiptSearch = createLoader(receiptParsers);
export const withReceiptSearch = createSerializer(receiptParsers);

/** Every filter off, and back on the first page. */
export const NO_RECEIPT_FILTERS = {
  status: null,
  topic: null,
  range: null,
  q: null,
  after: null,
  before: null,
} as const;

export const isNarrowed = ({ status, topic, range, q }: ReceiptSearch): boolean =>
  status !== null || topic !== null || range !== null || (q !== null && q.trim() !== "");

/** What the API is asked for. A range that ends now begins on a full minute, so that the question stays the same. */
export function receiptFiltersOf({ status, topic, range, q, after, before }: ReceiptSearch): ReceiptFilters {
  const cursor = after ?? before;
  const text = q?.trim().slice(0, 255);
  return {
    ...(status && { state: status }),
    ...(topic && { topic: topic.slice(0, 100) }),
    ...(range && { start: new Date(Math.floor((Date.now() - RANGE_MS[range]) / MINUTE) * MINUTE).toISOString() }),
    ...(text && { q: text }),
    ...(cursor && { cursor }),
  };
}

export const LATEST_RECEIPTS: ReceiptFilters = { limit: "5" };
