import { z } from "zod";

import { Attempt, Delivery } from "./deliveries";
import { EVENT_TYPE_NAMES, type EventTypeName } from "./event-types";
import { Filter } from "./filter";
import { pathId } from "./ids";

export const SURFACES = ["workspace", "link", "outbound"] as const;
export const ENDPOINT_STATES = ["enabled", "paused", "disabled"] as const;
export const RETRY_PRESETS = ["standard", "fast", "none"] as const;

const names = EVENT_TYPE_NAMES as readonly [EventTypeName, ...EventTypeName[]];

const noControls = (allowBreaks: boolean) => (text: string) =>
  !(allowBreaks ? /[\u0000-\u0008\u000b-\u001f\u007f]/ : /[\u0000-\u001f\u007f]/).test(text);

const unique = (list: readonly string[]) => new Set(list).size === list.length;

/** A list of names, each once. Link webhooks take other names than the other surfaces. */
export const eventList = <const Names extends readonly [string, ...string[]]>(known: Names) =>
  z.array(z.enum(known)).min(1).max(100).refine(unique, "Name each event type once.");

const EventList = eventList(names).describe("The event types it receives, each by its name.");
/** The rules of URL and headers depend on what the operator allows, so the service judges them; here only their shape. */
const fields = {
  url: z
    .string()
    .min(1)
    .max(2048)
    .describe("Where requests go: HTTPS, a public address, no user name or password in it."),
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine(noControls(false), "Leave out control characters.")
    .describe("Shown in lists and alerts. The host when left out."),
  description: z
    .string()
    .max(1000)
    .refine(noControls(true), "Leave out control characters.")
    .nullable()
    .describe("What it is for."),
  filters: Filter.nullable(),
  headers: z
    .record(z.string(), z.string())
    .describe("Custom request headers, at most 20. Values are kept sealed and read back as a mask."),
  retryPreset: z
    .enum(RETRY_PRESETS)
    .describe("Ten attempts over three days, eight within half an hour, or a single one. Standard when left out."),
  timeoutMs: z.int().min(1_000).max(30_000).describe("How long one request may take. 15,000 when left out."),
  rateLimit: z.int().min(1).max(1_000).nullable().describe("Requests a second at most; null for no limit."),
};

const optionalFields = {
  name: fields.name.optional(),
  description: fields.description.optional(),
  filters: fields.filters.optional(),
  headers: fields.headers.optional(),
  retryPreset: fields.retryPreset.optional(),
  timeoutMs: fields.timeoutMs.optional(),
  rateLimit: fields.rateLimit.optional(),
};

export const CreateEndpoint = z
  .strictObject({
    url: fields.url,
    events: EventList,
    ...optionalFields,
    state: z.enum(["enabled", "paused"]).optional(),
  })
  .meta({
    id: "CreateEndpoint",
    examples: [{ url: "https://acme.example/hooks", events: ["sale.created", "lead.created"], name: "Warehouse" }],
  });
export type CreateEndpoint = z.output<typeof CreateEndpoint>;

/** Without the events, which depend on the surface. */
export const EndpointChanges = z.strictObject({
  url: fields.url.optional(),
  ...optionalFields,
  version: z.int().min(1).optional(),
  cancelRetries: z
    .boolean()
    .optional()
    .describe("With a changed URL: ends the retries that wait. Otherwise they go to the new URL."),
});

const NO_FIELDS: readonly string[] = ["version", "cancelRetries"];
export const namesAField = (patch: object): boolean => Object.keys(patch).some((key) => !NO_FIELDS.includes(key));
export const NAME_A_FIELD = "Name at least one field to change.";

export const UpdateEndpoint = EndpointChanges.extend({ events: EventList.optional() })
  .refine(namesAField, NAME_A_FIELD)
  .meta({ id: "UpdateEndpoint" });
export type UpdateEndpoint = z.output<typeof UpdateEndpoint>;

export const StateReason = z.strictObject({ code: z.string(), at: z.iso.datetime(), by: z.string().nullable() });

const EXAMPLE = {
  id: "ep_01kd2mjwm0kk537043gfysp603",
  surface: "outbound",
  linkId: null,
  managedBy: null,
  name: "Billing sync",
  description: null,
  url: "https://hooks.acme.example/linquid",
  events: ["sale.created", "sale.refunded"],
  filters: { "data.amount": { $gte: 5000 } },
  headers: {},
  retryPreset: "standard",
  timeoutMs: 15_000,
  rateLimit: null,
  state: "enabled",
  stateReason: null,
  blockedByPlan: false,
  heldCount: 0,
  secretHint: "whsec_••••cYFw",
  secrets: [
    {
      id: "sec_01kd2mjwm0kk537043gfysp604",
      hint: "whsec_••••cYFw",
      createdAt: "2026-03-14T09:26:53.000Z",
      expiresAt: null,
    },
  ],
  createdAt: "2026-03-14T09:26:53.000Z",
  updatedAt: "2026-03-14T09:26:53.000Z",
  version: 1,
} as const;

export const Endpoint = z
  .strictObject({
    id: z.string(),
    surface: z.enum(SURFACES),
    linkId: z.string().nullable(),
    managedBy: z.strictObject({ provider: z.string(), installationId: z.string() }).nullable(),
    name: z.string(),
    description: z.string().nullable(),
    url: z.string(),
    events: z.array(z.string()),
    filters: Filter.nullable(),
    headers: z.record(z.string(), z.string()),
    retryPreset: z.enum(RETRY_PRESETS),
    timeoutMs: z.int(),
    rateLimit: z.int().nullable(),
    state: z.enum(ENDPOINT_STATES),
    stateReason: StateReason.nullable(),
    blockedByPlan: z.boolean(),
    /** Counted up to 10,000: that many means that or more. */
    heldCount: z.int(),
    secretHint: z.string(),
    secrets: z.array(
      z.strictObject({
        id: z.string(),
        hint: z.string(),
        createdAt: z.iso.datetime(),
        expiresAt: z.iso.datetime().nullable(),
      }),
    ),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.int(),
  })
  .meta({ id: "Endpoint", examples: [EXAMPLE] });
export type Endpoint = z.output<typeof Endpoint>;

/** The signing secret stands in the answers to create and rotate only. */
export const EndpointWithSecret = Endpoint.extend({ secret: z.string() }).meta({
  id: "EndpointWithSecret",
  examples: [{ ...EXAMPLE, secret: "whsec_shownOnceInThisAnswer" }],
});
export type EndpointWithSecret = z.output<typeof EndpointWithSecret>;

export const EnableEndpoint = z
  .strictObject({
    held: z.enum(["send", "discard"]).default("send"),
    since: z.iso.datetime({ offset: true }).optional(),
    ratePerSecond: z.int().min(1).max(1_000).optional(),
  })
  .refine((input) => input.held === "send" || (input.since === undefined && input.ratePerSecond === undefined), {
    path: ["held"],
    message: "since and ratePerSecond belong to sending.",
  })
  .meta({ id: "EnableEndpoint" });
export type EnableEndpoint = z.output<typeof EnableEndpoint>;

export const RotateSecret = z
  .strictObject({ overlapHours: z.int().min(0).max(168).default(24) })
  .meta({ id: "RotateSecret" });
export type RotateSecret = z.output<typeof RotateSecret>;

/** An older secret is extended or ended; for the current one tests signed with it alone are switched on or off. */
export const UpdateSecret = z
  .strictObject({
    expiresAt: z.iso.datetime({ offset: true }).optional(),
    /** A test every 5 minutes for an hour, until the receiver accepts one. */
    recheck: z.boolean().optional(),
  })
  .refine(
    ({ expiresAt, recheck }) => (expiresAt === undefined) !== (recheck === undefined),
    "Give expiresAt or recheck.",
  )
  .meta({ id: "UpdateSecret", examples: [{ expiresAt: "2026-01-13T09:00:00Z" }] });
export type UpdateSecret = z.output<typeof UpdateSecret>;

/** Which one; the current one when nothing is named. */
export const RevealSecret = z
  .strictObject({ secretId: pathId("endpointSecret").optional() })
  .meta({ id: "RevealSecret" });
export type RevealSecret = z.output<typeof RevealSecret>;

export const RevealedSecret = z.strictObject({ id: z.string(), secret: z.string() }).meta({ id: "RevealedSecret" });
export type RevealedSecret = z.output<typeof RevealedSecret>;

/** A secret that signs, without its value. */
export const SigningSecret = z
  .strictObject({
    id: z.string(),
    hint: z.string(),
    /** The newest one. Older ones sign beside it until they expire. */
    current: z.boolean(),
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable(),
    expiresAt: z.iso.datetime().nullable(),
    /** The last request that it signed. */
    lastUsedAt: z.iso.datetime().nullable(),
    /** The last test that was signed with it alone: whether the receiver accepted it. */
    lastCheck: z
      .strictObject({ at: z.iso.datetime(), accepted: z.boolean(), statusCode: z.int().nullable() })
      .nullable(),
    /** Until when such tests are sent by themselves; null when they are not. */
    recheckUntil: z.iso.datetime().nullable(),
  })
  .meta({ id: "SigningSecret" });
export type SigningSecret = z.output<typeof SigningSecret>;

export const TestEndpoint = z
  .strictObject({
    eventType: z.enum(names).optional(),
    payload: z.record(z.string(), z.json()).optional(),
    signWith: z.enum(["all", "current", "wrong"]).default("all"),
  })
  .meta({ id: "TestEndpoint" });
export type TestEndpoint = z.output<typeof TestEndpoint>;

export const TestResult = Delivery.extend({
  attempts: z.array(Attempt),
  /** Where the edited payload leaves the schema of its type. It was sent all the same. */
  schemaIssues: z.array(z.strictObject({ path: z.string(), message: z.string() })),
}).meta({ id: "TestResult" });
export type TestResult = z.output<typeof TestResult>;
