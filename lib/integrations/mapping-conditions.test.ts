import { expect, test } from "vitest";

import type { InboundFlow, SettingsField } from "@/lib/contracts/providers";

import type { Action } from "./actions";
import type { Connected } from "./adapter";
import { resend } from "./resend/manifest";
import * as resendMap from "./resend/map";
import { testing as resendSamples } from "./resend/samples";
import { shopify } from "./shopify/manifest";
import * as shopifyMap from "./shopify/map";
import { testing as shopifySamples } from "./shopify/samples";
import { stripe } from "./stripe/manifest";
import * as stripeMap from "./stripe/map";
import { testing as stripeSamples } from "./stripe/samples";

const ACCOUNT = "acme.myshopify.com";
const connected = { credential: { accountId: ACCOUNT } } as Connected;

const PROVIDERS = [
  [stripe, stripeMap, stripeSamples],
  [shopify, shopifyMap, shopifySamples],
  [resend, resendMap, resendSamples],
] as const;

const cases = PROVIDERS.flatMap(([manifest, { read, map }, samples]) =>
  manifest.inbound.flatMap((flow) => {
    const { topic, when } = flow;
    const sample = samples.samples(ACCOUNT, true).find((each) => each.topic === topic);
    const field = manifest.settings.find(({ key }) => key === when?.key);
    // What is recorded of e-mails is decided where the webhook is registered: Resend does not send the rest.
    if (!when || !sample || !field || when.key === "record") return [];
    // A click of ours, without which nobody is credited.
    const body = JSON.stringify(sample.body).replaceAll('"lw_cid":null', '"lw_cid":"lw_1"');
    const headers = new Map<string, string>(samples.headers?.(ACCOUNT, topic, "d_1") ?? []);
    const [inbound] = read({ header: (name) => headers.get(name) ?? null, body: Buffer.from(body) });
    const become = (settings: object) => map(inbound!, connected, { ...settings });
    return [{ name: `${manifest.name} ${topic}`, flow, field, become }];
  }),
);

/** A value of the setting that turns it on, and one that does not. */
function valuesOf(field: SettingsField, { when }: InboundFlow): { on: unknown; off: unknown } {
  if (field.control === "switch") return { on: true, off: false };
  const options = "options" in field ? field.options.map(({ value }) => value) : [];
  const [on] = options.filter((value) => when?.in.includes(value));
  const off = options.filter((value) => !when?.in.includes(value));
  return field.control === "checkboxes" ? { on: [on], off } : { on, off: off[0] };
}

const facts = (actions: readonly Action[]): string[] =>
  actions.map(({ kind }) => kind).filter((kind) => kind !== "ignored");

test("the samples cover settings of each of the providers", () => {
  expect(new Set(cases.map(({ name }) => name.split(" ")[0]))).toEqual(new Set(["Stripe", "Shopify", "Resend"]));
});

test.each(cases)(
  "$name becomes what the manifest says only while its setting says so",
  async ({ flow, field, become }) => {
    const { on, off } = valuesOf(field, flow);
    const [whileOn, whileOff] = [await become({ [field.key]: on }), await become({ [field.key]: off })].map(facts);
    expect(whileOn!.length).toBeGreaterThan(whileOff!.length);
    if (flow.when?.only.length === 0) expect(whileOff).toEqual([]);
  },
);
