import { z } from "zod";

import { FEATURES, type Feature, type Permission, PERMISSIONS, PLANS } from "./permissions";

/** What the screens know about whoever looks at them: person, workspace, and what both may do. */
export const SessionInfo = z.strictObject({
  user: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }),
  workspace: z.strictObject({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    mode: z.enum(["live", "test"]),
    plan: z.enum(PLANS),
    /** An IANA name. */
    timeZone: z.string(),
  }),
  /** Every workspace of this person, the present one included. */
  workspaces: z.array(z.strictObject({ slug: z.string(), name: z.string(), mode: z.enum(["live", "test"]) })),
  permissions: z.array(z.enum(PERMISSIONS)),
  /** Names of up to three people who can give a role; none for whoever can do so. */
  admins: z.array(z.string()),
  /** What the plan switches on; a feature that is not named is off. */
  features: z.partialRecord(z.enum(FEATURES), z.strictObject({ on: z.boolean() })),
  /** How long the plan keeps deliveries, and how far back it shows the audit log; null for all of it. */
  limits: z.strictObject({ retentionDays: z.int(), auditDays: z.int().nullable() }),
  /** The server runs the demo with its stand-ins; every page says so. */
  demo: z.boolean(),
  /** The addresses that deliveries come from, as the operator named them; empty where none are named. */
  sourceAddresses: z.array(z.string()),
});
export type SessionInfo = z.infer<typeof SessionInfo>;

/** Whether this person may do it here. Screens ask this and never look at a role. */
export function can(session: Pick<SessionInfo, "permissions">, permission: Permission): boolean {
  return session.permissions.includes(permission);
}

/** Whether the plan of this workspace includes it. */
export function has(session: Pick<SessionInfo, "features">, feature: Feature): boolean {
  return session.features[feature]?.on === true;
}

/** Whether this person may change, test and pause endpoints of a surface here. */
export const mayChangeEndpoints = (session: SessionInfo, surface: "outbound" | "workspace" | "link"): boolean =>
  surface === "outbound"
    ? can(session, "webhooks:manage") && has(session, "integrations")
    : can(session, "links:update") && has(session, "webhooks");
