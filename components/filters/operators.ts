import type { ValueKind } from "@/lib/contracts/event-types";

import type { filterMessages } from "./messages";

/** What a row can say; each is an operator of the filter language, its negation, or two of them. */
export type Operator =
  | "eq"
  | "neq"
  | "gt"
  | "gte"
  | "lt"
  | "lte"
  | "between"
  | "in"
  | "nin"
  | "startsWith"
  | "notStartsWith"
  | "endsWith"
  | "notEndsWith"
  | "exists"
  | "missing"
  | "changed"
  | "unchanged";

/** How many values it takes. */
export const TAKES: Readonly<Record<Operator, 0 | 1 | 2 | "many">> = {
  eq: 1,
  neq: 1,
  gt: 1,
  gte: 1,
  lt: 1,
  lte: 1,
  between: 2,
  in: "many",
  nin: "many",
  startsWith: 1,
  notStartsWith: 1,
  endsWith: 1,
  notEndsWith: 1,
  exists: 0,
  missing: 0,
  changed: 0,
  unchanged: 0,
};

type Words = keyof typeof filterMessages;

const ALWAYS = { exists: "opExists", missing: "opMissing" } as const satisfies Partial<Record<Operator, Words>>;

/** What each kind of value can be asked, in the order of the menu, and how that reads. */
const OFFERED: Readonly<Record<ValueKind, Partial<Record<Operator, Words>>>> = {
  text: {
    eq: "opIs",
    neq: "opIsNot",
    in: "opIsOneOf",
    nin: "opIsNoneOf",
    startsWith: "opStartsWith",
    notStartsWith: "opNotStartsWith",
    endsWith: "opEndsWith",
    notEndsWith: "opNotEndsWith",
    ...ALWAYS,
  },
  number: {
    eq: "opEqual",
    neq: "opUnequal",
    gt: "opOver",
    gte: "opAtLeast",
    lt: "opUnder",
    lte: "opAtMost",
    between: "opBetween",
    in: "opIsOneOf",
    nin: "opIsNoneOf",
    ...ALWAYS,
  },
  boolean: { eq: "opIs", neq: "opIsNot", ...ALWAYS },
  time: {
    gt: "opAfter",
    gte: "opFrom",
    lt: "opBefore",
    lte: "opUntil",
    between: "opBetween",
    ...ALWAYS,
  },
  list: { in: "opContainsAny", nin: "opContainsNone", exists: "opNotEmpty", missing: "opEmpty" },
  object: ALWAYS,
};

/** Only what carries old values can be asked whether it changed. */
const ON_UPDATES = { changed: "opChanged", unchanged: "opUnchanged" } as const;

/** @param updates whether one of the chosen types carries the old values of what changed */
export function operatorsOf(kind: ValueKind, updates: boolean): { operator: Operator; words: Words }[] {
  const offered: Partial<Record<Operator, Words>> = { ...OFFERED[kind], ...(updates && ON_UPDATES) };
  return Object.entries(offered).map(([operator, words]) => ({ operator: operator as Operator, words }));
}

export const isOperatorOf = (kind: ValueKind, operator: Operator): boolean =>
  operator in OFFERED[kind] || operator in ON_UPDATES;
