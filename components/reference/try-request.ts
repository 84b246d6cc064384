import type { TryRequest } from "@/lib/client/try-operation";
import type { ReferenceOperation, TryField } from "@/lib/shared/reference";

/** What was typed, by place and name: `path.id`. */
export type TryValues = Readonly<Record<string, string>>;
export type Place = "path" | "query" | "body";
export type TryProblem = "missing" | "notJson";

export const keyOf = (place: Place, { name }: TryField): string => `${place}.${name}`;

export const fieldsOf = ({ tryForm }: ReferenceOperation): [Place, TryField][] => [
  ...tryForm.path.map((field): [Place, TryField] => ["path", field]),
  ...tryForm.query.map((field): [Place, TryField] => ["query", field]),
  ...(tryForm.body?.fields ?? []).map((field): [Place, TryField] => ["body", field]),
];

export const startValues = (operation: ReferenceOperation): TryValues =>
  Object.fromEntries(fieldsOf(operation).map(([place, field]) => [keyOf(place, field), field.start]));

/** What cannot be sent at all, by key. Whether a value is right is for the API to say. */
export function problemsOf(operation: ReferenceOperation, values: TryValues): Record<string, TryProblem> {
  const problems = fieldsOf(operation).flatMap(([place, field]): [string, TryProblem][] => {
    const value = (values[keyOf(place, field)] ?? "").trim();
    // Without a part of its path it would be another operation.
    if (value === "") return place === "path" ? [[keyOf(place, field), "missing"]] : [];
    return field.kind === "json" && place === "body" && !isJson(value) ? [[keyOf(place, field), "notJson"]] : [];
  });
  return Object.fromEntries(problems);
}

/** The request of a form without problems. What was left empty is not sent. */
export function requestOf(operation: ReferenceOperation, values: TryValues, workspaceId: string | null): TryRequest {
  const { method, path, tryForm } = operation;
  const typed = (place: Place, field: TryField): string => (values[keyOf(place, field)] ?? "").trim();
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(name === "workspaceId" ? (workspaceId ?? "") : (values[`path.${name}`] ?? "").trim()),
  );
  const search = new URLSearchParams();
  for (const field of tryForm.query) if (typed("query", field) !== "") search.set(field.name, typed("query", field));
  return {
    method,
    path: search.size > 0 ? `${filled}?${search}` : filled,
    workspaceId: tryForm.inWorkspace ? workspaceId : null,
    body: tryForm.body && bodyOf(tryForm.body, (field) => typed("body", field)),
  };
}

function bodyOf(
  { fields, whole }: NonNullable<ReferenceOperation["tryForm"]["body"]>,
  typed: (field: TryField) => string,
): string {
  const [only] = fields;
  if (whole && only) return typed(only) === "" ? "null" : typed(only);
  const given = fields
    .filter((field) => typed(field) !== "")
    .map((field) => [field.name, valueOf(field, typed(field))]);
  return JSON.stringify(Object.fromEntries(given));
}

function valueOf({ kind }: TryField, text: string): unknown {
  if (kind === "json") return JSON.parse(text) as unknown;
  if (kind === "boolean") return text === "true";
  // What is no number is sent as it was typed: the API says so.
  if (kind === "number") return Number.isFinite(Number(text)) ? Number(text) : text;
  return text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
