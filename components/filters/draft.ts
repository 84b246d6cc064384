import type { ValueKind } from "@/lib/contracts/event-types";
import { type Filter, type FilterOperator, type FilterTest, type FilterTree, readFilter } from "@/lib/contracts/filter";

import type { FilterField } from "./fields";
import { isOperatorOf, type Operator, TAKES } from "./operators";

/** One row: what was typed in, finished or not. */
export interface Condition {
  readonly part: "condition";
  readonly key: number;
  readonly path: string;
  /** How its values are read. */
  readonly as: ValueKind;
  readonly operator: Operator;
  /** As text, as many as the operator takes. */
  readonly values: readonly string[];
}

export interface Group {
  readonly part: "group";
  readonly key: number;
  readonly mode: Mode;
  readonly conditions: readonly Condition[];
}

export type Mode = "all" | "any";
export type Part = Condition | Group;

/** A filter as rows: conditions, and one level of groups among them. */
export interface Draft {
  readonly mode: Mode;
  readonly parts: readonly Part[];
}

let keys = 0;
const nextKey = (): number => ++keys;

export const newCondition = (given: Partial<Omit<Condition, "part" | "key">> = {}): Condition => ({
  path: "",
  as: "text",
  operator: "eq",
  values: [],
  ...given,
  part: "condition",
  key: nextKey(),
});

export const newGroup = (mode: Mode, conditions: readonly Condition[] = [newCondition()]): Group => ({
  part: "group",
  key: nextKey(),
  mode,
  conditions,
});

/** The filter as rows; null when it says more than rows can, and for what is no filter. */
export function draftOf(filter: Filter | null, fields: readonly FilterField[]): Draft | null {
  const { tree } = readFilter(filter ?? {});
  if (!tree) return null;
  const conditions = new ConditionReader(fields);
  const single = conditions.read(tree);
  if (single) return { mode: "all", parts: [single] };
  if (tree.kind === "test") return null;
  const parts = tree.parts.map((part) => conditions.read(part) ?? conditions.group(part));
  return parts.every((part) => part !== null) ? { mode: tree.kind, parts } : null;
}

class ConditionReader {
  constructor(private readonly fields: readonly FilterField[]) {}

  group(tree: FilterTree): Group | null {
    if (tree.kind === "test") return null;
    const conditions = tree.parts.map((part) => this.read(part));
    return conditions.every((each) => each !== null) ? newGroup(tree.kind, conditions) : null;
  }

  read(tree: FilterTree): Condition | null {
    return tree.kind === "test" ? this.test(tree) : this.between(tree);
  }

  private test(test: FilterTest): Condition | null {
    const operator = (test.negated ? NEGATED : PLAIN)[test.operator];
    if (!operator) return null;
    if (operator === "exists" || operator === "changed")
      return this.condition(test, test.operand === true ? operator : OPPOSITE[operator], []);
    if (operator === "missing" || operator === "unchanged")
      return this.condition(test, test.operand === true ? operator : OPPOSITE[operator], []);
    return this.condition(test, operator, [test.operand].flat());
  }

  /** `{ "$gte": 1, "$lte": 5 }` on one path is one row. */
  private between({ kind, parts }: Exclude<FilterTree, FilterTest>): Condition | null {
    const [from, to, ...more] = parts;
    if (kind !== "all" || more.length > 0 || from?.kind !== "test" || to?.kind !== "test") return null;
    if (from.operator !== "$gte" || to.operator !== "$lte" || from.negated || to.negated) return null;
    if (from.path.join(".") !== to.path.join(".") || typeof from.operand !== typeof to.operand) return null;
    return this.condition(from, "between", [from.operand, to.operand].flat());
  }

  private condition(test: FilterTest, operator: Operator, operands: readonly unknown[]): Condition | null {
    const path = ["data", ...test.path].join(".");
    const field = this.fields.find((each) => each.path === path)?.kind;
    const [type, ...others] = new Set(operands.map((each) => (each === null ? "null" : typeof each)));
    if (others.length > 0) return null;
    const as = kindsOf(type, field).find((kind) => isOperatorOf(kind, operator));
    return as ? newCondition({ path, as, operator, values: operands.map(String) }) : null;
  }
}

/** How a value of this type can be read, the kind of the field first. */
function kindsOf(type: string | undefined, field: ValueKind | undefined): ValueKind[] {
  if (type === undefined) return [field ?? "text"];
  if (type === "number" || type === "boolean") return [type];
  if (type !== "string") return [];
  return field === "list" || field === "time" ? [field, "text"] : ["text", "time"];
}

const PLAIN: Partial<Record<FilterOperator, Operator>> = {
  $eq: "eq",
  $neq: "neq",
  $gt: "gt",
  $gte: "gte",
  $lt: "lt",
  $lte: "lte",
  $in: "in",
  $nin: "nin",
  $startsWith: "startsWith",
  $endsWith: "endsWith",
  $exist: "exists",
  $changed: "changed",
};

/** A missing value is not over 5 and not under it either, so a negated comparison of size is no other operator. */
const NEGATED: Partial<Record<FilterOperator, Operator>> = {
  $eq: "neq",
  $neq: "eq",
  $in: "nin",
  $nin: "in",
  $startsWith: "notStartsWith",
  $endsWith: "notEndsWith",
  $exist: "missing",
  $changed: "unchanged",
};

const OPPOSITE = { exists: "missing", missing: "exists", changed: "unchanged", unchanged: "changed" } as const;

/** The rows as a filter, null without any. What is not finished comes out as something that `Filter` refuses. */
export function filterOf({ mode, parts }: Draft): Filter | null {
  if (parts.length === 0) return null;
  return joined(
    mode,
    parts.map((part) =>
      part.part === "condition" ? conditionFilter(part) : joined(part.mode, part.conditions.map(conditionFilter)),
    ),
  );
}

/** In one object where no key stands twice. */
function joined(mode: Mode, filters: readonly Filter[]): Filter {
  if (mode === "any") return { $or: filters };
  const names = filters.flatMap((each) => Object.keys(each));
  return new Set(names).size === names.length ? (Object.assign({}, ...filters) as Filter) : { $and: filters };
}

const UNFINISHED: Filter = { $in: [] };

function conditionFilter(condition: Condition): Filter {
  const path = fullPath(condition.path);
  return { [path]: isFinished(condition) ? testOf(condition) : UNFINISHED };
}

/** `data.` may be left out. */
export function fullPath(typed: string): string {
  const path = typed.trim();
  return path === "" || path === "data" || path.startsWith("data.") ? path : `data.${path}`;
}

/** Whether the row says something. */
export function isFinished({ path, as, operator, values }: Condition): boolean {
  const takes = TAKES[operator];
  const enough = takes === "many" ? values.length > 0 : values.length === takes;
  return fullPath(path).length > "data.".length && enough && values.every((value) => isValue(as, value));
}

/** Whether the text is one value of the kind. */
export function isValue(as: ValueKind, text: string): boolean {
  if (as === "number") return text.trim() !== "" && Number.isFinite(Number(text));
  if (as === "boolean") return text === "true" || text === "false";
  return text !== "";
}

function testOf({ as, operator, values }: Condition): Filter {
  const operands = values.map((text) => (as === "number" ? Number(text) : as === "boolean" ? text === "true" : text));
  const [first = null, second = null] = operands;
  switch (operator) {
    case "exists":
    case "missing":
      return { $exist: operator === "exists" };
    case "changed":
    case "unchanged":
      return { $changed: operator === "changed" };
    case "between":
      return { $gte: first, $lte: second };
    case "notStartsWith":
      return { $not: { $startsWith: first } };
    case "notEndsWith":
      return { $not: { $endsWith: first } };
    case "in":
    case "nin":
      return { [`$${operator}`]: operands };
    default:
      return { [`$${operator}`]: first };
  }
}
