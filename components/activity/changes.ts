import { valueWords } from "./field-words";

export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

/** The fields that differ, each as text; null where there was none. Secrets were masked when they were written. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .map((field) => ({ field, before: wordsOf(field, old[field]), after: wordsOf(field, now[field]) }))
    .filter((change) => change.before !== change.after);
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = valueWords;

function wordsOf(field: string, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string"))
    return value.map((each) => wordOf(field, each)).join(", ");
  return typeof value === "string" ? wordOf(field, value) : JSON.stringify(value);
}

function wordOf(field: string, value: string): string {
  const words = Object.hasOwn(WORDS, field) ? WORDS[field] : undefined;
  return words && Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}
