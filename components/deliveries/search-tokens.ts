import type { DeliverySearch } from "./search-params";
import { deliveryParsers, lastOf } from "./search-params";

/** What a search line says: filters that were written as `key:value`, and the text that is left. */
export interface SearchLine {
  filters: Partial<DeliverySearch>;
  text: string;
}

interface Known {
  /** By id. */
  endpointNames: Readonly<Record<string, string>>;
  /** The range that a single end is reckoned from. */
  range: DeliverySearch["range"];
  now: Date;
}

const TOKEN = /(?<=^|\s)(?<key>[a-z][\w.]*):(?:"(?<quoted>[^"]*)"|(?<plain>[^\s"]+))(?=\s|$)/gi;
/** The last word while it may still become a token. */
const UNFINISHED = /(?<=^|\s)[a-z][\w.]*:(?:"[^"]*|\S*)$/i;

/**
 * Reads tokens as `status:failed`, `endpoint:"Orders API"`, `slow:>2000`, `data.customer.email:ada@example.com` out of a
 * search line. What is no token, or a token with a value that does not exist, stays text.
 */
export function readSearchLine(line: string, known: Known): SearchLine {
  const filters: Partial<DeliverySearch> = {};
  const text = line.replaceAll(TOKEN, (token, ...groups) => {
    const { key = "", quoted, plain = "" } = groups.at(-1) as Record<"key" | "quoted" | "plain", string | undefined>;
    const value = quoted ?? plain;
    const name = key.toLowerCase();
    // Of a field of the payload its value is looked for, of a link its short code.
    if (name.startsWith("data.")) return value;
    const read = READERS[name]?.(value, known) ?? null;
    if (read === null) return name === "link" ? value : token;
    Object.assign(filters, read);
    return "";
  });
  return { filters: withBothEnds(filters, known), text: text.replaceAll(/\s+/g, " ").trim() };
}

/** The line without a last word that is still being written as a token. */
export const withoutUnfinished = (line: string): string => line.replace(UNFINISHED, "");

type Reader = (value: string, known: Known) => Partial<DeliverySearch> | null;

const listed =
  <Name extends "status" | "event" | "result" | "attempts" | "surface">(name: Name): Reader =>
  (value) => {
    const items = deliveryParsers[name].parse(value.toLowerCase());
    return items && { [name]: items };
  };

const ending =
  (name: "from" | "to"): Reader =>
  (value) => {
    const at = new Date(value);
    return Number.isNaN(at.getTime()) ? null : { range: "custom", [name]: at };
  };

const READERS: Readonly<Record<string, Reader>> = {
  status: listed("status"),
  event: listed("event"),
  code: listed("result"),
  result: listed("result"),
  attempts: listed("attempts"),
  scope: listed("surface"),
  after: ending("from"),
  before: ending("to"),
  slow: (value) => {
    const ms = /^>?(\d{1,6})(?:ms)?$/.exec(value)?.[1];
    return ms === undefined ? null : { slow: Number(ms) };
  },
  link: (value) => {
    const ids = deliveryParsers.link.parse(value);
    return ids && { link: ids };
  },
  endpoint: (value, { endpointNames }) => {
    const wanted = value.toLowerCase();
    const ids = Object.entries(endpointNames)
      .filter(([id, name]) => id === value || name.toLowerCase() === wanted)
      .map(([id]) => id);
    return ids.length > 0 ? { endpoint: ids } : null;
  },
};

function withBothEnds(filters: Partial<DeliverySearch>, { range, now }: Known): Partial<DeliverySearch> {
  if (filters.range !== "custom") return filters;
  const to = filters.to ?? now;
  return { ...filters, to, from: filters.from ?? new Date(to.getTime() - lastOf({ range })) };
}
