import {
  eventType,
  type EventTypeName,
  isLinkAlias,
  jsonSchemaOf,
  LINK_ALIAS_TYPES,
  schemaFields,
  type SubscriptionName,
  type ValueKind,
} from "@/lib/contracts/event-types";

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

/** The fields of the chosen types, in the order in which their schemas name them. */
export function fieldsOf(names: readonly SubscriptionName[]): FilterField[] {
  const types = typesOf(names);
  const found = new Map<string, { field: Omit<FilterField, "only">; types: EventTypeName[] }>();
  for (const type of types)
    for (const { path, kind, values, description } of schemaFields(jsonSchemaOf(type), "data")) {
      const known = found.get(path);
      if (known) known.types.push(type);
      else {
        const example = exampleOf(valueAt({ data: eventType(type).sample }, path));
        found.set(path, { field: { path, kind, values, description, example }, types: [type] });
      }
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

function exampleOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? value.filter((each) => typeof each === "string").join(", ") || null : null;
}

const valueAt = (payload: unknown, path: string): unknown =>
  path.split(".").reduce((value, name) => (isRecord(value) ? value[name] : undefined), payload);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
