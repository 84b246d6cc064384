import { z } from "zod";

/** A JSON Schema of draft 2020-12, as far as this folder looks into it. */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | readonly string[];
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  items?: JsonSchema;
  prefixItems?: readonly JsonSchema[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  enum?: readonly unknown[];
  const?: unknown;
  default?: unknown;
  examples?: readonly unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  minLength?: number;
  description?: string;
  [more: string]: unknown;
}

const LOCAL = "#/$defs/";
const SHARED = "#/components/schemas/";

/**
 * Turns zod schemas into JSON Schema, with every schema that has an id (`.meta({ id })`) in one shared table. What is
 * sent and what is answered may differ (defaults, transforms): then the sent form gets a name of its own.
 */
export class SchemaTable {
  readonly components: Record<string, JsonSchema> = {};

  /** @param io `input` for what a caller sends, `output` for what we answer */
  add(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const { $schema: _, ...whole } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;
    const { $defs = {}, ...own } = whole;
    const names = new Map(Object.keys($defs).map((name) => [name, this.nameFor(name, $defs[name], io)]));
    for (const [name, definition] of Object.entries($defs))
      this.components[names.get(name) ?? name] = renamed(withoutId(definition), names);
    return renamed(own, names);
  }

  private nameFor(name: string, definition: JsonSchema | undefined, io: "input" | "output"): string {
    const known = this.components[name];
    const same =
      known === undefined || JSON.stringify(known) === JSON.stringify(renamed(withoutId(definition ?? {}), new Map()));
    return same ? name : `${name}${io === "input" ? "Input" : "Output"}`;
  }

  /** The schema behind a reference; the schema itself if it is none. */
  resolve(schema: JsonSchema): JsonSchema {
    return schema.$ref === undefined ? schema : (this.components[schema.$ref.slice(SHARED.length)] ?? {});
  }
}

function withoutId({ id: _id, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

/** The same with references into the shared table. */
function renamed(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => {
      if (key !== "$ref" || typeof value !== "string" || !value.startsWith(LOCAL)) return value;
      const name = value.slice(LOCAL.length);
      return SHARED + (names.get(name) ?? name);
    }),
  ) as JsonSchema;
}
