/** Permission keys, also the scopes of API keys. One list for server, keys and screens. */
export const PERMISSIONS = [
  "links:read",
  "links:create",
  "links:update",
  "links:delete",
  "webhooks:read",
  "webhooks:manage",
  "integrations:read",
  "integrations:manage",
  "deliveries:read_payload",
  "secrets:reveal",
  "events:read",
  "events:write",
  "api_keys:manage",
  "members:read",
  "members:invite",
  "members:update_roles",
  "members:remove",
  "workspace:read",
  "workspace:update",
  "workspace:delete",
  "plan:update",
  "audit:read",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ["owner", "admin", "editor", "viewer"] as const;
export type Role = (typeof ROLES)[number];

export const PLANS = ["starter", "pro", "enterprise"] as const;
export type Plan = (typeof PLANS)[number];

/** What a plan can switch on. `api_access` limits the number of keys, the others the feature itself. */
export const FEATURES = ["webhooks", "integrations", "api_access", "audit_log"] as const;
export type Feature = (typeof FEATURES)[number];
