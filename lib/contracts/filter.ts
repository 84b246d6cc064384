import { z } from "zod";

/**
 * The filter language: which events of a subscribed type an endpoint wants. A filter is an object whose keys are
 * paths into `data` (dotted, nested or both; a leading `data.` may be left out), operators, or `$and`, `$or`, `$not`;
 * all keys of one object must hold:
 *
 *   { "data.amount": { "$gte": 5000 }, "$or": [{ "data.click.country": { "$in": ["DE", "AT"] } }, …] }
 */

export type FilterScalar = string | number | boolean | null;

export interface Filter {
  [pathOrOperator: string]: Filter | readonly Filter[] | FilterScalar | readonly FilterScalar[];
}

export const FILTER_BOUNDS = {
  conditions: 50,
  listValues: 100,
  textLength: 1000,
  depth: 10,
  pathSegments: 10,
  pathLength: 200,
} as const;

export const FILTER_OPERATORS = [
  "$eq",
  "$neq",
  "$gt",
  "$gte",
  "$lt",
  "$lte",
  "$in",
  "$nin",
  "$startsWith",
  "$endsWith",
  "$exist",
  "$changed",
] as const;

export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** One comparison. `path` stands below `data`; `negated` comes from an odd number of `$not` around it. */
export interface FilterTest {
  readonly kind: "test";
  readonly path: readonly string[];
  readonly operator: FilterOperator;
  readonly operand: FilterScalar | readonly FilterScalar[];
  readonly negated: boolean;
}

/** A filter with `$not` pushed down to its comparisons, so that only *all of* and *any of* remain above them. */
export type FilterTree = FilterTest | { readonly kind: "all" | "any"; readonly parts: readonly FilterTree[] };

export interface FilterIssue {
  /** Keys and list positions from the filter's root. */
  path: (string | number)[];
  message: string;
}

/** A refused filter may be wrong in thousands of places; nobody reads more than these. */
const ISSUES_MAX = 10;
const PROTOTYPE_KEYS = new Set(["__proto__", "constructor", "prototype"]);
const OPERATORS: ReadonlySet<string> = new Set(FILTER_OPERATORS);

/**
 * Reads a filter, or says what is wrong with it. Never throws, whatever it is given; work is bounded by
 * `FILTER_BOUNDS`. An empty object is the filter that lets everything through.
 */
export function readFilter(value: unknown): { tree: FilterTree; issues: [] } | { tree: null; issues: FilterIssue[] } {
  const reader = new FilterReader();
  if (!isPlainObject(value)) {
    return { tree: null, issues: [{ path: [], message: "A filter is an object of conditions, or null." }] };
  }
  const tree = reader.object(value, ROOT);
  return reader.issues.length > 0 ? { tree: null, issues: reader.issues } : { tree, issues: [] };
}

export const Filter: z.ZodType<Filter> = z
  .unknown()
  .superRefine((value, context) => {
    for (const issue of readFilter(value).issues) context.addIssue({ code: "custom", ...issue, input: value });
  })
  .meta({
    id: "Filter",
    type: "object",
    description:
      "Conditions on paths of `data`: $eq $neq $gt $gte $lt $lte $in $nin $startsWith $endsWith $exist $changed, " +
      "joined by $and $or $not. All keys of one object must hold.",
    examples: [{ "data.amount": { $gte: 5000 }, "data.click.country": { $in: ["DE", "AT"] } }],
    // What superRefine lets through is a Filter; zod cannot derive a type from a refinement.
  }) as z.ZodType<Filter>;

/** Where the reader stands: the path into `data` so far, the way there in the filter, and what surrounds it. */
interface Place {
  readonly path: readonly string[];
  readonly at: readonly (string | number)[];
  readonly negated: boolean;
  readonly depth: number;
}

const ROOT: Place = { path: [], at: [], negated: false, depth: 1 };

class FilterReader {
  readonly issues: FilterIssue[] = [];
  private conditions = 0;

  object(value: Record<string, unknown>, place: Place): FilterTree {
    const keys = Object.keys(value);
    if (place.depth > FILTER_BOUNDS.depth) this.refuse(place, `At most ${FILTER_BOUNDS.depth} levels.`);
    else if (keys.length === 0 && place !== ROOT) this.refuse(place, "Add a condition, or leave this out.");
    else
      return join(
        "all",
        this.parts(keys, (key) => this.entry(key, value[key], inside(place, key))),
        place.negated,
      );
    return NOTHING;
  }

  /** Stops at the first part after the reader has seen enough. */
  private parts<Each>(list: readonly Each[], read: (each: Each, index: number) => FilterTree | null): FilterTree[] {
    const parts: FilterTree[] = [];
    for (const [index, each] of list.entries()) {
      if (this.enough) break;
      const part = read(each, index);
      if (part) parts.push(part);
    }
    return parts;
  }

  private get enough(): boolean {
    return this.issues.length >= ISSUES_MAX || this.conditions > FILTER_BOUNDS.conditions;
  }

  private refuse(place: Place, message: string, below: readonly (string | number)[] = []): null {
    this.issues.push({ path: [...place.at, ...below], message });
    return null;
  }

  private entry(key: string, operand: unknown, place: Place): FilterTree | null {
    if (key === "$and" || key === "$or") return this.list(key, operand, place);
    if (key === "$not") {
      if (!isPlainObject(operand)) return this.refuse(place, "$not takes one object of conditions.");
      return this.object(operand, { ...place, negated: !place.negated, depth: place.depth + 1 });
    }
    return key.startsWith("$") ? this.test(key, operand, place) : this.field(key, operand, place);
  }

  private list(key: "$and" | "$or", operand: unknown, place: Place): FilterTree | null {
    if (!Array.isArray(operand) || operand.length === 0)
      return this.refuse(place, `${key} takes a list of conditions.`);
    if (operand.length > FILTER_BOUNDS.conditions) return this.refuse(place, TOO_MANY);
    const parts = this.parts<unknown>(operand, (each, index) => {
      const there = { ...inside(place, index), depth: place.depth + 1 };
      return isPlainObject(each)
        ? this.object(each, there)
        : this.refuse(there, "Each entry is an object of conditions.");
    });
    return join(key === "$and" ? "all" : "any", parts, place.negated);
  }

  private field(key: string, operand: unknown, place: Place): FilterTree | null {
    const segments = key.split(".", FILTER_BOUNDS.pathSegments + 2);
    const path = [...place.path, ...segments];
    if (segments.includes("")) return this.refuse(place, "A path is names joined by dots, for example data.amount.");
    if (segments.some((each) => PROTOTYPE_KEYS.has(each)))
      return this.refuse(place, "This name cannot be used in a path.");
    if (segments.some((each) => each.startsWith("$")))
      return this.refuse(place, "An operator cannot stand inside a path.");
    if (!isStorable(key)) return this.refuse(place, NOT_TEXT);
    if (path.length > FILTER_BOUNDS.pathSegments + 1)
      return this.refuse(place, `At most ${FILTER_BOUNDS.pathSegments} names.`);
    if (key.length > FILTER_BOUNDS.pathLength)
      return this.refuse(place, `At most ${FILTER_BOUNDS.pathLength} characters.`);
    if (!isPlainObject(operand)) return this.refuse(place, 'Use an operator, for example { "$eq": "DE" }.');
    return this.object(operand, { ...place, path, depth: place.depth + 1 });
  }

  private test(operator: string, operand: unknown, place: Place): FilterTest | null {
    if (!isOperator(operator)) return this.refuse(place, "Unknown operator.");
    const path = place.path[0] === "data" ? place.path.slice(1) : place.path;
    if (path.length === 0) return this.refuse(place, "Name a field first, for example data.amount.");
    this.conditions += 1;
    if (this.conditions > FILTER_BOUNDS.conditions) return this.refuse(place, TOO_MANY);
    const problem = wrongOperand(operator, operand);
    if (problem) return this.refuse(place, problem.message, problem.path);
    // wrongOperand has just proven the operand.
    return { kind: "test", path, operator, operand: operand as FilterTest["operand"], negated: place.negated };
  }
}

const inside = (place: Place, key: string | number): Place => ({ ...place, at: [...place.at, key] });

const NOTHING: FilterTree = { kind: "all", parts: [] };
const TOO_MANY = `At most ${FILTER_BOUNDS.conditions} conditions.`;
const NOT_TEXT = "Must be valid Unicode without NUL characters.";

function wrongOperand(operator: FilterOperator, operand: unknown): FilterIssue | null {
  switch (operator) {
    case "$eq":
    case "$neq":
      return wrongScalar(operand);
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      if (typeof operand !== "number" && typeof operand !== "string")
        return wrong(`${operator} takes a number or a text.`);
      return wrongScalar(operand);
    case "$in":
    case "$nin":
      return wrongList(operator, operand);
    case "$startsWith":
    case "$endsWith":
      if (typeof operand !== "string" || operand === "") return wrong(`${operator} takes a text.`);
      return wrongScalar(operand);
    case "$exist":
    case "$changed":
      return typeof operand === "boolean" ? null : wrong(`${operator} takes true or false.`);
  }
}

function wrongList(operator: FilterOperator, operand: unknown): FilterIssue | null {
  if (!Array.isArray(operand) || operand.length === 0) return wrong(`${operator} takes a list of values.`);
  if (operand.length > FILTER_BOUNDS.listValues) return wrong(`At most ${FILTER_BOUNDS.listValues} values.`);
  for (const [index, value] of operand.entries()) {
    const issue = wrongScalar(value);
    if (issue) return { path: [index], message: issue.message };
  }
  return null;
}

function wrongScalar(value: unknown): FilterIssue | null {
  if (value === null || typeof value === "boolean") return null;
  if (typeof value === "number") return Number.isFinite(value) ? null : wrong("Must be a finite number.");
  if (typeof value !== "string") return wrong("Must be a text, a number, true, false or null.");
  if (value.length > FILTER_BOUNDS.textLength) return wrong(`At most ${FILTER_BOUNDS.textLength} characters.`);
  return isStorable(value) ? null : wrong(NOT_TEXT);
}

const wrong = (message: string): FilterIssue => ({ path: [], message });

const isOperator = (key: string): key is FilterOperator => OPERATORS.has(key);

const isStorable = (value: string): boolean => !value.includes("\u0000") && value.isWellFormed();

/** Under a negation *all of* becomes *any of* and the other way round (De Morgan). */
function join(kind: "all" | "any", parts: readonly FilterTree[], negated: boolean): FilterTree {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return { kind: negated === (kind === "any") ? "all" : "any", parts };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
