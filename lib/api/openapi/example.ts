import type { JsonSchema, SchemaTable } from "./json-schema";

const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "2026-03-14T09:26:53.000Z",
  date: "2026-03-14",
  uri: "https://acme.example/hooks",
  email: "ada@acme.example",
};
/** What people expect to see under a name. */
const NAMES: Readonly<Record<string, string>> = {
  url: "https://acme.example/hooks",
  destinationUrl: "https://acme.example/summer",
  name: "Orders to the warehouse",
  eventType: "sale.created",
  type: "sale.created",
  email: "ada@acme.example",
  currency: "EUR",
  code: "123456",
  token: "q0Z3vN8sK1xW6yB4tR9uE2mP7dH5cJ0aLfGiOoTzXwV",
};
const ULID = "01jpaxy3q8m6v0c2t4r9k7w5zd";
const ID_PATTERN = /^\^?\(?\??:?([a-z]{2,5})_/;
const DEPTH_MAX = 12;

/** A value that fits the schema: what its author gave as an example, else the plainest one. The same on every call. */
export function exampleOf(schema: JsonSchema, table: SchemaTable, name = "", depth = 0): unknown {
  const known = table.resolve(schema);
  if (known.examples?.length) return known.examples[0];
  if (known.const !== undefined) return known.const;
  if (known.default !== undefined) return known.default;
  if (known.enum?.length) return known.enum[0];
  const choice = known.anyOf ?? known.oneOf;
  if (choice?.length) {
    const full = choice.find((each) => each.type !== "null") ?? choice[0];
    return depth > DEPTH_MAX ? null : exampleOf(full ?? {}, table, name, depth + 1);
  }
  if (known.allOf?.length) return exampleOf(known.allOf[0] ?? {}, table, name, depth + 1);
  return plainest(known, table, name, depth);
}

function plainest(schema: JsonSchema, table: SchemaTable, name: string, depth: number): unknown {
  switch (typeOf(schema)) {
    case "object":
      return depth > DEPTH_MAX ? {} : objectOf(schema, table, depth);
    case "array":
      if (schema.prefixItems) return schema.prefixItems.map((each) => exampleOf(each, table, "", depth + 1));
      return depth > DEPTH_MAX || !schema.items ? [] : [exampleOf(schema.items, table, "", depth + 1)];
    case "string":
      return textOf(schema, name);
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 0, 1);
    case "boolean":
      return true;
    default:
      return typeOf(schema) === "null" ? null : {};
  }
}

/** Of several types the one that says something. */
const typeOf = ({ type }: JsonSchema): string | undefined =>
  typeof type === "string" ? type : (type?.find((each) => each !== "null") ?? type?.[0]);

function objectOf(schema: JsonSchema, table: SchemaTable, depth: number): Record<string, unknown> {
  const entries = Object.entries(schema.properties ?? {});
  return Object.fromEntries(entries.map(([key, each]) => [key, exampleOf(each, table, key, depth + 1)]));
}

function textOf({ format, pattern, minLength = 0 }: JsonSchema, name: string): string {
  const formatted = FORMATS[format ?? ""];
  if (formatted !== undefined) return formatted;
  const prefix = ID_PATTERN.exec(pattern ?? "")?.[1];
  if (prefix !== undefined) return `${prefix}_${ULID}`;
  if (pattern === "^\\d{1,9}$") return "1";
  return NAMES[name] ?? (name || "text").padEnd(minLength, "x");
}
