import { z } from "zod";

import { Deleted } from "./deleted";
import { Attempt, Delivery, DeliveryDetail, DeliveryFilters } from "./deliveries";
import { EVENT_TYPE_NAMES, type EventTypeName } from "./event-types";
import { EventTypeInfo } from "./events";
import { Filter } from "./filter";
import { pathId } from "./ids";
import { operation, type OperationAuth } from "./operation";
import { KeysetQuery, PageQuery } from "./paging";

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
});

export const namesAField = (patch: object): boolean => Object.keys(patch).some((key) => key !== "version");
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

export const UpdateSecret = z
  .strictObject({ expiresAt: z.iso.datetime({ offset: true }) })
  .meta({ id: "UpdateSecret" });

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

const EndpointParams = z.strictObject({ id: pathId("endpoint") });

export interface SurfaceRights {
  read: OperationAuth;
  create: OperationAuth;
  update: OperationAuth;
  remove: OperationAuth;
  reveal: OperationAuth;
}

/** Where the operations of a surface stand, and what their paths name. */
export interface SurfacePaths<
  Params extends z.ZodType,
  DeliveryParams extends z.ZodType,
  SecretParams extends z.ZodType,
> {
  base: string;
  /** The path of one endpoint. */
  one: string;
  params: Params;
  deliveryParams: DeliveryParams;
  secretParams: SecretParams;
}

/** The same operations on every surface; paths and rights differ. */
export function surfaceOperations<
  const Prefix extends string,
  Params extends z.ZodType,
  DeliveryParams extends z.ZodType,
  SecretParams extends z.ZodType,
>(prefix: Prefix, paths: SurfacePaths<Params, DeliveryParams, SecretParams>, noun: string, rights: SurfaceRights) {
  const { base, one, params, deliveryParams, secretParams } = paths;
  const common = { rate: "hour" as const };
  return {
    list: operation({
      ...common,
      id: `${prefix}.list`,
      method: "GET",
      path: base,
      summary: `List ${noun}s`,
      auth: rights.read,
      query: PageQuery,
      status: 200,
      data: z.array(Endpoint),
      paging: "page",
      errors: [],
    }),
    create: operation({
      ...common,
      id: `${prefix}.create`,
      method: "POST",
      path: base,
      summary: `Create a ${noun}`,
      auth: rights.create,
      body: CreateEndpoint,
      status: 201,
      data: EndpointWithSecret,
      errors: ["PLAN_LIMIT_REACHED", "DUPLICATE_URL"],
    }),
    get: operation({
      ...common,
      id: `${prefix}.get`,
      method: "GET",
      path: one,
      summary: `Read a ${noun}`,
      auth: rights.read,
      params,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND"],
    }),
    update: operation({
      ...common,
      id: `${prefix}.update`,
      method: "PATCH",
      path: one,
      summary: `Change a ${noun}`,
      auth: rights.update,
      params,
      body: UpdateEndpoint,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND", "VERSION_CONFLICT", "DUPLICATE_URL"],
    }),
    remove: operation({
      ...common,
      id: `${prefix}.remove`,
      method: "DELETE",
      path: one,
      summary: `Delete a ${noun}; what waits is canceled, the log stays`,
      auth: rights.remove,
      params,
      status: 200,
      data: Deleted,
      errors: ["NOT_FOUND"],
    }),
    test: operation({
      ...common,
      id: `${prefix}.test`,
      method: "POST",
      path: `${one}/test`,
      summary: "Send a signed test and answer with its attempt",
      auth: rights.update,
      params,
      body: TestEndpoint,
      status: 200,
      data: TestResult,
      errors: ["NOT_FOUND", "RATE_LIMITED"],
    }),
    enable: operation({
      ...common,
      id: `${prefix}.enable`,
      method: "POST",
      path: `${one}/enable`,
      summary: `Turn a ${noun} on and decide about what was held`,
      auth: rights.update,
      params,
      body: EnableEndpoint,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND"],
    }),
    disable: operation({
      ...common,
      id: `${prefix}.disable`,
      method: "POST",
      path: `${one}/disable`,
      summary: `Pause a ${noun}; its events are held`,
      auth: rights.update,
      params,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND"],
    }),
    rotateSecret: operation({
      ...common,
      id: `${prefix}.rotateSecret`,
      method: "POST",
      path: `${one}/rotate-secret`,
      summary: "Make a new signing secret; the old one signs beside it for a while",
      auth: rights.update,
      params,
      body: RotateSecret,
      status: 200,
      data: EndpointWithSecret,
      errors: ["NOT_FOUND", "CONFLICT"],
    }),
    cancelRotation: operation({
      ...common,
      id: `${prefix}.cancelRotation`,
      method: "POST",
      path: `${one}/cancel-rotation`,
      summary: "Take a rotation back: the secret before the newest is the current one again, the newest is destroyed",
      auth: rights.update,
      params,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND", "CONFLICT"],
    }),
    updateSecret: operation({
      ...common,
      id: `${prefix}.updateSecret`,
      method: "PATCH",
      path: `${one}/secrets/{secretId}`,
      summary: "Extend or end an old signing secret",
      auth: rights.update,
      params: secretParams,
      body: UpdateSecret,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND", "CONFLICT"],
    }),
    secrets: operation({
      ...common,
      id: `${prefix}.secrets`,
      method: "GET",
      path: `${one}/secrets`,
      summary: "List the secrets that sign, newest first, without their values",
      auth: rights.read,
      params,
      status: 200,
      data: z.array(SigningSecret),
      errors: ["NOT_FOUND"],
    }),
    revealSecret: operation({
      ...common,
      id: `${prefix}.revealSecret`,
      method: "POST",
      path: `${one}/reveal-secret`,
      summary: "Show a signing secret; kept in the audit log",
      auth: rights.reveal,
      params,
      body: RevealSecret,
      status: 200,
      data: RevealedSecret,
      // Nothing keeps this answer, not even for a repeat.
      idempotency: "own",
      errors: ["NOT_FOUND", "CONFLICT"],
    }),
    deliveries: operation({
      ...common,
      id: `${prefix}.deliveries`,
      method: "GET",
      path: `${one}/deliveries`,
      summary: `List the deliveries of a ${noun}`,
      auth: rights.read,
      params,
      query: KeysetQuery.extend(DeliveryFilters.shape),
      status: 200,
      data: z.array(Delivery),
      paging: "keyset",
      errors: ["NOT_FOUND"],
    }),
    delivery: operation({
      ...common,
      id: `${prefix}.delivery`,
      method: "GET",
      path: `${one}/deliveries/{deliveryId}`,
      summary: "Read one delivery with its attempts",
      auth: rights.read,
      params: deliveryParams,
      status: 200,
      data: DeliveryDetail,
      errors: ["NOT_FOUND"],
    }),
    redeliver: operation({
      ...common,
      id: `${prefix}.redeliver`,
      method: "POST",
      path: `${one}/redeliver/{deliveryId}`,
      summary: "Send one delivery again",
      auth: rights.update,
      params: deliveryParams,
      status: 202,
      data: Delivery,
      errors: ["NOT_FOUND", "CONFLICT"],
    }),
  } as const;
}

/** Endpoints that stand directly under a base path and are named by `id`. */
export const directlyUnder = (base: string) => ({
  base,
  one: `${base}/{id}`,
  params: EndpointParams,
  deliveryParams: EndpointParams.extend({ deliveryId: pathId("delivery") }),
  secretParams: EndpointParams.extend({ secretId: pathId("endpointSecret") }),
});

const underWorkspace = directlyUnder("/api/webhooks-manage");
const underOutbound = directlyUnder("/api/integrations/outbound");

/** Of the webhooks of a workspace and of its links. */
export const WEBHOOK_RIGHTS = {
  read: { kind: "any", permission: "links:read" },
  create: { kind: "any", permission: "links:create", feature: "webhooks" },
  update: { kind: "any", permission: "links:update", feature: "webhooks" },
  remove: { kind: "any", permission: "links:delete" },
  reveal: { kind: "session", permission: "secrets:reveal" },
} as const satisfies SurfaceRights;

export const workspaceWebhooks = surfaceOperations(
  "workspaceWebhooks",
  underWorkspace,
  "workspace webhook",
  WEBHOOK_RIGHTS,
);

export const outbound = {
  ...surfaceOperations("outbound", underOutbound, "destination", {
    read: { kind: "any", permission: "webhooks:read" },
    create: { kind: "any", permission: "webhooks:manage", feature: "integrations" },
    update: { kind: "any", permission: "webhooks:manage", feature: "integrations" },
    remove: { kind: "any", permission: "webhooks:manage", feature: "integrations" },
    reveal: { kind: "session", permission: "secrets:reveal", feature: "integrations" },
  }),
  events: operation({
    id: "outbound.events",
    method: "GET",
    path: "/api/integrations/outbound/events",
    summary: "List the event types a destination can subscribe to",
    auth: { kind: "any", permission: "webhooks:read" },
    status: 200,
    data: z.array(EventTypeInfo),
    rate: "hour",
    errors: [],
  }),
} as const;
