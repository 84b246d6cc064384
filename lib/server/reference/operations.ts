import "server-only";

import { cache } from "react";

import type { ReferenceAnswer, ReferenceGroup, ReferenceLink, ReferenceOperation } from "@/lib/shared/reference";

import { type DocumentOperation, type DocumentParameter, referenceDocument } from "./document";
import { fieldOf, fieldsOf } from "./fields";
import { REFERENCE_GROUPS } from "./groups";
import { samplesOf } from "./samples";
import { tryFormOf } from "./try-form";

interface Located {
  method: string;
  path: string;
  op: DocumentOperation;
}

const everyOperation = cache((): Located[] =>
  Object.entries(referenceDocument().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, op]) => ({ method: method.toUpperCase(), path, op })),
  ),
);

/** Every group with its operations, in the order of the reference. */
export const referenceGroups = cache((): ReferenceGroup[] =>
  REFERENCE_GROUPS.map(([key, title]) => ({
    key,
    title,
    operations: everyOperation()
      .filter(({ op }) => op.tags[0] === key)
      .map(linkOf),
  })),
);

/** Words in an address: `rotateSecret` is `rotate-secret`. */
const kebab = (word: string): string => word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function linkOf({ method, op }: Located): ReferenceLink {
  const [group = "", verb = ""] = op.operationId.split(".");
  return {
    id: op.operationId,
    title: titleOf(op),
    method,
    href: `/api-reference/${kebab(group)}/${kebab(verb)}`,
  };
}

/** The summary up to where it begins to explain. */
const titleOf = (op: DocumentOperation): string => op.summary.split(/[;,:.]/u, 1)[0] ?? op.summary;

/** One operation by the parts of its address; null when there is none. */
export function referenceOperation(group: string, verb: string): ReferenceOperation | null {
  const href = `/api-reference/${group}/${verb}`;
  const found = everyOperation().find((each) => linkOf(each).href === href);
  if (!found) return null;
  const { method, path, op } = found;
  const siblings = referenceGroups().find(({ key }) => key === op.tags[0]);
  const body = op.requestBody?.content["application/json"];
  const access = op.security.length === 0 ? "public" : op.security.some((way) => "apiKey" in way) ? "key" : "session";
  return {
    ...linkOf(found),
    group: siblings?.title ?? "",
    description: op.summary === titleOf(op) ? null : `${op.summary}.`,
    path,
    access,
    permissions: op["x-permissions"] ?? [],
    feature: op["x-feature"] ?? null,
    repeats: op.description ?? null,
    idempotent: op.parameters.some(({ name }) => name === "Idempotency-Key"),
    pathFields: op.parameters.filter(isIn("path")).map(parameterField),
    queryFields: op.parameters.filter(isIn("query")).map(parameterField),
    bodyFields: body ? fieldsOf(body.schema) : [],
    answers: Object.entries(op.responses).map(answerOf),
    samples: samplesOf({ method, url: urlOf(path, op.parameters), body: body?.example, key: access === "key" }),
    tryForm: tryFormOf(op),
    next: nextOf(op, siblings?.operations ?? []),
  };
}

/** What changes how a thing sends is tried with a test of it. */
const TESTED_AFTER: ReadonlySet<string> = new Set(["create", "update", "enable", "rotateSecret", "resume"]);

function nextOf({ operationId, tags }: DocumentOperation, siblings: readonly ReferenceLink[]): ReferenceLink | null {
  const [, verb = ""] = operationId.split(".");
  const test = siblings.find(({ id }) => id === `${tags[0]}.test`);
  if (test && TESTED_AFTER.has(verb)) return test;
  return siblings[siblings.findIndex(({ id }) => id === operationId) + 1] ?? null;
}

const isIn = (place: DocumentParameter["in"]) => (parameter: DocumentParameter) => parameter.in === place;

const parameterField = ({ name, schema, required, description }: DocumentParameter) => {
  const field = fieldOf(name, schema, required);
  return { ...field, description: field.description ?? description ?? null };
};

/** The address with the example of each part of its path. */
function urlOf(path: string, parameters: readonly DocumentParameter[]): string {
  const [server] = referenceDocument().servers;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const example = parameters.find((each) => each.in === "path" && each.name === name)?.example;
    return encodeURIComponent(typeof example === "string" ? example : name);
  });
  return `${server?.url ?? ""}${filled}`;
}

function answerOf([status, { description, content }]: [
  string,
  DocumentOperation["responses"][string],
]): ReferenceAnswer {
  const [mediaType = "", found] = Object.entries(content)[0] ?? [];
  const names = found?.schema.allOf?.flatMap(({ properties }) => properties?.["error"]?.enum ?? []) ?? [];
  const succeeded = Number(status) < 400;
  const example =
    succeeded && found?.example !== undefined ? { success: true, data: dataOf(found.example) } : found?.example;
  return {
    status: Number(status),
    sentence: succeeded ? "It worked." : description,
    errors: names.map(String),
    mediaType,
    example: example === undefined ? null : JSON.stringify(example, null, 2),
  };
}

/** Examples of answers are made from their whole schema, `data` and `meta` in it. */
const dataOf = (example: unknown): unknown =>
  typeof example === "object" && example !== null && "data" in example ? example.data : example;
