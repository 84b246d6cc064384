import {
  type Filter,
  type FilterOperator,
  type FilterScalar,
  type FilterTest,
  type FilterTree,
  readFilter,
} from "@/lib/contracts/filter";

import type { Decisive } from "./decisive";

/**
 * A filter as the end of a sentence that begins with "Send when": "the amount is at least 5,000 and the
 * click's country is DE or AT". Null, empty and unreadable filters are "anything happens".
 */
export function describeFilter(filter: Filter | null): string {
  const { tree } = readFilter(filter ?? {});
  return tree && !isEmpty(tree) ? treeInWords(tree, true) : "anything happens";
}

/** Why one event did not pass: "data.amount is 900, needs to be at least 5,000". */
export function decisiveInWords(decisive: Decisive): string {
  const { path, operator, operand, negated } = decisive;
  return `${path} ${actualInWords(decisive)}, ${PHRASES[operator](operand)[negated ? "not" : "needs"]}`;
}

/** The same as a fact about the event: "The amount (needs to be at least 5,000) was 900". */
export function decisiveAsFact(decisive: Decisive): string {
  const { path, operator, operand, negated } = decisive;
  const field = fieldInWords(path.split(".").slice(1));
  const needs = PHRASES[operator](operand)[negated ? "not" : "needs"];
  const actual = operator === "$changed" ? actualInWords(decisive) : `was ${valueInWords(decisive.actual)}`;
  return `${field.charAt(0).toUpperCase()}${field.slice(1)} (${needs}) ${actual}`;
}

function actualInWords({ operator, operand, actual, negated }: Decisive): string {
  if (operator === "$changed") return (operand === true) === negated ? "changed" : "did not change";
  return `is ${valueInWords(actual)}`;
}

const isEmpty = (tree: FilterTree): boolean => tree.kind !== "test" && tree.parts.length === 0;

function treeInWords(tree: FilterTree, outermost = false): string {
  if (tree.kind === "test") return testInWords(tree);
  const words = tree.parts.map((part) => treeInWords(part)).join(tree.kind === "all" ? " and " : " or ");
  return outermost ? words : `(${words})`;
}

function testInWords({ path, operator, operand, negated }: FilterTest): string {
  return `${fieldInWords(path)} ${PHRASES[operator](operand)[negated ? "isNot" : "is"]}`;
}

/** `["link", "campaignId"]` is "the link's campaign ID". */
function fieldInWords(path: readonly string[]): string {
  const [owner, ...rest] = path.map(nameInWords);
  return rest.length === 0 ? `the ${owner}` : `the ${owner}'s ${rest.join(" ")}`;
}

function nameInWords(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.replaceAll(/\b(?:id|url|qr|os)\b/g, (short) => short.toUpperCase());
}

interface Phrase {
  is: string;
  isNot: string;
  /** What an event must be to pass, and what it must be under `$not`. */
  needs: string;
  not: string;
}

const be = (what: string, negative = false): Phrase =>
  negative
    ? { is: `is not ${what}`, isNot: `is ${what}`, needs: `must not be ${what}`, not: `needs to be ${what}` }
    : { is: `is ${what}`, isNot: `is not ${what}`, needs: `needs to be ${what}`, not: `must not be ${what}` };

const verb = (third: string, plain: string, what: string): Phrase => ({
  is: `${third} ${what}`,
  isNot: `does not ${plain} ${what}`,
  needs: `needs to ${plain} ${what}`,
  not: `must not ${plain} ${what}`,
});

const reversed = ({ is, isNot, needs, not }: Phrase): Phrase => ({ is: isNot, isNot: is, needs: not, not: needs });

const EXISTS: Phrase = { is: "exists", isNot: "does not exist", needs: "needs to exist", not: "must not exist" };
const CHANGED: Phrase = {
  is: "changed",
  isNot: "did not change",
  needs: "needs to have changed",
  not: "must not have changed",
};

const PHRASES: Readonly<Record<FilterOperator, (operand: FilterTest["operand"]) => Phrase>> = {
  $eq: (operand) => be(operandInWords(operand)),
  $neq: (operand) => be(operandInWords(operand), true),
  $in: (operand) => be(operandInWords(operand)),
  $nin: (operand) => be(operandInWords(operand), true),
  $gt: (operand) => be(`${isTime(operand) ? "after" : "over"} ${operandInWords(operand)}`),
  $gte: (operand) =>
    be(isTime(operand) ? `${operandInWords(operand)} or later` : `at least ${operandInWords(operand)}`),
  $lt: (operand) => be(`${isTime(operand) ? "before" : "under"} ${operandInWords(operand)}`),
  $lte: (operand) =>
    be(isTime(operand) ? `${operandInWords(operand)} or earlier` : `at most ${operandInWords(operand)}`),
  $startsWith: (operand) => verb("starts with", "start with", operandInWords(operand)),
  $endsWith: (operand) => verb("ends with", "end with", operandInWords(operand)),
  $exist: (operand) => (operand === true ? EXISTS : reversed(EXISTS)),
  $changed: (operand) => (operand === true ? CHANGED : reversed(CHANGED)),
};

const isTime = (operand: FilterTest["operand"]): boolean =>
  typeof operand === "string" && /^\d{4}-\d{2}-\d{2}/.test(operand);

const NAMED_MAX = 5;

function operandInWords(operand: FilterTest["operand"]): string {
  if (!isList(operand)) return valueInWords(operand);
  const shown = operand.length > NAMED_MAX + 1 ? operand.slice(0, NAMED_MAX) : operand;
  const words = [
    ...shown.map(valueInWords),
    ...(shown.length < operand.length ? [`${operand.length - shown.length} more`] : []),
  ];
  const last = words.pop() ?? "";
  return words.length === 0 ? last : `${words.join(", ")} or ${last}`;
}

const isList = (operand: FilterTest["operand"]): operand is readonly FilterScalar[] => Array.isArray(operand);

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 20 });
const TEXT_MAX = 60;

function valueInWords(value: FilterScalar): string {
  if (value === null) return "empty";
  if (typeof value === "number") return NUMBER.format(value);
  if (typeof value === "boolean") return String(value);
  const cut = value.length > TEXT_MAX ? `${value.slice(0, TEXT_MAX).toWellFormed()}…` : value;
  // A plain word stands for itself; quotes keep anything else, an empty text included, apart from the sentence.
  return /^[\p{L}\p{N}][\p{L}\p{N}_.@:/-]*$/u.test(cut) ? cut : `“${cut}”`;
}
