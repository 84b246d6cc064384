import { z } from "zod";

import { Deleted } from "./deleted";
import { text } from "./event-types/fields";
import { pathId } from "./ids";
import { operation } from "./operation";
import { ProviderManifest } from "./providers";

export const INSTALLATION_STATUSES = ["active", "paused", "error", "disconnected"] as const;

const time = z.iso.datetime();

export const Installation = z
  .strictObject({
    id: z.string(),
    provider: z.string(),
    status: z.enum(INSTALLATION_STATUSES),
    statusReason: z
      .strictObject({
        code: z.string(),
        message: z.string(),
        since: time,
        /** Who brought it about: a person's name, `provider`, or null for this server. */
        by: z.string().nullable(),
        /** Who can repair it. */
        fix: z.enum(["workspace", "server", "wait"]).nullable(),
      })
      .nullable(),
    /** Something that passes, or that this server's operator has to repair; the status stays as it is. */
    trouble: z
      .strictObject({ code: z.string(), message: z.string(), since: time, fix: z.enum(["server", "wait"]) })
      .nullable(),
    account: z.strictObject({
      name: z.string().nullable(),
      /** Of the provider; null where a key of ours or theirs is all there is. */
      id: z.string().nullable(),
      /** Null where the provider has no test accounts. */
      mode: z.enum(["live", "test"]).nullable(),
    }),
    scopes: z.strictObject({ granted: z.array(z.string()), missing: z.array(z.string()) }),
    /** With the manifest's defaults where nothing was chosen. */
    settings: z.record(z.string(), z.unknown()),
    credential: z
      .strictObject({
        kind: z.enum(["oauth", "api_key", "our_key"]),
        expiresAt: time.nullable().describe("When the access token ends; it is replaced before."),
        renewsUntil: time.nullable().describe("Until when it can be replaced without a person."),
        renewedAt: time.nullable(),
      })
      .nullable(),
    receiverUrl: z.string().nullable().describe("Where the provider sends to."),
    lastCheckedAt: time.nullable().describe("When the credential last proved to work."),
    lastInboundAt: time.nullable(),
    lastOutboundAt: time.nullable(),
    connectedBy: z.string().nullable(),
    connectedAt: time.nullable(),
    createdAt: time,
    updatedAt: time,
    version: z.int(),
  })
  .meta({ id: "Installation" });
export type Installation = z.output<typeof Installation>;

export const ConnectProvider = z
  .strictObject({
    /** What has to be known before: the shop, or the key. Never shown again where it is a secret. */
    input: text(512).optional(),
    /** Optional scopes that a feature needs. */
    scopes: z.array(text(100)).max(50).default([]),
  })
  .meta({ id: "ConnectProvider", examples: [{ input: "acme.myshopify.com" }] });
export type ConnectProvider = z.output<typeof ConnectProvider>;

export const Connecting = z
  .discriminatedUnion("next", [
    /** The person goes there, and comes back to the callback. */
    z.strictObject({ next: z.literal("consent"), url: z.string() }),
    z.strictObject({ next: z.literal("done"), installation: Installation }),
  ])
  .meta({ id: "Connecting" });
export type Connecting = z.output<typeof Connecting>;

export const UpdateInstallation = z
  .strictObject({
    /** What is not named stays. */
    settings: z.record(text(60), z.unknown()),
    version: z.int().min(1).max(2_147_483_647).optional(),
  })
  .meta({ id: "UpdateInstallation", examples: [{ settings: {} }] });
export type UpdateInstallation = z.output<typeof UpdateInstallation>;

export const InstallationHealth = z
  .strictObject({
    installationId: z.string(),
    status: z.enum(INSTALLATION_STATUSES),
    lastCheckedAt: time.nullable(),
    lastInboundAt: time.nullable(),
    /** Receipts of the last 24 hours by what became of them, each counted to 1,000 at most. */
    receipts: z.strictObject({
      received: z.int(),
      processed: z.int(),
      ignored: z.int(),
      held: z.int(),
      failed: z.int(),
    }),
    /** Requests that were refused in the last 24 hours. */
    refused: z.int(),
    expiry: z
      .strictObject({ at: time, inDays: z.int(), renewsItself: z.boolean() })
      .nullable()
      .describe("When access ends unless it is renewed."),
  })
  .meta({ id: "InstallationHealth" });
export type InstallationHealth = z.output<typeof InstallationHealth>;

/** Text as people read it: line breaks are allowed. */
const words = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes("\u0000"), "Use readable text.");

export const Notify = z
  .strictObject({ title: text(150).optional(), text: words(2_000) })
  .meta({ id: "Notify", examples: [{ title: "Launch", text: "The campaign is live." }] });
export type Notify = z.output<typeof Notify>;

export const Posted = z
  .strictObject({ reference: z.string().nullable().describe("What the provider calls that which was made of it.") })
  .meta({ id: "Posted" });
export type Posted = z.output<typeof Posted>;

export const LinkedPerson = z
  .strictObject({
    installationId: z.string(),
    provider: z.string(),
    /** Of the provider. */
    externalId: z.string(),
    name: z.string(),
  })
  .meta({ id: "LinkedPerson" });
export type LinkedPerson = z.output<typeof LinkedPerson>;

/** The last 24 hours of one integration. Each hour counts 500 each way at most. */
export const InstallationActivity = z
  .strictObject({
    installationId: z.string(),
    in: z.int(),
    out: z.int(),
    hours: z.array(
      z.strictObject({
        from: time,
        to: time,
        total: z.int(),
        /** Held, or not done at the first try. */
        late: z.int(),
        failed: z.int(),
      }),
    ),
  })
  .meta({ id: "InstallationActivity" });
export type InstallationActivity = z.output<typeof InstallationActivity>;

const Choice = z.strictObject({ value: z.string(), label: z.string() }).meta({ id: "InstallationChoice" });

const OfProvider = z.strictObject({ provider: ProviderManifest.shape.provider });
const One = z.strictObject({ id: pathId("installation") });

const read = { kind: "any", permission: "integrations:read" } as const;
const manage = { kind: "any", permission: "integrations:manage" } as const;
const inPerson = { kind: "session", permission: "integrations:manage", feature: "integrations" } as const;
const base = "/api/integrations/installations/{id}";

export const installations = {
  list: operation({
    id: "installations.list",
    method: "GET",
    path: "/api/integrations",
    summary: "List the integrations of the workspace, those with an error first",
    auth: read,
    status: 200,
    data: z.array(Installation),
    rate: "hour",
    errors: [],
  }),
  activity: operation({
    id: "installations.activity",
    method: "GET",
    path: "/api/integrations/activity",
    summary: "Read what came in and went out within 24 hours, by integration; those without any are left out",
    auth: read,
    status: 200,
    data: z.array(InstallationActivity),
    rate: "hour",
    errors: [],
  }),
  connect: operation({
    id: "installations.connect",
    method: "POST",
    path: "/api/integrations/{provider}/connect",
    summary: "Begin to connect a provider",
    auth: inPerson,
    params: OfProvider,
    body: ConnectProvider,
    status: 200,
    data: Connecting,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT", "SERVICE_UNAVAILABLE"],
  }),
  get: operation({
    id: "installations.get",
    method: "GET",
    path: base,
    summary: "Read one integration",
    auth: read,
    params: One,
    status: 200,
    data: Installation,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  update: operation({
    id: "installations.update",
    method: "PATCH",
    path: base,
    summary: "Change the settings of an integration",
    auth: manage,
    params: One,
    body: UpdateInstallation,
    status: 200,
    data: Installation,
    rate: "hour",
    errors: ["NOT_FOUND", "VERSION_CONFLICT"],
  }),
  disconnect: operation({
    id: "installations.disconnect",
    method: "DELETE",
    path: base,
    summary: "Disconnect a provider and give its access back; settings are kept for 30 days",
    auth: manage,
    params: One,
    status: 200,
    data: Deleted,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  pause: operation({
    id: "installations.pause",
    method: "POST",
    path: `${base}/pause`,
    summary: "Hold what comes in and what goes out until it is resumed",
    auth: manage,
    params: One,
    status: 200,
    data: Installation,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
  resume: operation({
    id: "installations.resume",
    method: "POST",
    path: `${base}/resume`,
    summary: "Go on, and process and send what was held",
    auth: { ...manage, feature: "integrations" },
    params: One,
    status: 200,
    data: Installation,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
  test: operation({
    id: "installations.test",
    method: "POST",
    path: `${base}/test`,
    summary: "Check the credential at the provider now",
    auth: { ...manage, feature: "integrations" },
    params: One,
    status: 200,
    data: Installation,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
  reconnect: operation({
    id: "installations.reconnect",
    method: "POST",
    path: `${base}/reconnect`,
    summary: "Begin to connect the same account again",
    auth: inPerson,
    params: One,
    body: ConnectProvider,
    status: 200,
    data: Connecting,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT", "SERVICE_UNAVAILABLE"],
  }),
  health: operation({
    id: "installations.health",
    method: "GET",
    path: `${base}/health`,
    summary: "Read what shows that an integration works",
    auth: read,
    params: One,
    status: 200,
    data: InstallationHealth,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  sample: operation({
    id: "installations.sample",
    method: "POST",
    path: `${base}/sample`,
    summary: "Send the sample of the first chosen event type to the provider now",
    auth: { ...manage, feature: "integrations" },
    params: One,
    status: 200,
    data: Posted,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT", "SERVICE_UNAVAILABLE"],
  }),
  notify: operation({
    id: "installations.notify",
    method: "POST",
    path: "/api/integrations/webhooks/slack/notify/{id}",
    summary: "Post a notification in the channel of a Slack integration",
    auth: { ...manage, feature: "integrations" },
    params: One,
    body: Notify,
    status: 200,
    data: Posted,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT", "SERVICE_UNAVAILABLE"],
  }),
  linkPerson: operation({
    id: "installations.linkPerson",
    method: "POST",
    path: `${base}/people`,
    summary:
      "Say that somebody at the provider is the caller, so that their buttons and commands act with the caller's rights",
    auth: { kind: "session", permission: "integrations:read", feature: "integrations" },
    params: One,
    body: z.strictObject({ token: text(2_000) }).meta({ id: "LinkPerson", examples: [{ token: "v1.k1.…" }] }),
    status: 200,
    data: LinkedPerson,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
  choices: operation({
    id: "installations.choices",
    method: "GET",
    path: `${base}/choices`,
    summary: "List what the provider offers for a setting",
    auth: manage,
    params: One,
    query: z.strictObject({ source: z.string().regex(/^[a-z_]{1,40}$/) }),
    status: 200,
    data: z.array(Choice),
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT", "SERVICE_UNAVAILABLE"],
  }),
} as const;
