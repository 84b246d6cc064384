import { z } from "zod";

import { EVENT_TYPE_NAMES, type EventTypeName } from "./event-types";
import { operation } from "./operation";

/** The categories of the catalogue, with their headings. */
export const PROVIDER_CATEGORIES = [
  { category: "payments", title: "Payments & billing" },
  { category: "ecommerce", title: "Ecommerce" },
  { category: "crm", title: "CRM & marketing" },
  { category: "messaging", title: "Messaging & automation" },
] as const;

const CATEGORY_NAMES = PROVIDER_CATEGORIES.map((each) => each.category);
const eventType = z.enum(EVENT_TYPE_NAMES as readonly [EventTypeName, ...EventTypeName[]]);

const scalar = z.union([z.string(), z.boolean(), z.null()]);

const field = {
  key: z.string(),
  label: z.string(),
  help: z.string().nullable(),
  /** An integration cannot be active without it. */
  required: z.boolean(),
  /** Shown only while another field has this value. */
  when: z.strictObject({ key: z.string(), is: scalar }).nullable(),
};

const options = z.array(z.strictObject({ value: z.string(), label: z.string() }));

/** One setting, as data that a form is drawn from. */
export const SettingsField = z
  .discriminatedUnion("control", [
    z.strictObject({ ...field, control: z.literal("switch"), default: z.boolean() }),
    z.strictObject({ ...field, control: z.literal("select"), options, default: z.string() }),
    z.strictObject({ ...field, control: z.literal("checkboxes"), options, default: z.array(z.string()) }),
    z.strictObject({ ...field, control: z.literal("text"), maxLength: z.int(), default: z.string().nullable() }),
    /** Choices that the provider has, by the name of their list. `freeText`: others may be typed. */
    z.strictObject({
      ...field,
      control: z.literal("remote"),
      source: z.string(),
      multiple: z.boolean(),
      freeText: z.boolean(),
      default: z.array(z.string()),
    }),
    z.strictObject({ ...field, control: z.literal("event_types"), default: z.array(eventType) }),
    /** A filter as destinations have it. */
    z.strictObject({ ...field, control: z.literal("filter"), default: z.null() }),
    /** From and to as `HH:MM` with a time zone. */
    z.strictObject({ ...field, control: z.literal("quiet_hours"), default: z.null() }),
  ])
  .meta({ id: "SettingsField" });
export type SettingsField = z.output<typeof SettingsField>;

/** What has to be known before the provider can be asked. */
const Input = z.strictObject({
  key: z.string(),
  label: z.string(),
  help: z.string(),
  placeholder: z.string(),
  /** Written once and never shown again. */
  secret: z.boolean(),
  /** What a complete value looks like, as a regular expression of JavaScript. */
  pattern: z.string(),
});

/** An event of the provider, and what it becomes here. */
const InboundFlow = z
  .strictObject({
    topic: z.string(),
    becomes: z.array(eventType),
    words: z.string(),
    /** Which amount is counted; null where none is. */
    amount: z.string().nullable(),
    /** Happens only while a setting has one of these values; null: always. */
    when: z
      .strictObject({
        key: z.string(),
        in: z.array(z.union([z.string(), z.boolean()])).min(1),
        /** What of `becomes` hangs on it; the rest comes in any case. Empty: all of it. */
        only: z.array(eventType),
      })
      .nullable(),
  })
  .meta({ id: "InboundFlow" });
export type InboundFlow = z.output<typeof InboundFlow>;

export const ProviderManifest = z.strictObject({
  provider: z.string().regex(/^[a-z][a-z0-9-]{1,38}$/),
  name: z.string(),
  category: z.enum(CATEGORY_NAMES),
  direction: z.enum(["inbound", "outbound", "both"]),
  /** What flows, in a few words for the card. */
  flows: z.strictObject({ in: z.string().nullable(), out: z.string().nullable() }),
  summary: z.string().max(140),
  description: z.string(),
  auth: z.strictObject({
    /** `oauth`: consent at the provider. `api_key`: a key of theirs is typed here. `our_key`: a key of ours, there. */
    kind: z.enum(["oauth", "api_key", "our_key"]),
    input: Input.nullable(),
  }),
  /** What the person will be asked to allow. `optional` ones are asked for when the feature that needs them is used. */
  scopes: z.array(z.strictObject({ scope: z.string(), words: z.string(), reason: z.string(), optional: z.boolean() })),
  /** What comes in: the provider's topic and what it becomes here. */
  inbound: z.array(InboundFlow),
  /** What goes out to the provider. */
  outbound: z.array(z.strictObject({ what: z.string(), words: z.string() })),
  /** The event types that it makes in a workspace. */
  emits: z.array(eventType),
  /** What never leaves, or is never kept. */
  never: z.array(z.string()).min(1),
  settings: z.array(SettingsField),
  setup: z.strictObject({
    minutes: z.int().min(1),
    needs: z.string(),
    steps: z.array(z.string()).min(1),
  }),
  /** Three to five. */
  questions: z.array(z.strictObject({ question: z.string(), answer: z.string() })),
  docsUrl: z.url({ protocol: /^https$/ }),
  publisher: z.string(),
  updatedOn: z.iso.date(),
  /**
   * The variables of this server that hold the provider's app: what their names begin with, by the mode of the
   * workspace, and which of them it cannot do without.
   */
  app: z
    .strictObject({
      prefix: z.strictObject({ live: z.string(), test: z.string() }),
      needs: z.array(z.enum(["clientId", "clientSecret", "webhookSecret", "signingSecret"])).min(1),
    })
    .nullable(),
});
export type ProviderManifest = z.output<typeof ProviderManifest>;

export const Provider = ProviderManifest.omit({ app: true })
  .extend({
    /** Whether this server has the provider's app. */
    configured: z.boolean(),
    /** Names of the variables that are not set, for those who may connect; empty for others. */
    missing: z.array(z.string()),
  })
  .meta({ id: "Provider" });
export type Provider = z.output<typeof Provider>;

export const providers = {
  list: operation({
    id: "providers.list",
    method: "GET",
    path: "/api/integrations/providers",
    summary: "List the providers that can be connected",
    auth: { kind: "any", permission: "integrations:read" },
    status: 200,
    data: z.array(Provider),
    rate: "hour",
    errors: [],
  }),
  get: operation({
    id: "providers.get",
    method: "GET",
    path: "/api/integrations/providers/{provider}",
    summary: "Read one provider of the catalogue",
    auth: { kind: "any", permission: "integrations:read" },
    params: z.strictObject({ provider: ProviderManifest.shape.provider }),
    status: 200,
    data: Provider,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
} as const;
