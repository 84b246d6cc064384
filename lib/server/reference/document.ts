import type { JsonSchema } from "@/lib/api/openapi/json-schema";
import { apiDocument } from "@/lib/api/openapi/of-this-server";

/** The parts of the OpenAPI document that the pages read. */
export interface DocumentOperation {
  operationId: string;
  tags: string[];
  summary: string;
  /** What a repeat does, of a write that takes no `Idempotency-Key`. */
  description?: string;
  security: Record<string, never[]>[];
  "x-permissions"?: string[];
  "x-feature"?: string;
  parameters: DocumentParameter[];
  requestBody?: { content: Record<string, DocumentContent> };
  responses: Record<string, { description: string; content: Record<string, DocumentContent> }>;
}

export interface DocumentParameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
  example?: unknown;
}

export interface DocumentContent {
  schema: JsonSchema;
  example?: unknown;
}

interface Document {
  info: { version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, DocumentOperation>>;
  components: { schemas: Record<string, JsonSchema> };
}

let read: Document | undefined;

/** The document that this server answers at `/api/openapi.json`, as its readers get it: the pages cannot say anything else. */
export const referenceDocument = (): Document => (read ??= JSON.parse(JSON.stringify(apiDocument())) as Document);

const SHARED = "#/components/schemas/";

/** What a reference stands for; the schema itself if it is none. */
export function resolve(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  return referenceDocument().components.schemas[schema.$ref.slice(SHARED.length)] ?? {};
}
