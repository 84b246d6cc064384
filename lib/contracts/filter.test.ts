import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { Filter, FILTER_OPERATORS, readFilter } from "./filter";

const FIELD = "data.amount";
const accepts = (value: unknown): boolean => Filter.safeParse(value).success;

/** The first refusal as `path: message`, the way a client sees it. */
function refusal(value: unknown): string | null {
  const issue = Filter.safeParse(value).error?.issues[0];
  return issue ? `${issue.path.map(String).join(".")}: ${issue.message}` : null;
}

/** `{ [FIELD]: … }` around `core`, `levels` objects deep. */
const nested = (levels: number): unknown => {
  let value: unknown = { [FIELD]: { $gt: 1 } };
  for (let level = 2; level < levels; level++) value = { $not: value };
  return value;
};

describe("a filter is accepted", () => {
  test.each([
    ["empty: everything passes", {}],
    ["with a dotted path", { [FIELD]: { $gte: 5000 } }],
    ["without the leading data", { "sale.amount": { $gte: 5000 } }],
    ["nested", { data: { sale: { amount: { $gt: 1, $lt: 9 }, currency: { $in: ["USD", "EUR"] } } } }],
    [
      "joined",
      {
        $or: [
          { [FIELD]: { $eq: 1 } },
          { $and: [{ "click.qr": { $eq: true } }, { $not: { "link.id": { $eq: "x" } } }] },
        ],
      },
    ],
    [
      "with $or and $not below a path",
      { "click.country": { $or: [{ $eq: "DE" }, { $startsWith: "A" }], $not: { $eq: "AT" } } },
    ],
    ["on presence and change", { "link.title": { $exist: true, $changed: true } }],
    ["with null", { "click.country": { $neq: null } }],
  ])("%s", (_name, value) => {
    expect(refusal(value)).toBeNull();
  });
});

describe("a filter is refused", () => {
  test.each([
    ["a text", "sale", ": A filter is an object of conditions, or null."],
    ["a number", 5, ": A filter is an object of conditions, or null."],
    ["true", true, ": A filter is an object of conditions, or null."],
    ["a list", [{ [FIELD]: { $eq: 1 } }], ": A filter is an object of conditions, or null."],
    ["a value without an operator", { [FIELD]: 5 }, `${FIELD}: Use an operator, for example { "$eq": "DE" }.`],
    ["a list without an operator", { [FIELD]: [5] }, `${FIELD}: Use an operator, for example { "$eq": "DE" }.`],
    ["a path without a condition", { [FIELD]: {} }, `${FIELD}: Add a condition, or leave this out.`],
    ["an operator without a path", { $eq: 5 }, "$eq: Name a field first, for example data.amount."],
    [
      "an operator on data itself",
      { data: { $exist: true } },
      "data.$exist: Name a field first, for example data.amount.",
    ],
    ["an unknown operator", { [FIELD]: { $regex: ".*" } }, `${FIELD}.$regex: Unknown operator.`],
    ["an operator in capitals", { [FIELD]: { $EQ: 1 } }, `${FIELD}.$EQ: Unknown operator.`],
    ["an operator inside a path", { "sale.$eq": { $eq: 1 } }, "sale.$eq: An operator cannot stand inside a path."],
    ["$where", { $where: "1" }, "$where: Unknown operator."],
    [
      "an empty name in a path",
      { "sale..amount": { $eq: 1 } },
      "sale..amount: A path is names joined by dots, for example data.amount.",
    ],
    ["an empty $and", { $and: [] }, "$and: $and takes a list of conditions."],
    ["an empty $or", { $or: [] }, "$or: $or takes a list of conditions."],
    ["$or of values", { [FIELD]: { $or: [1, 2] } }, `${FIELD}.$or.0: Each entry is an object of conditions.`],
    ["an empty entry", { $and: [{}] }, "$and.0: Add a condition, or leave this out."],
    ["$not of a value", { [FIELD]: { $not: 5 } }, `${FIELD}.$not: $not takes one object of conditions.`],
    ["an empty $in", { [FIELD]: { $in: [] } }, `${FIELD}.$in: $in takes a list of values.`],
    [
      "$in of an object",
      { [FIELD]: { $in: [1, { $gt: 1 }] } },
      `${FIELD}.$in.1: Must be a text, a number, true, false or null.`,
    ],
    [
      "a date object",
      { [FIELD]: { $eq: new Date(0) } },
      `${FIELD}.$eq: Must be a text, a number, true, false or null.`,
    ],
    ["infinity", { [FIELD]: { $lt: Number.POSITIVE_INFINITY } }, `${FIELD}.$lt: Must be a finite number.`],
  ])("%s", (_name, value, message) => {
    expect(refusal(value)).toBe(message);
  });

  const operands = { text: "a", number: 1, boolean: true, null: null, list: ["a"], object: { a: 1 }, undefined };
  const allowed: Record<(typeof FILTER_OPERATORS)[number], (keyof typeof operands)[]> = {
    $eq: ["text", "number", "boolean", "null"],
    $neq: ["text", "number", "boolean", "null"],
    $gt: ["text", "number"],
    $gte: ["text", "number"],
    $lt: ["text", "number"],
    $lte: ["text", "number"],
    $in: ["list"],
    $nin: ["list"],
    $startsWith: ["text"],
    $endsWith: ["text"],
    $exist: ["boolean"],
    $changed: ["boolean"],
  };
  test.each(FILTER_OPERATORS)("%s takes its kinds of operand and no other", (operator) => {
    const taken = Object.entries(operands).filter(([, operand]) => accepts({ [FIELD]: { [operator]: operand } }));
    expect(taken.map(([kind]) => kind)).toEqual(allowed[operator]);
  });

  test.each(["__proto__", "constructor", "prototype"])("the prototype key %s, wherever it stands", (key) => {
    const own = (text: string): unknown => JSON.parse(text.replaceAll("KEY", key));
    for (const text of [
      '{ "KEY": { "$eq": 1 } }',
      '{ "data": { "KEY": { "polluted": { "$eq": 1 } } } }',
      '{ "sale.KEY.x": { "$eq": 1 } }',
      '{ "$and": [{ "KEY": { "$exist": true } }] }',
      '{ "sale.amount": { "KEY": { "$exist": true } } }',
    ]) {
      expect(accepts(own(text)), text).toBe(false);
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("NUL and lone surrogates, in names and in values", () => {
    for (const bad of ["a\u0000", "\u0000", "\ud800", "x\udfff"]) {
      expect(accepts({ [`sale.${bad}`]: { $eq: 1 } })).toBe(false);
      expect(accepts({ [FIELD]: { $eq: bad } })).toBe(false);
      expect(accepts({ [FIELD]: { $in: ["ok", bad] } })).toBe(false);
      expect(accepts({ [FIELD]: { $startsWith: bad } })).toBe(false);
    }
  });
});

describe("the bounds hold exactly", () => {
  const conditions = (count: number) => ({
    $and: Array.from({ length: count }, (_, index) => ({ [`m.k${index}`]: { $eq: index } })),
  });
  test("50 conditions", () => {
    expect(accepts(conditions(50))).toBe(true);
    expect(refusal(conditions(51))).toBe("$and: At most 50 conditions.");
    const keys = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, { $eq: 1 }]));
    expect(refusal(keys)).toBe("k50.$eq: At most 50 conditions.");
    expect(accepts({ $and: [conditions(25), conditions(26)] })).toBe(false);
  });

  test("100 values of 1,000 characters in a list", () => {
    const values = (count: number, length: number) => ({
      [FIELD]: { $in: Array.from({ length: count }, () => "x".repeat(length)) },
    });
    expect(accepts(values(100, 1000))).toBe(true);
    expect(refusal(values(101, 1))).toBe(`${FIELD}.$in: At most 100 values.`);
    expect(refusal(values(1, 1001))).toBe(`${FIELD}.$in.0: At most 1000 characters.`);
    expect(accepts({ [FIELD]: { $endsWith: "x".repeat(1001) } })).toBe(false);
  });

  test("10 levels, 10 names, 200 characters of path", () => {
    expect(accepts(nested(10))).toBe(true);
    expect(refusal(nested(11))).toContain("At most 10 levels.");
    expect(accepts({ [`data.${Array.from({ length: 10 }, () => "a").join(".")}`]: { $eq: 1 } })).toBe(true);
    expect(accepts({ [Array.from({ length: 12 }, () => "a").join(".")]: { $eq: 1 } })).toBe(false);
    expect(accepts({ ["a".repeat(200)]: { $eq: 1 } })).toBe(true);
    expect(accepts({ ["a".repeat(201)]: { $eq: 1 } })).toBe(false);
  });

  test("a refusal names at most 10 places, however wrong the filter is", () => {
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]));
    const started = performance.now();
    expect(readFilter(wide).issues).toHaveLength(10);
    expect(readFilter(nested(20_000)).issues).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

test("reading never throws and never lets anything but a documented filter through, whatever the input", () => {
  const key = fc.oneof(
    fc.constantFrom(...FILTER_OPERATORS, "$and", "$or", "$not", "data", "__proto__", "a.b"),
    fc.string(),
  );
  const { any } = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: "small" },
      fc.anything({ maxDepth: 1, maxKeys: 2 }),
      fc.array(tie("any")),
      fc.dictionary(key, tie("any"), { noNullPrototype: false }),
    ),
  }));
  fc.assert(
    fc.property(any, (value) => {
      const read = readFilter(value);
      expect(read.tree === null).toBe(read.issues.length > 0);
      expect(accepts(value)).toBe(read.tree !== null);
    }),
  );
});

test("the schema appears in OpenAPI as an object with an example", () => {
  expect(z.toJSONSchema(Filter).$defs?.["Filter"]).toMatchObject({
    type: "object",
    examples: [{ "data.amount": { $gte: 5000 } }],
  });
});
