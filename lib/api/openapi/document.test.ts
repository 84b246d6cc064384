import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";

import { openApiDocument } from "./document";
import type { JsonSchema } from "./json-schema";
import { allOperations } from "./of-this-server";

const operations = allOperations();
const document = openApiDocument(operations, "https://app.example", "1.0.0") as {
  paths: Record<
    string,
    Record<string, { operationId: string; security: unknown[]; responses: Record<string, unknown> }>
  >;
  components: { schemas: Record<string, JsonSchema> };
};

test("is a valid OpenAPI document", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test("names each operation exactly once, where its contract has it", () => {
  const named = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, op]) => `${method.toUpperCase()} ${path} ${op.operationId}`),
  );
  expect(named.toSorted()).toEqual(operations.map((op) => `${op.method} ${op.path} ${op.id}`).toSorted());
});

test("refers to nothing that is not in it", () => {
  const text = JSON.stringify(document);
  for (const [, name = ""] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(document.components.schemas).toHaveProperty([name]);
  expect(text).not.toContain("#/$defs/");
});

describe.each(operations.map((op) => [op.id, op] as const))("%s", (_, op) => {
  const described = document.paths[op.path]?.[op.method.toLowerCase()];

  test("says what it needs and what it may be refused with", () => {
    const statuses = Object.keys(described?.responses ?? {}).map(Number);
    expect(statuses).toContain(op.status);
    expect(statuses).toEqual(expect.arrayContaining([429, 500, 503]));
    if (op.auth.kind === "public") expect(described?.security).toEqual([]);
    else expect(statuses).toEqual(expect.arrayContaining([401, 403]));
  });

  test("gives examples that its own schemas take", () => {
    for (const part of ["body"] as const) {
      const schema = op[part];
      if (!schema) continue;
      const content = (described as { requestBody?: { content: Record<string, { example: unknown }> } }).requestBody
        ?.content;
      const result = schema.safeParse(content?.["application/json"]?.example);
      expect(result.error?.issues ?? []).toEqual([]);
    }
    const answer = described?.responses[op.status] as { content: Record<string, { example: { data: unknown } }> };
    if (op.file) return expect(Object.keys(answer.content)).toEqual(op.file);
    const result = op.data.safeParse(answer.content["application/json"]?.example.data);
    expect(result.error?.issues ?? []).toEqual([]);
  });
});
