import {
  type Filter,
  type FilterOperator,
  type FilterScalar,
  type FilterTest,
  type FilterTree,
  readFilter,
} from "@/lib/contracts/filter";

import type { Decisive } from "./decisive";

export { Filter, FILTER_OPERATORS, type FilterOperator, type FilterScalar } from "@/lib/contracts/filter";
export type { Decisive } from "./decisive";
export { decisiveInWords, describeFilter as describe } from "./filter-words";

/** What a filter looks at: the event's `data`, and on updates the old values of what changed. */
export interface FilterSubject {
  data: unknown;
  previousAttributes?: unknown;
}

export interface Verdict {
  matched: boolean;
  /** Null only for a filter without conditions. */
  decisive: Decisive | null;
}

export interface CompiledFilter {
  /** The answer alone, without the allocation of a verdict. */
  matches(subject: FilterSubject): boolean;
  evaluate(subject: FilterSubject): Verdict;
}

/**
 * A filter ready to judge many events. Fan-out compiles once per endpoint and keeps the result.
 * @throws TypeError for what `Filter` refuses; stored filters were accepted by it
 */
export function compileFilter(filter: Filter | null): CompiledFilter {
  const { tree, issues } = readFilter(filter ?? {});
  if (!tree) throw new TypeError(`Not a filter: ${issues[0]?.path.join(".") ?? ""} ${issues[0]?.message ?? ""}`);
  const settle = compile(tree);
  return {
    matches: (subject) => settle(subject).holds,
    evaluate: (subject) => {
      const { holds, by } = settle(subject);
      return { matched: holds, decisive: by && decisiveOf(by, subject) };
    },
  };
}

/** Judges one event. Null lets everything through. Never throws on any data; see `compileFilter` for the filter. */
export function evaluate(filter: Filter | null, subject: FilterSubject): Verdict {
  return compileFilter(filter).evaluate(subject);
}

interface Settled {
  readonly holds: boolean;
  readonly by: FilterTest | null;
}
type Settle = (subject: FilterSubject) => Settled;

const PASSED: Settled = { holds: true, by: null };

/** Both outcomes of a comparison are made once, so that judging an event allocates nothing. */
function compile(tree: FilterTree): Settle {
  if (tree.kind === "test") {
    const compare = comparison(tree);
    const [held, failed]: [Settled, Settled] = [
      { holds: true, by: tree },
      { holds: false, by: tree },
    ];
    return (subject) => (compare(subject) === tree.negated ? failed : held);
  }
  const parts = tree.parts.map(compile);
  const stopsAt = tree.kind === "any";
  return (subject) => {
    let settled = PASSED;
    for (const part of parts) {
      settled = part(subject);
      if (settled.holds === stopsAt) return settled;
    }
    return settled;
  };
}

function comparison({ path, operator, operand }: FilterTest): (subject: FilterSubject) => boolean {
  if (operator === "$changed") return ({ previousAttributes }) => hasChanged(previousAttributes, path) === operand;
  const accepts = predicate(operator, operand);
  return ({ data }) => someValue(valueAt(data, path), accepts);
}

/** What one value must be. Values of another kind than the operand never match: 5 is not "5". */
function predicate(
  operator: Exclude<FilterOperator, "$changed">,
  operand: FilterTest["operand"],
): (values: readonly unknown[]) => boolean {
  const some = (test: (value: unknown) => boolean) => (values: readonly unknown[]) => values.some(test);
  const compared = (test: (value: string | number, than: string | number) => boolean) =>
    some((value) => {
      if (typeof value === "number" && typeof operand === "number") return test(value, operand);
      return typeof value === "string" && typeof operand === "string" && test(value, operand);
    });
  const list = new Set<unknown>(Array.isArray(operand) ? operand : [operand]);
  const affix = String(operand);
  switch (operator) {
    case "$eq":
    case "$in":
      return some((value) => list.has(value));
    case "$neq":
    case "$nin":
      return (values) => !values.some((value) => list.has(value));
    case "$gt":
      return compared((value, than) => value > than);
    case "$gte":
      return compared((value, than) => value >= than);
    case "$lt":
      return compared((value, than) => value < than);
    case "$lte":
      return compared((value, than) => value <= than);
    case "$startsWith":
      return some((value) => typeof value === "string" && value.startsWith(affix));
    case "$endsWith":
      return some((value) => typeof value === "string" && value.endsWith(affix));
    case "$exist":
      return (values) => values.some((value) => value !== null) === operand;
  }
}

const NOTHING: readonly unknown[] = [null];

/** A list stands for its entries; an empty one, like what is missing, for null. */
function someValue(value: unknown, accepts: (values: readonly unknown[]) => boolean): boolean {
  if (value === undefined || value === null) return accepts(NOTHING);
  if (Array.isArray(value)) return accepts(value.length === 0 ? NOTHING : value);
  return accepts([value]);
}

/**
 * The value at a path, own properties only. Where the way leads through a list, the values of all its entries.
 * A missing value is undefined.
 */
function valueAt(data: unknown, path: readonly string[], from = 0): unknown {
  let value = data;
  for (let index = from; index < path.length; index++) {
    if (Array.isArray(value)) return entriesAt(value, path, index);
    value = ownValue(value, path[index]!);
  }
  return value;
}

function entriesAt(list: readonly unknown[], path: readonly string[], from: number): unknown[] {
  return list.flatMap((entry) => {
    // A list inside a list has no names; going into it would make the work depend on how deep the data is.
    const value = Array.isArray(entry) ? undefined : valueAt(entry, path, from);
    return value === undefined ? [] : value;
  });
}

function ownValue(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

/** `previousAttributes` holds only what changed, so a value at the path, or in place of what led there, is a change. */
function hasChanged(previous: unknown, path: readonly string[]): boolean {
  if (previous === undefined || previous === null) return false;
  let value: unknown = previous;
  for (const key of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return true;
    if (!Object.hasOwn(value, key)) return false;
    value = ownValue(value, key);
  }
  return true;
}

const ACTUAL_MAX = 200;
const ENTRIES_MAX = 10;

function decisiveOf(test: FilterTest, subject: FilterSubject): Decisive {
  const root = test.operator === "$changed" ? subject.previousAttributes : subject.data;
  return {
    path: ["data", ...test.path].join("."),
    operator: test.operator,
    operand: test.operand,
    actual: scalarOf(valueAt(root, test.path)),
    negated: test.negated,
  };
}

function scalarOf(value: unknown): FilterScalar {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean" || typeof value === "number") return value;
  const text = typeof value === "string" ? value : Array.isArray(value) ? entriesInShort(value) : "{…}";
  return text.length > ACTUAL_MAX ? `${text.slice(0, ACTUAL_MAX).toWellFormed()}…` : text;
}

function entriesInShort(list: readonly unknown[]): string {
  const shown = list
    .slice(0, ENTRIES_MAX)
    .map((entry) => (typeof entry === "object" && entry !== null ? "{…}" : String(entry).slice(0, ACTUAL_MAX)));
  return [...shown, ...(list.length > ENTRIES_MAX ? ["…"] : [])].join(", ");
}
