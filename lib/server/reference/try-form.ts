import type { JsonSchema } from "@/lib/api/openapi/json-schema";
import type { TryField, TryForm } from "@/lib/shared/reference";

import { type DocumentOperation, resolve } from "./document";
import { typeInWords } from "./fields";

/** The workspace is chosen, not typed. */
const WORKSPACE = "workspaceId";

/** The form of an operation, made from what its document says that it takes. */
export function tryFormOf({ parameters, requestBody, "x-permissions": permissions }: DocumentOperation): TryForm {
  const of = (place: "path" | "query"): TryField[] =>
    parameters
      .filter((each) => each.in === place && each.name !== WORKSPACE)
      .map(({ name, schema, required }) => fieldOf(name, schema, required, undefined));
  const body = requestBody?.content["application/json"];
  return {
    inWorkspace: permissions !== undefined || parameters.some(({ name }) => name === WORKSPACE),
    path: of("path"),
    query: of("query"),
    body: body ? bodyOf(body.schema, body.example) : null,
  };
}

function bodyOf(schema: JsonSchema, example: unknown): NonNullable<TryForm["body"]> {
  const { properties, required = [] } = resolve(schema);
  if (!properties) return { fields: [fieldOf("body", schema, true, example)], whole: true };
  const given: Readonly<Record<string, unknown>> =
    typeof example === "object" && example !== null ? { ...example } : {};
  const fields = Object.entries(properties).map(([name, property]) =>
    fieldOf(name, property, required.includes(name), given[name]),
  );
  return { fields, whole: false };
}

function fieldOf(name: string, schema: JsonSchema, required: boolean, example: unknown): TryField {
  const { kind, choices } = inputFor(schema);
  const text = typeof example === "string" && kind !== "json" ? example : JSON.stringify(example, null, 2);
  const start = required && example !== undefined ? text : "";
  return { name, kind, choices, optional: !required, type: typeInWords(schema), start };
}

function inputFor(schema: JsonSchema): Pick<TryField, "kind" | "choices"> {
  const known = resolve(schema);
  const forms = (known.anyOf ?? known.oneOf)?.filter((form) => resolve(form).type !== "null");
  const [only] = forms ?? [];
  if (forms?.length === 1 && only) return inputFor(only);
  if (known.enum?.every((value) => typeof value === "string"))
    return { kind: "choice", choices: known.enum.map(String) };
  const type = typeof known.type === "string" ? known.type : known.type?.find((each) => each !== "null");
  switch (type) {
    case "string":
      return { kind: "text", choices: [] };
    case "number":
    case "integer":
      return { kind: "number", choices: [] };
    case "boolean":
      return { kind: "boolean", choices: ["true", "false"] };
    default:
      return { kind: "json", choices: [] };
  }
}
