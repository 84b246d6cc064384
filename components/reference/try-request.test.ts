import { describe, expect, test } from "vitest";

import type { ReferenceOperation, TryField } from "@/lib/shared/reference";

import { problemsOf, requestOf, startValues } from "./try-request";

const field = (name: string, kind: TryField["kind"] = "text", more: Partial<TryField> = {}): TryField => ({
  name,
  kind,
  choices: [],
  optional: false,
  type: kind,
  start: "",
  ...more,
});

const operation = (tryForm: ReferenceOperation["tryForm"], path = "/api/things/{id}"): ReferenceOperation => ({
  id: "things.update",
  title: "Change a thing",
  method: "POST",
  href: "",
  group: "Things",
  description: null,
  path,
  access: "key",
  permissions: [],
  feature: null,
  idempotent: true,
  repeats: null,
  pathFields: [],
  queryFields: [],
  bodyFields: [],
  answers: [],
  samples: [],
  tryForm,
  next: null,
});

const form: ReferenceOperation["tryForm"] = {
  inWorkspace: true,
  path: [field("id")],
  query: [field("limit", "number", { optional: true })],
  body: {
    whole: false,
    fields: [
      field("name", "text", { start: "Orders" }),
      field("n", "number"),
      field("on", "boolean"),
      field("tags", "json"),
    ],
  },
};

describe("the request of a form", () => {
  test("has each value as its type, and nothing of what was left empty", () => {
    const values = {
      "path.id": "a/b",
      "body.name": " Orders ",
      "body.n": "3",
      "body.on": "false",
      "body.tags": '["x"]',
    };
    expect(requestOf(operation(form), values, "ws_1")).toEqual({
      method: "POST",
      path: "/api/things/a%2Fb",
      workspaceId: "ws_1",
      body: '{"name":"Orders","n":3,"on":false,"tags":["x"]}',
    });
    expect(requestOf(operation(form), { "path.id": "a", "query.limit": "5" }, "ws_1")).toMatchObject({
      path: "/api/things/a?limit=5",
      body: "{}",
    });
  });

  test("names the chosen workspace in the path, and none where the operation belongs to no workspace", () => {
    const inPath = operation({ ...form, path: [], body: null }, "/api/workspaces/{workspaceId}/members");
    expect(requestOf(inPath, {}, "ws_1")).toMatchObject({ path: "/api/workspaces/ws_1/members", body: null });
    expect(requestOf(operation({ ...form, inWorkspace: false }), { "path.id": "a" }, "ws_1").workspaceId).toBeNull();
  });

  test("sends what is no number as it was typed, for the API to refuse", () => {
    expect(requestOf(operation(form), { "path.id": "a", "body.n": "many" }, null).body).toBe('{"n":"many"}');
  });

  test("is the body itself where that is one value", () => {
    const whole = { ...form, path: [], body: { whole: true, fields: [field("body", "json")] } };
    expect(requestOf(operation(whole, "/api/events"), { "body.body": "[1]" }, null).body).toBe("[1]");
  });
});

test("a part of the path that is missing and JSON that is none are found before anything is sent", () => {
  expect(problemsOf(operation(form), { "body.tags": "[x" })).toEqual({ "path.id": "missing", "body.tags": "notJson" });
  expect(problemsOf(operation(form), { "path.id": "a", "body.tags": "[]" })).toEqual({});
});

test("a form starts with the examples of what must be given", () => {
  expect(startValues(operation(form))).toMatchObject({ "body.name": "Orders", "path.id": "" });
});
