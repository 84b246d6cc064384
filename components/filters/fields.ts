import {
  eventType,
  type EventTypeName,
  isLinkAlias,
  type JsonSchema,
  jsonSchemaOf,
  LINK_ALIAS_TYPES,
  type SubscriptionName,
} from "@/lib/contracts/event-types";

/** What a field holds, as far as conditions care. */
export type ValueKind = "text" | "number" | "boolean" | "time" | "list" | "object";

export interface FilterField {
  /** With the leading `data.`, as it is written and copied. */
  path: string;
  kind: ValueKind;
  /** All that it may be, when that is a short list. */
  values: readonly string[];
  description: string | null;
  /** What the sample has there. */
  example: string | null;
  /** The chosen types that have it; empty when all of them do. */
  only: readonly EventTypeName[];
}

/** As deep as any type of the catalogue goes. */
const DEPTH = 4;

/** The fields of the chosen types, in the order in which their schemas name them. */
export function fieldsOf(names: readonly SubscriptionName[]): FilterField[] {
  const types = typesOf(names);
  const found = new Map<string, { field: Omit<FilterField, "only">; types: EventTypeName[] }>();
  for (const type of types)
    for (const field of walk(jsonSchemaOf(type), "data", eventType(type).sample, DEPTH)) {
      const known = found.get(field.path);
      if (known) known.types.push(type);
      else found.set(field.path, { field, types: [type] });
    }
  return [...found.values()].map((each) => ({
    ...each.field,
    only: each.types.length === types.length ? [] : each.types,
  }));
}

/** Short names of link webhooks stand for the types that they match. */
export const typesOf = (names: readonly SubscriptionName[]): EventTypeName[] => [
  ...new Set(names.flatMap((name) => (isLinkAlias(name) ? LINK_ALIAS_TYPES[name] : [name]))),
];

function walk(schema: JsonSchema, path: string, sample: unknown, depth: number): Omit<FilterField, "only">[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property === "boolean") return [];
    const inner = withoutNull(property);
    const value = isRecord(sample) ? sample[name] : undefined;
    const field = {
      path: `${path}.${name}`,
      kind: kindOf(inner),
      values: (inner.enum ?? []).filter((each) => typeof each === "string"),
      description: property.description ?? inner.description ?? null,
      example: exampleOf(value),
    };
    return field.kind === "object" && depth > 1 ? [field, ...walk(inner, field.path, value, depth - 1)] : [field];
  });
}

/** What is there when it is not null. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const forms = (schema.anyOf ?? []).filter((form) => typeof form !== "boolean" && form.type !== "null");
  const [only] = forms;
  return forms.length === 1 && typeof only === "object" ? only : schema;
}

function kindOf(schema: JsonSchema): ValueKind {
  switch (schema.type) {
    case "integer":
    case "number":
      return "number";
    case "boolean":
    case "object":
      return schema.type;
    case "array":
      return "list";
    default:
      return schema.format === "date-time" ? "time" : "text";
  }
}

function exampleOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? value.filter((each) => typeof each === "string").join(", ") || null : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
