import { expect, test } from "vitest";

import { contracts } from "@/lib/contracts";
import { EVENT_TYPES } from "@/lib/contracts/event-types";
import type { Operation } from "@/lib/contracts/operation";

import { referenceEventType } from "./event-types";
import { typeInWords } from "./fields";
import { referenceGroups, referenceOperation } from "./operations";
import { searchReference } from "./search";

const all = Object.values(contracts).flatMap((resource) => Object.values<Operation>(resource));
const links = referenceGroups().flatMap((group) => group.operations);

test("every operation has a page of its own, in a group with a title", () => {
  expect(links.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  expect(new Set(links.map(({ href }) => href)).size).toBe(all.length);
});

test.each(all.map((op) => [op.id, op] as const))("the page of %s says what its contract says", (id, op) => {
  const link = links.find((each) => each.id === id)!;
  const [, , group = "", verb = ""] = link.href.split("/");
  const page = referenceOperation(group, verb);
  expect(page).toMatchObject({ method: op.method, path: op.path });
  expect(page?.access).toBe(op.auth.kind === "public" ? "public" : op.auth.kind === "any" ? "key" : "session");
  expect(page?.answers.map(({ status }) => status)).toContain(op.status);
  if (op.body) expect(page?.bodyFields.length, "a body has fields").toBeGreaterThan(0);
  for (const { code } of page?.samples ?? []) expect(code).not.toMatch(/\{\w+\}\/|lw_(?:live|test)_\w/);
});

test("an address that names nothing has no page", () => {
  expect(referenceOperation("outbound", "explode")).toBeNull();
  expect(referenceEventType("sale.exploded")).toBeNull();
  expect(referenceEventType("__proto__")).toBeNull();
});

test("every event type has a page with each field of its sample", () => {
  for (const { type, sample } of EVENT_TYPES) {
    const names = referenceEventType(type)?.fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(sample)));
  }
});

test("a search finds operations, fields and event types, those named so first, and nothing for nothing", () => {
  expect(searchReference("rotate")[0]?.href).toMatch(/rotate/);
  expect(searchReference("sale.refunded")[0]?.href).toBe("/api-reference/webhooks/event-types/sale.refunded");
  expect(searchReference("retryPreset")).toContainEqual(
    expect.objectContaining({ href: "/api-reference/outbound/create", field: "retryPreset" }),
  );
  expect(searchReference("  ")).toEqual([]);
  expect(searchReference("zeppelin")).toEqual([]);
});

test("types are said in words", () => {
  expect(typeInWords({ anyOf: [{ type: "string" }, { type: "null" }] })).toBe("string or null");
  expect(typeInWords({ type: "array", items: { type: "string", enum: ["a"] } })).toBe("array of strings");
  expect(typeInWords({ type: "string", format: "date-time" })).toBe("time");
});
