import { expect, test } from "vitest";

import { type ProviderManifest, ProviderManifest as Manifest, type SettingsField } from "@/lib/contracts/providers";

import { findProvider, PROVIDERS } from "./catalogue";

const each = PROVIDERS.map((manifest) => [manifest.provider, manifest] as const);

test("seven providers stand in the catalogue, each once", () => {
  expect(PROVIDERS.map(({ provider }) => provider)).toEqual([
    "stripe",
    "shopify",
    "hubspot",
    "slack",
    "zapier",
    "resend",
    "segment",
  ]);
  expect(findProvider("__proto__")).toBeUndefined();
});

test.each(each)("%s: the manifest is plain data of its schema", (_, manifest) => {
  expect(Manifest.parse(manifest)).toEqual(manifest);
  expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
});

test.each(each)("%s: what it says of its direction is what flows", (_, { direction, flows, inbound, outbound }) => {
  expect(flows.in !== null).toBe(direction !== "outbound");
  expect(flows.out !== null).toBe(direction !== "inbound");
  expect(inbound.length > 0).toBe(direction !== "outbound");
  expect(outbound.length > 0).toBe(direction !== "inbound");
});

test.each(each)(
  "%s: what its topics become is among what it emits, in words for each scope and topic",
  (_, manifest) => {
    const becomes = new Set(manifest.inbound.flatMap((topic) => topic.becomes));
    // Zaps call the API, which emits for itself.
    if (manifest.auth.kind !== "our_key") expect(manifest.emits).toEqual(expect.arrayContaining([...becomes]));
    for (const { reason, words } of manifest.scopes) for (const text of [reason, words]) expect(text).not.toBe("");
    expect([3, 4, 5]).toContain(manifest.questions.length);
    expect(new Set(manifest.scopes.map(({ scope }) => scope)).size).toBe(manifest.scopes.length);
    expect(new Set(manifest.inbound.map(({ topic }) => topic)).size).toBe(manifest.inbound.length);
  },
);

/** The values that a field can have, when they are few and known here. */
const valuesOf = (field: SettingsField): readonly (string | boolean)[] | null => {
  if (field.control === "switch") return [true, false];
  return "options" in field ? field.options.map(({ value }) => value) : null;
};

test.each(each)(
  "%s: a form can be drawn from its settings: defaults are choices, conditions name a field above",
  (_, { settings }) => {
    settings.forEach((field, at) => {
      const values = valuesOf(field);
      const defaults = [field.default].flat().filter((value) => value !== null);
      if (values) expect(values).toEqual(expect.arrayContaining(defaults));
      const above = settings.slice(0, at).find((other) => other.key === field.when?.key);
      expect(above !== undefined).toBe(field.when !== null);
      if (above && field.when) expect(valuesOf(above)).toContain(field.when.is);
    });
    expect(new Set(settings.map(({ key }) => key)).size).toBe(settings.length);
  },
);

test.each(each)(
  "%s: what turns an event on is a setting with such a value, and hangs on nothing that the event does not become",
  (_, { inbound, settings }) => {
    for (const { when, becomes } of inbound) {
      const field = settings.find(({ key }) => key === when?.key);
      expect(field !== undefined).toBe(when !== null);
      if (!when || !field) continue;
      expect(valuesOf(field)).toEqual(expect.arrayContaining(when.in));
      expect(becomes).toEqual(expect.arrayContaining(when.only));
    }
  },
);

const inputs = each.flatMap(([provider, { auth }]) => (auth.input ? [[provider, auth.input] as const] : []));

test.each(inputs)("%s: the pattern of its input takes what it asks for and nothing beside it", (provider, input) => {
  const pattern = new RegExp(input.pattern);
  const good = { shopify: "acme.myshopify.com", segment: "aB3dE6gH9jK2" }[provider] ?? "re_12345678_abc";
  expect(pattern.test(good)).toBe(true);
  for (const bad of ["", ` ${good}`, `${good}\n`, `${good}/`, `${good}.evil.example`, `-${good}`])
    expect(pattern.test(bad), bad).toBe(false);
});

test("a server's app is named by upper-case variables, and only Stripe has one for each mode", () => {
  for (const { app, provider } of PROVIDERS as ProviderManifest[]) {
    if (!app) continue;
    for (const prefix of Object.values(app.prefix)) expect(prefix).toMatch(/^[A-Z]+(_TEST)?$/);
    expect(app.prefix.live !== app.prefix.test).toBe(provider === "stripe");
  }
});
