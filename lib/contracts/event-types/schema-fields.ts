import type { JsonSchema } from "./index";

/** What a field holds, as far as conditions and columns care. */
export type ValueKind = "text" | "number" | "boolean" | "time" | "list" | "object";

export interface SchemaField {
  /** From the root of the payload: `data.customer.email`. */
  path: string;
  name: string;
  /** How many objects it stands in, from 0. */
  depth: number;
  kind: ValueKind;
  /** As a developer calls it: `integer`, `time`, `array of strings`. */
  type: string;
  /** It can be null. */
  nullable: boolean;
  /** All that it may be, when that is a short list. */
  values: readonly string[];
  description: string | null;
  deprecated: boolean;
}

/** As deep as any type of the catalogue goes. */
const LEVELS = 5;

/** The fields of an object and of the objects in it, each parent before its children. */
export function schemaFields(schema: JsonSchema, parent = "", depth = 0): SchemaField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property === "boolean") return [];
    const inner = withoutNull(property);
    const field: SchemaField = {
      path: parent === "" ? name : `${parent}.${name}`,
      name,
      depth,
      kind: kindOf(inner),
      type: typeOf(inner),
      nullable: inner !== property,
      values: (inner.enum ?? []).filter((each) => typeof each === "string"),
      description: property.description ?? inner.description ?? null,
      deprecated: property.deprecated ?? false,
    };
    return depth + 1 < LEVELS ? [field, ...schemaFields(inner, field.path, depth + 1)] : [field];
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

function typeOf(schema: JsonSchema): string {
  if (schema.format === "date-time") return "time";
  if (schema.type !== "array") return [schema.type ?? "any"].flat().join(" or ");
  const { items } = schema;
  return typeof items === "object" && !Array.isArray(items) ? `array of ${typeOf(items)}s` : "array";
}
