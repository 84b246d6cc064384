import type { JsonSchema } from "@/lib/api/openapi/json-schema";
import type { ReferenceField } from "@/lib/shared/reference";

import { resolve } from "./document";

const DEPTH = 2;

/** The fields of an object, those of objects inside it under their path: `address.city`. */
export function fieldsOf(schema: JsonSchema, prefix = "", depth = DEPTH): ReferenceField[] {
  const object = objectIn(schema);
  if (!object?.properties) return [];
  const required = object.required ?? [];
  return Object.entries(object.properties).flatMap(([name, property]) => {
    const field = fieldOf(prefix + name, property, required.includes(name));
    return depth > 1 ? [field, ...fieldsOf(property, `${field.name}.`, depth - 1)] : [field];
  });
}

/** One field in words. */
export function fieldOf(name: string, schema: JsonSchema, required: boolean): ReferenceField {
  const known = resolve(schema);
  const inner = withoutNull(known);
  return {
    name,
    type: typeInWords(schema),
    optional: !required,
    description: schema.description ?? known.description ?? inner.description ?? null,
    limits: limitsInWords(inner),
  };
}

/** The object that a schema describes, also where it may be null or is one of several forms. */
function objectIn(schema: JsonSchema): JsonSchema | null {
  const known = withoutNull(resolve(schema));
  if (known.properties) return known;
  const forms = known.anyOf ?? known.oneOf ?? [];
  for (const form of forms) {
    const object = objectIn(form);
    if (object) return object;
  }
  return null;
}

const isNull = (schema: JsonSchema): boolean => schema.type === "null";

function withoutNull(schema: JsonSchema): JsonSchema {
  const forms = (schema.anyOf ?? []).filter((form) => !isNull(resolve(form)));
  return schema.anyOf && forms.length === 1 ? resolve(forms[0]!) : schema;
}

export function typeInWords(schema: JsonSchema): string {
  const known = resolve(schema);
  const forms = known.anyOf ?? known.oneOf;
  if (forms) return [...new Set(forms.map(typeInWords))].join(" or ");
  if (known.const !== undefined) return JSON.stringify(known.const);
  if (known.enum) return known.enum.every((value) => typeof value === "string") ? "string" : "value";
  if (known.type === "array") return `array of ${plural(known.items ? typeInWords(known.items) : "value")}`;
  if (typeof known.type === "string") return known.format === "date-time" ? "time" : known.type;
  if (Array.isArray(known.type)) return known.type.join(" or ");
  return known.properties ? "object" : "any value";
}

const plural = (type: string): string => (/^[a-z ]+$/.test(type) ? `${type}s` : type);

const VALUES_SHOWN = 12;

/** What a value may be and what it is when left out; in one line, null where there is nothing to say. */
function limitsInWords(schema: JsonSchema): string | null {
  const items = schema.items ? resolve(schema.items) : null;
  const values = schema.enum ?? items?.enum;
  const words = [
    values &&
      `One of ${values.slice(0, VALUES_SHOWN).map(String).join(", ")}${values.length > VALUES_SHOWN ? ", …" : ""}.`,
    between(schema["minimum"], schema["maximum"], ""),
    between(schema["minLength"], schema["maxLength"], " characters"),
    between(schema["minItems"], schema["maxItems"], " items"),
    schema.default === undefined ? undefined : `Default ${JSON.stringify(schema.default)}.`,
  ].filter((word) => word !== undefined && word !== "");
  return words.length === 0 ? null : words.join(" ");
}

function between(min: unknown, max: unknown, unit: string): string | undefined {
  const upper = typeof max === "number" && max < Number.MAX_SAFE_INTEGER ? max : null;
  const lower = typeof min === "number" && min > Number.MIN_SAFE_INTEGER ? min : null;
  if (upper !== null && lower !== null) return `${number(lower)} to ${number(upper)}${unit}.`;
  if (upper !== null) return `At most ${number(upper)}${unit}.`;
  return lower === null || lower === 0 ? undefined : `At least ${number(lower)}${unit}.`;
}

const number = (value: number): string => value.toLocaleString("en-GB");
