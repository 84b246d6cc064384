import fc from "fast-check";
import { describe as suite, expect, test } from "vitest";

import { EVENT_TYPES, eventType } from "@/lib/contracts/event-types";

import {
  compileFilter,
  decisiveInWords,
  describe,
  evaluate,
  Filter,
  FILTER_OPERATORS,
  type FilterSubject,
} from "./filters";

const data = {
  sale: { amount: 4900, currency: "USD", recurring: false, createdAt: "2026-01-12T08:31:07.000Z" },
  click: { country: "DE", qr: true, city: null },
  link: { id: "link_1", tags: ["launch", "newsletter"] },
  items: [{ sku: "a-1", price: 5 }, { sku: "b-2" }],
  none: [],
};
const previousAttributes = { link: { title: null, tags: ["old"] }, owner: null };

const passes = (filter: unknown, subject: object = { data, previousAttributes }): boolean =>
  evaluate(Filter.parse(filter), subject as { data: unknown }).matched;

suite("operators", () => {
  test.each<[object, boolean]>([
    [{ "sale.amount": { $eq: 4900 } }, true],
    [{ "sale.amount": { $eq: "4900" } }, false],
    [{ "sale.recurring": { $eq: false } }, true],
    [{ "sale.recurring": { $eq: 0 } }, false],
    [{ "click.city": { $eq: null } }, true],
    [{ "click.missing": { $eq: null } }, true],
    [{ "click.country": { $eq: null } }, false],
    [{ "click.country": { $neq: "AT" } }, true],
    [{ "click.country": { $neq: "DE" } }, false],
    [{ "click.missing": { $neq: "DE" } }, true],
    [{ "sale.amount": { $gt: 4899 } }, true],
    [{ "sale.amount": { $gt: 4900 } }, false],
    [{ "sale.amount": { $gte: 4900 } }, true],
    [{ "sale.amount": { $lt: 4901 } }, true],
    [{ "sale.amount": { $lt: 4900 } }, false],
    [{ "sale.amount": { $lte: 4900 } }, true],
    [{ "sale.amount": { $gte: 1000, $lt: 2000 } }, false],
    [{ "sale.amount": { $gt: "1" } }, false],
    [{ "click.city": { $lt: 5 } }, false],
    [{ "sale.createdAt": { $gte: "2026-01-12T00:00:00.000Z", $lt: "2026-01-13T00:00:00.000Z" } }, true],
    [{ "click.country": { $in: ["AT", "DE"] } }, true],
    [{ "click.country": { $in: ["AT"] } }, false],
    [{ "click.missing": { $in: [null, "AT"] } }, true],
    [{ "click.country": { $nin: ["AT"] } }, true],
    [{ "click.country": { $nin: ["AT", "DE"] } }, false],
    [{ "link.id": { $startsWith: "link_" } }, true],
    [{ "link.id": { $startsWith: "LINK_" } }, false],
    [{ "link.id": { $endsWith: "_1" } }, true],
    [{ "sale.amount": { $startsWith: "4" } }, false],
    [{ "click.country": { $exist: true } }, true],
    [{ "click.city": { $exist: true } }, false],
    [{ "click.city": { $exist: false } }, true],
    [{ "nothing.at.all": { $exist: false } }, true],
  ])("%j gives %s", (filter, expected) => {
    expect(passes(filter)).toBe(expected);
  });
});

suite("lists", () => {
  test.each<[object, boolean]>([
    [{ "link.tags": { $eq: "launch" } }, true],
    [{ "link.tags": { $in: ["x", "newsletter"] } }, true],
    [{ "link.tags": { $neq: "launch" } }, false],
    [{ "link.tags": { $nin: ["x"] } }, true],
    [{ "link.tags": { $startsWith: "news" } }, true],
    [{ "link.tags": { $exist: true } }, true],
    [{ none: { $exist: false } }, true],
    [{ none: { $eq: null } }, true],
    [{ none: { $neq: null } }, false],
    [{ "items.sku": { $eq: "b-2" } }, true],
    [{ "items.price": { $gt: 4 } }, true],
    [{ "items.sku": { $eq: "c-3" } }, false],
    [{ "link.tags.length": { $exist: true } }, false],
  ])("%j gives %s", (filter, expected) => {
    expect(passes(filter)).toBe(expected);
  });
});

suite("joining", () => {
  const yes = { "click.country": { $eq: "DE" } };
  const no = { "click.country": { $eq: "AT" } };
  test.each<[object, boolean]>([
    [{}, true],
    [{ ...yes, "sale.amount": { $gt: 1 } }, true],
    [{ ...yes, "sale.amount": { $gt: 9999 } }, false],
    [{ $and: [yes, yes] }, true],
    [{ $and: [yes, no] }, false],
    [{ $or: [no, yes] }, true],
    [{ $or: [no, no] }, false],
    [{ $not: no }, true],
    [{ $not: { $or: [no, yes] } }, false],
    [{ $not: { $and: [no, yes] } }, true],
    [{ $not: { $not: yes } }, true],
    [{ "click.country": { $not: { $in: ["AT", "DE"] } } }, false],
    [{ "click.missing": { $not: { $gt: 5 } } }, true],
    [{ "click.country": { $or: [{ $eq: "AT" }, { $startsWith: "D" }] } }, true],
    [{ data: { click: { country: { $eq: "DE" }, qr: { $eq: true } } } }, true],
  ])("%j gives %s", (filter, expected) => {
    expect(passes(filter)).toBe(expected);
  });

  test("a path means the same with and without data in front, dotted or nested", () => {
    for (const filter of [
      { "data.sale.amount": { $eq: 4900 } },
      { "sale.amount": { $eq: 4900 } },
      { data: { "sale.amount": { $eq: 4900 } } },
      { sale: { amount: { $eq: 4900 } } },
    ]) {
      expect(evaluate(Filter.parse(filter), { data }).decisive?.path).toBe("data.sale.amount");
    }
  });

  test("no filter lets everything through, without a deciding condition", () => {
    expect(evaluate(null, { data })).toEqual({ matched: true, decisive: null });
  });
});

suite("$changed", () => {
  test.each<[object, boolean]>([
    [{ "link.title": { $changed: true } }, true],
    [{ "link.tags": { $changed: true } }, true],
    [{ link: { $changed: true } }, true],
    [{ "link.id": { $changed: true } }, false],
    [{ "link.id": { $changed: false } }, true],
    [{ "owner.name": { $changed: true } }, true],
  ])("%j gives %s", (filter, expected) => {
    expect(passes(filter)).toBe(expected);
  });

  test("is false on events that change nothing", () => {
    expect(passes({ "link.title": { $changed: true } }, { data })).toBe(false);
    expect(passes({ "link.title": { $changed: false } }, { data, previousAttributes: null })).toBe(true);
  });
});

suite("the deciding condition", () => {
  const decisive = (filter: unknown, subject: FilterSubject = { data, previousAttributes }) =>
    evaluate(Filter.parse(filter), subject).decisive;
  const words = (filter: unknown) => {
    const found = decisive(filter);
    return found && decisiveInWords(found);
  };

  test("is the first that failed, with what the event had", () => {
    expect(
      decisive({ "click.qr": { $eq: true }, "sale.amount": { $gte: 5000 }, "click.country": { $eq: "AT" } }),
    ).toEqual({
      path: "data.sale.amount",
      operator: "$gte",
      operand: 5000,
      actual: 4900,
      negated: false,
    });
  });

  test("of an alternative is the one that matched", () => {
    expect(decisive({ $or: [{ "click.country": { $eq: "AT" } }, { "sale.amount": { $lt: 5000 } }] })?.path).toBe(
      "data.sale.amount",
    );
  });

  test.each([
    [{ "sale.amount": { $gte: 500000 } }, "data.sale.amount is 4,900, needs to be at least 500,000"],
    [{ $not: { "sale.amount": { $gt: 1000 } } }, "data.sale.amount is 4,900, must not be over 1,000"],
    [{ "click.country": { $in: ["AT", "CH"] } }, "data.click.country is DE, needs to be AT or CH"],
    [{ "click.country": { $neq: "DE" } }, "data.click.country is DE, must not be DE"],
    [{ "click.city": { $exist: true } }, "data.click.city is empty, needs to exist"],
    [{ "link.id": { $changed: true } }, "data.link.id did not change, needs to have changed"],
    [{ "link.tags": { $changed: false } }, "data.link.tags changed, must not have changed"],
    [{ "link.tags": { $eq: "x" } }, "data.link.tags is “launch, newsletter”, needs to be x"],
    [{ link: { $eq: "x" } }, "data.link is “{…}”, needs to be x"],
  ])("of %j reads “%s”", (filter, sentence) => {
    expect(words(filter)).toBe(sentence);
  });

  test("stays small, however large the event is", () => {
    const subject = {
      data: { a: "x".repeat(100_000), b: Array.from({ length: 10_000 }, () => "y".repeat(1_000)) },
      previousAttributes: {},
    };
    for (const filter of [{ a: { $eq: "z" } }, { b: { $eq: "z" } }])
      expect(JSON.stringify(decisive(filter, subject)).length).toBeLessThan(600);
  });
});

suite("a filter in words", () => {
  test.each([
    [{}, "anything happens"],
    [
      { "sale.amount": { $gte: 5000 }, "click.country": { $in: ["DE", "AT"] } },
      "the sale's amount is at least 5,000 and the click's country is DE or AT",
    ],
    [
      { "sale.amount": { $gt: 5 }, $or: [{ "click.qr": { $eq: true } }, { "link.campaignId": { $exist: true } }] },
      "the sale's amount is over 5 and (the click's QR is true or the link's campaign ID exists)",
    ],
    [
      { $not: { "customer.email": { $endsWith: "@acme.example" } } },
      "the customer's email does not end with “@acme.example”",
    ],
    [
      { "link.destinationUrl": { $startsWith: "https://acme.example/" } },
      "the link's destination URL starts with https://acme.example/",
    ],
    [
      { "link.createdAt": { $lt: "2026-01-01T00:00:00.000Z" } },
      "the link's created at is before 2026-01-01T00:00:00.000Z",
    ],
    [{ "sale.metadata.plan": { $neq: "free plan" } }, "the sale's metadata plan is not “free plan”"],
    [{ reason: { $nin: ["gone"] } }, "the reason is not gone"],
    [
      { "click.country": { $in: ["AT", "BE", "CH", "DE", "ES", "FR", "GB"] } },
      "the click's country is AT, BE, CH, DE, ES or 2 more",
    ],
    [{ "link.title": { $changed: true } }, "the link's title changed"],
  ])("%j reads “%s”", (filter, sentence) => {
    expect(describe(Filter.parse(filter))).toBe(sentence);
  });

  test("nothing and null are everything", () => {
    expect(describe(null)).toBe("anything happens");
  });
});

suite("whatever filter meets whatever data", () => {
  const segment = fc.constantFrom("sale", "amount", "click", "country", "tags", "a", "toString", "length");
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join("."));
  const scalar = fc.oneof(
    fc.integer({ min: -2, max: 2 }),
    fc.constantFrom("", "DE", "a"),
    fc.boolean(),
    fc.constant(null),
  );
  const operation = fc.oneof(
    fc.record({ $eq: scalar }),
    fc.record({ $neq: scalar }),
    fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 4 }) }),
    fc.record({ $nin: fc.array(scalar, { minLength: 1, maxLength: 4 }) }),
    fc.record({ $gt: fc.constantFrom(0, "b") }),
    fc.record({ $lte: fc.constantFrom(0, "b") }),
    fc.record({ $startsWith: fc.constantFrom("a", "D") }),
    fc.record({ $exist: fc.boolean() }),
    fc.record({ $changed: fc.boolean() }),
  );
  const { filter } = fc.letrec<{ filter: Record<string, unknown> }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.tuple(path, operation).map(([key, value]) => ({ [key]: value })),
      fc.record({ $and: fc.array(tie("filter"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ $or: fc.array(tie("filter"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ $not: tie("filter") }),
    ),
  }));
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      scalar,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.oneof(segment, fc.constant("__proto__")), tie("value"), { maxKeys: 4 }),
    ),
  })).value;

  test("judging never throws and agrees with matches()", () => {
    fc.assert(
      fc.property(filter, fc.oneof(json, fc.anything()), fc.option(json), (input, value, previous) => {
        const compiled = compileFilter(Filter.parse(input));
        const subject = { data: value, previousAttributes: previous };
        const verdict = compiled.evaluate(subject);
        expect(compiled.matches(subject)).toBe(verdict.matched);
        expect(verdict.decisive).not.toBeNull();
        expect(decisiveInWords(verdict.decisive!).length).toBeLessThan(1_000);
      }),
      { numRuns: 500 },
    );
  });

  test("$not turns every outcome around, and $or is $and of opposites", () => {
    const holds = (input: object, value: unknown) => evaluate(Filter.parse(input), { data: value }).matched;
    fc.assert(
      fc.property(filter, filter, json, (one, two, value) => {
        expect(holds({ $not: one }, value)).toBe(!holds(one, value));
        expect(holds({ $or: [one, two] }, value)).toBe(!holds({ $and: [{ $not: one }, { $not: two }] }, value));
      }),
      { numRuns: 300 },
    );
  });

  test("nothing inherited is ever seen", () => {
    for (const key of ["toString", "hasOwnProperty", "valueOf", "__defineGetter__", "length"]) {
      for (const value of [{}, [], "text", 5, { a: [] }]) {
        expect(evaluate(Filter.parse({ [key]: { $exist: true } }), { data: value }).matched, key).toBe(false);
        expect(evaluate(Filter.parse({ a: { [key]: { $exist: true } } }), { data: value }).matched, key).toBe(false);
      }
    }
  });

  test("the largest filter over the largest data ends within bounds", () => {
    const big = { list: Array.from({ length: 50_000 }, (_, index) => ({ name: `n${index}`, at: [index] })) };
    const conditions = Array.from({ length: 50 }, (_, index) => ({
      "list.name": { $in: Array.from({ length: 100 }, (_unused, at) => `${index}-${at}`) },
    }));
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    const started = performance.now();
    expect(evaluate(Filter.parse({ $or: conditions }), { data: big }).matched).toBe(false);
    expect(evaluate(Filter.parse({ "list.a.b": { $eq: 1 } }), { data: { list: deep } }).matched).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

test("every operator can be used on every field of every sample", () => {
  const operand = { $in: ["x"], $nin: ["x"], $exist: true, $changed: true } as Record<string, unknown>;
  for (const { sample } of EVENT_TYPES) {
    for (const [object, fields] of Object.entries(sample)) {
      for (const field of Object.keys(Object(fields) as object)) {
        for (const operator of FILTER_OPERATORS)
          passes({ [`data.${object}.${field}`]: { [operator]: operand[operator] ?? "x" } }, { data: sample });
      }
    }
  }
  expect(passes({ "data.click.qr": { $eq: false } }, { data: eventType("link.clicked").sample })).toBe(true);
});

test("a filter that the schema refuses is refused by the compiler too", () => {
  expect(() => compileFilter({ "sale.amount": { $regex: ".*" } })).toThrow("Unknown operator");
});
