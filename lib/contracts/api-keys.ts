import { z } from "zod";

import { Deleted } from "./deleted";
import { text } from "./event-types/fields";
import { pathId } from "./ids";
import { operation } from "./operation";
import { commaList, PageQuery } from "./paging";
import { PERMISSIONS } from "./permissions";

/** `links:write` stands for the three writes of links. */
const SCOPES = [...PERMISSIONS, "links:write"] as const;

export const KEY_STATES = ["active", "expires_soon", "rotating", "expired", "revoked"] as const;

const Scopes = z
  .array(z.enum(SCOPES))
  .min(1, "Choose at least one permission.")
  .max(SCOPES.length)
  .refine((scopes) => new Set(scopes).size === scopes.length, "Name each permission once.");

const Expiry = z.iso
  .datetime({ offset: true })
  .nullable()
  .describe("When the key stops working. Null: never, until it is revoked.");

const Name = z.string().trim().pipe(text(100));

export const CreateApiKey = z
  .strictObject({ name: Name, scopes: Scopes, expiresAt: Expiry.default(null) })
  .meta({ id: "CreateApiKey", examples: [{ name: "CI", scopes: ["events:write"] }] });
export type CreateApiKey = z.output<typeof CreateApiKey>;

export const UpdateApiKey = z
  .strictObject({ name: Name.optional(), scopes: Scopes.optional(), expiresAt: Expiry.optional() })
  .refine((patch) => Object.keys(patch).length > 0, "Name at least one field to change.")
  .meta({ id: "UpdateApiKey", examples: [{ name: "CI" }] });
export type UpdateApiKey = z.output<typeof UpdateApiKey>;

export const RotateApiKey = z
  .strictObject({
    overlapHours: z.int().min(0).max(168).default(24).describe("How long the old key works beside the new one."),
  })
  .meta({ id: "RotateApiKey" });
export type RotateApiKey = z.output<typeof RotateApiKey>;

const fields = {
  id: z.string(),
  name: z.string(),
  keyHint: z.string().describe("The key's kind and its last four characters."),
  scopes: z.array(z.string()),
  state: z.enum(KEY_STATES),
  createdBy: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable().describe("To the minute. Null: never."),
  lastUsedFrom: z.string().nullable().describe("The address that it was last used from."),
  lastUsedFor: z
    .string()
    .nullable()
    .describe("Method and path of the operation that was asked for last.")
    .meta({ examples: ["POST /api/events"] }),
  requests: z
    .strictObject({ last24Hours: z.int(), last30Days: z.int() })
    .describe("How often it was used, by the hour, and up to a minute ago."),
  replacedBy: z.string().nullable().describe("The key that was made in its place."),
};
export const ApiKey = z.strictObject(fields).meta({ id: "ApiKey" });
export type ApiKey = z.output<typeof ApiKey>;

export const NewApiKey = z
  .strictObject({ ...fields, key: z.string().describe("The whole key, shown this once.") })
  .meta({ id: "NewApiKey" });
export type NewApiKey = z.output<typeof NewApiKey>;

export const KEY_USES = ["never", "not_in_30_days"] as const;

export const ListApiKeys = PageQuery.extend({
  state: commaList(KEY_STATES).optional(),
  createdBy: z.string().min(1).max(100).optional().describe("The id of a person."),
  use: z
    .enum(KEY_USES)
    .optional()
    .describe("Keys that were never used, or were neither used nor made in the last 30 days."),
});
export type ListApiKeys = z.output<typeof ListApiKeys>;

const AUTH = { kind: "session", permission: "api_keys:manage" } as const;
const InWorkspace = z.strictObject({ workspaceId: pathId("workspace") });
const OneKey = InWorkspace.extend({ keyId: pathId("apiKey") });

export const apiKeys = {
  list: operation({
    id: "apiKeys.list",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/api-keys",
    summary: "List API keys, newest first",
    auth: AUTH,
    params: InWorkspace,
    query: ListApiKeys,
    status: 200,
    data: z.array(ApiKey),
    paging: "page",
    rate: "hour",
    errors: [],
  }),
  create: operation({
    id: "apiKeys.create",
    method: "POST",
    path: "/api/workspaces/{workspaceId}/api-keys",
    summary: "Create an API key",
    auth: AUTH,
    params: InWorkspace,
    body: CreateApiKey,
    status: 201,
    data: NewApiKey,
    rate: "hour",
    deniedAs: "api_key.create",
    errors: ["FORBIDDEN", "PLAN_LIMIT_REACHED"],
  }),
  get: operation({
    id: "apiKeys.get",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/api-keys/{keyId}",
    summary: "Read an API key",
    auth: AUTH,
    params: OneKey,
    status: 200,
    data: ApiKey,
    rate: "hour",
    errors: [],
  }),
  update: operation({
    id: "apiKeys.update",
    method: "PUT",
    path: "/api/workspaces/{workspaceId}/api-keys/{keyId}",
    summary: "Change an API key's name, permissions or expiry",
    auth: AUTH,
    params: OneKey,
    body: UpdateApiKey,
    status: 200,
    data: ApiKey,
    rate: "hour",
    deniedAs: "api_key.update",
    errors: ["FORBIDDEN", "CONFLICT"],
  }),
  rotate: operation({
    id: "apiKeys.rotate",
    method: "POST",
    path: "/api/workspaces/{workspaceId}/api-keys/{keyId}/rotate",
    summary: "Make a new key in place of this one",
    auth: AUTH,
    params: OneKey,
    body: RotateApiKey,
    status: 201,
    data: NewApiKey,
    rate: "hour",
    deniedAs: "api_key.rotate",
    errors: ["FORBIDDEN", "CONFLICT"],
  }),
  revoke: operation({
    id: "apiKeys.revoke",
    method: "DELETE",
    path: "/api/workspaces/{workspaceId}/api-keys/{keyId}",
    summary: "Revoke an API key",
    auth: AUTH,
    params: OneKey,
    status: 200,
    data: Deleted,
    rate: "hour",
    deniedAs: "api_key.revoke",
    errors: [],
  }),
} as const;
