import { expect, test } from "vitest";
import { z } from "zod";

import {
  EVENT_FAMILIES,
  EVENT_TYPE_NAMES,
  EVENT_TYPES,
  eventType,
  isEventType,
  isLinkAlias,
  jsonSchemaOf,
  LINK_EVENT_TYPES,
} from "./index";

const CATALOGUE = `
  link.created link.updated link.deleted link.clicked
  lead.created
  sale.created sale.refunded
  customer.created customer.updated
  partner.application_submitted partner.enrolled partner.rejected partner.suspended
  commission.created commission.updated commission.paid
  bounty.created bounty.updated bounty.submitted bounty.approved
  payout.created payout.confirmed payout.paid payout.failed payout.canceled
  endpoint.failing endpoint.disabled endpoint.recovered
  integration.connected integration.error integration.disconnected`
  .trim()
  .split(/\s+/);

/** The schema and every schema below it, with its dotted path. */
function* fieldsOf(schema: z.core.$ZodType, path = ""): Generator<[string, z.core.$ZodType]> {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodNullable) inner = inner.unwrap();
  yield [path, schema];
  if (inner instanceof z.ZodObject) {
    for (const [key, field] of Object.entries<z.core.$ZodType>(inner.shape))
      yield* fieldsOf(field, path ? `${path}.${key}` : key);
  }
}

test("the catalogue is exactly the documented one, in its order", () => {
  expect(EVENT_TYPE_NAMES).toEqual(CATALOGUE);
});

test("families follow each other in their order and none is empty", () => {
  const seen = [...new Set(EVENT_TYPES.map((each) => each.family))];
  expect(seen).toEqual(EVENT_FAMILIES.map((each) => each.family));
});

test.each(EVENT_TYPES.map((each) => [each.type, each] as const))(
  "%s: the sample is exactly what the schema gives",
  (_name, type) => {
    expect(type.data.parse(type.sample)).toEqual(type.sample);
    expect(JSON.parse(JSON.stringify(type.sample))).toEqual(type.sample);
    expect(JSON.stringify(type.sample).length).toBeLessThan(2048);
  },
);

test.each(EVENT_TYPES.map((each) => [each.type, each] as const))(
  "%s: every field says what it means",
  (_name, type) => {
    const silent = [...fieldsOf(type.data)].filter(
      ([path, field]) => path !== "" && !z.globalRegistry.get(field)?.description,
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  },
);

test.each(EVENT_TYPES.map((each) => [each.type, each] as const))("%s: an unknown field is refused", (_name, type) => {
  expect(type.data.safeParse({ ...type.sample, internalNote: "x" }).success).toBe(false);
});

test.each(EVENT_TYPES.map((each) => [each.type, each] as const))(
  "%s: carries a link exactly when a link webhook can take it",
  (name, type) => {
    expect("link" in type.data.shape).toBe(type.carriesLink);
    expect(LINK_EVENT_TYPES.includes(name)).toBe(type.carriesLink);
    expect(type.operational).toBe(/^(endpoint|integration)\./.test(name));
  },
);

test("fields of the private side have no place in any payload", () => {
  const paths = EVENT_TYPES.flatMap((type) => [...fieldsOf(type.data)].map(([path]) => path));
  expect(
    paths.filter((path) => /note|comment|token|secret|password|ipAddress|fingerprint|bank|iban/i.test(path)),
  ).toEqual([]);
});

test("what a sender may leave out arrives as null, so that receivers always find the key", () => {
  const { click, link } = eventType("link.clicked").data.parse({
    click: { id: "clk_1" },
    link: { id: "link_1", shortCode: "a", shortUrl: "https://go.example/a", destinationUrl: "https://example.com/" },
  });
  expect(click).toMatchObject({ qr: false, country: null, referrer: null });
  expect(link.campaignId).toBeNull();
});

test("money is a whole number of minor units with an upper-case currency", () => {
  const sale = eventType("sale.created");
  const withAmount = (change: object) => sale.data.safeParse({ ...sale.sample, ...change }).success;
  expect(withAmount({ amount: 0 })).toBe(true);
  for (const change of [
    { amount: 49.5 },
    { amount: -1 },
    { amount: "4900" },
    { amount: 2 ** 53 },
    { currency: "usd" },
    { currency: "US" },
  ]) {
    expect(withAmount(change), JSON.stringify(change)).toBe(false);
  }
});

test("a path means the same in every type: amount is the fact's own, and what it belongs to stands under its name", () => {
  const firstNames = (name: Parameters<typeof eventType>[0]) => Object.keys(eventType(name).data.shape);
  for (const name of ["sale.created", "sale.refunded", "commission.created", "payout.paid"] as const)
    expect(firstNames(name)).toEqual(expect.arrayContaining(["id", "amount", "amountDecimal", "currency"]));
  for (const name of ["lead.created", "sale.created", "sale.refunded"] as const)
    expect(firstNames(name)).toEqual(expect.arrayContaining(["customer", "click", "link", "partner"]));
  expect(eventType("link.clicked").data.shape.click.shape.qr).toBeDefined();
  expect(eventType("sale.created").sample.amount).toBe(4900);
});

test("NUL and lone surrogates are refused wherever text is taken", () => {
  const lead = eventType("lead.created");
  const withLead = (change: object) => lead.data.safeParse({ ...lead.sample, ...change }).success;
  for (const bad of ["a\u0000b", "\ud800", "\udc00x"]) {
    expect(withLead({ eventName: bad })).toBe(false);
    expect(withLead({ metadata: { note: bad } })).toBe(false);
    expect(withLead({ metadata: { [bad]: "x" } })).toBe(false);
  }
  expect(withLead({ eventName: "größer 🎉" })).toBe(true);
});

test("metadata keeps to 20 flat keys and refuses numbers that JSON readers would change", () => {
  const lead = eventType("lead.created");
  const withMetadata = (metadata: unknown) => lead.data.safeParse({ ...lead.sample, metadata }).success;
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
  expect(withMetadata(keys(20))).toBe(true);
  expect(withMetadata(keys(21))).toBe(false);
  expect(withMetadata({ deep: { er: 1 } })).toBe(false);
  expect(withMetadata({ big: 12345678901234567890 })).toBe(false);
});

test.each(EVENT_TYPE_NAMES)("%s: the JSON Schema names every key and leaves room for new ones", (name) => {
  const schema = jsonSchemaOf(name);
  expect(schema.type).toBe("object");
  expect(Object.keys(schema.properties ?? {}).sort()).toEqual(Object.keys(eventType(name).data.shape).sort());
  expect(schema.required?.toSorted()).toEqual(Object.keys(schema.properties ?? {}).sort());
  expect(JSON.stringify(schema)).not.toContain('"additionalProperties":false');
});

test("names are matched exactly, prototype names included", () => {
  expect(isEventType("sale.created")).toBe(true);
  for (const name of ["Sale.Created", "sale.*", "constructor", "__proto__", "toString", ""]) {
    expect(isEventType(name)).toBe(false);
    expect(isLinkAlias(name)).toBe(false);
  }
  expect(["click", "conversion", "qr_scan"].every(isLinkAlias)).toBe(true);
});
