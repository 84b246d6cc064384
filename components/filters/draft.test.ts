import { expect, test } from "vitest";

import { type Filter, readFilter } from "@/lib/contracts/filter";
import { evaluate } from "@/lib/webhooks/filters";

import { draftOf, filterOf, isFinished, newCondition } from "./draft";
import { edit } from "./edit";
import { fieldsOf } from "./fields";

const fields = fieldsOf(["sale.created", "link.updated"]);
const again = (filter: Filter): Filter | null => {
  const draft = draftOf(filter, fields);
  expect(draft, JSON.stringify(filter)).not.toBeNull();
  return filterOf(draft!);
};

const SHOWN: Filter[] = [
  { "data.amount": { $gte: 5000 } },
  { "data.amount": { $gte: 5000, $lte: 9000 } },
  { "data.amount": { $gt: 5000, $lt: 9000 } },
  { "data.customer.email": { $endsWith: "@acme.example" }, "data.click.country": { $in: ["DE", "AT"] } },
  { $or: [{ "data.recurring": { $eq: true } }, { "data.orderId": { $exist: false } }] },
  { "data.amount": { $gte: 1 }, $or: [{ "data.click.qr": { $eq: true } }, { "data.link.id": { $eq: "link_1" } }] },
  { $or: [{ "data.amount": { $lt: 1 }, "data.currency": { $eq: "EUR" } }, { "data.amount": { $gt: 9 } }] },
  {
    $and: [
      { $or: [{ "data.amount": { $lt: 1 } }, { "data.amount": { $gt: 9 } }] },
      { $or: [{ "data.currency": { $eq: "EUR" } }, { "data.currency": { $eq: "USD" } }] },
    ],
  },
  { "data.customer.email": { $not: { $startsWith: "test" } } },
  { "data.link.title": { $changed: true }, "data.link.tags": { $in: ["launch"] } },
  { "data.metadata.plan": { $eq: "pro" }, "data.metadata.seats": { $gt: 5 } },
  { "data.link.expiresAt": { $lt: "2026-01-12T08:00:00.000Z" } },
];

test.each(SHOWN.map((filter) => [JSON.stringify(filter), filter] as const))(
  "%s is the same filter after it was shown as rows",
  (_name, filter) => {
    expect(readFilter(again(filter)).tree).toEqual(readFilter(filter).tree);
  },
);

test("a negation that rows can say another way judges every event as before", () => {
  const samples = [{ amount: 1 }, { amount: 5 }, { amount: null }, {}, { amount: 9, currency: "EUR" }];
  for (const filter of [
    { $not: { "data.amount": { $eq: 5 } } },
    { $not: { "data.amount": { $in: [1, 5] } } },
    { $not: { "data.currency": { $exist: true } } },
    { $not: { "data.amount": { $eq: 5 }, "data.currency": { $exist: true } } },
  ] satisfies Filter[])
    for (const data of samples)
      expect(evaluate(again(filter), { data }).matched, JSON.stringify([filter, data])).toBe(
        evaluate(filter, { data }).matched,
      );
});

test.each([
  [
    "deeper than one group",
    { $or: [{ $and: [{ a: { $eq: 1 } }, { $or: [{ b: { $eq: 1 } }, { c: { $eq: 1 } }] }] }, { d: { $eq: 1 } }] },
  ],
  ["a comparison of size under $not", { $not: { "data.amount": { $gt: 5 } } }],
  ["null as a value", { "data.orderId": { $in: ["a", null] } }],
  ["values of several types", { "data.orderId": { $in: ["a", 1] } }],
] as [string, Filter][])("%s is no rows, and is left as it is", (_name, filter) => {
  expect(readFilter(filter).issues).toEqual([]);
  expect(draftOf(filter, fields)).toBeNull();
});

test("what is unfinished is a filter that nobody accepts, never one that says something else", () => {
  const unfinished = [
    newCondition(),
    newCondition({ path: "data.amount" }),
    newCondition({ path: "data.amount", as: "number", operator: "gt", values: ["a lot"] }),
    newCondition({ path: "data.amount", as: "number", operator: "between", values: ["1"] }),
    newCondition({ path: "data.currency", operator: "in" }),
    newCondition({ path: "  ", operator: "exists" }),
  ];
  for (const condition of unfinished) {
    expect(isFinished(condition)).toBe(false);
    expect(readFilter(filterOf(edit.addCondition({ mode: "all", parts: [] }, condition))).issues).not.toEqual([]);
  }
  expect(filterOf({ mode: "all", parts: [] })).toBeNull();
});

test("the fields of several types are named once, with what only some of them have", () => {
  const both = fieldsOf(["sale.created", "link.clicked"]);
  const field = (path: string) => both.find((each) => each.path === path);
  expect(new Set(both.map(({ path }) => path)).size).toBe(both.length);
  expect(field("data.amount")).toMatchObject({ kind: "number", only: ["sale.created"], example: "4900" });
  expect(field("data.link.id")).toMatchObject({ kind: "text", only: [] });
  expect(field("data.click.qr")).toMatchObject({ kind: "boolean" });
  expect(field("data.attribution")?.values).toEqual(["click", "customer", "none"]);
  expect(fieldsOf(["qr_scan"]).map(({ path }) => path)).toEqual(fieldsOf(["link.clicked"]).map(({ path }) => path));
});

test("rows move among their neighbours, and a group goes with its last condition", () => {
  const one = newCondition({ path: "data.a" });
  const two = newCondition({ path: "data.b" });
  let draft = edit.addCondition(edit.addCondition({ mode: "all", parts: [] }, one), two);
  draft = edit.move(draft, two.key, -1);
  expect(draft.parts).toEqual([two, one]);
  expect(edit.move(draft, two.key, -1)).toEqual(draft);
  draft = edit.addGroup(draft);
  const group = draft.parts[2]!;
  expect(group).toMatchObject({ part: "group", mode: "any" });
  if (group.part !== "group") throw new Error("no group");
  for (const { key } of group.conditions) draft = edit.remove(draft, key);
  expect(draft.parts).toEqual([two, one]);
});
