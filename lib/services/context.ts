import type { Permission, Plan } from "@/lib/contracts/permissions";
import { PERMISSIONS } from "@/lib/contracts/permissions";
import { tenantClient, type TenantClient } from "@/lib/db/tenant";
import type { BeforeCommit } from "@/lib/db/transaction";

export interface ContextWorkspace {
  id: string;
  slug: string;
  name: string;
  plan: Plan;
  mode: "live" | "test";
  /** An IANA name. */
  timeZone: string;
}

export interface Actor {
  type: "user" | "api_key" | "system";
  id: string;
  name: string;
}

/** Everything a service may know about who asks: made from an authenticated principal or for a job, never by hand. */
export interface Context {
  readonly workspace: Readonly<ContextWorkspace>;
  readonly actor: Readonly<Actor>;
  readonly permissions: ReadonlySet<Permission>;
  /** Null for jobs. */
  readonly requestId: string | null;
  readonly address: string | null;
  readonly db: TenantClient;
  /** Set by the edge for a call that repeats under a key: spends the key with the first change. */
  readonly beforeCommit?: BeforeCommit;
  can(permission: Permission): boolean;
}

/** Someone signed in, outside any workspace: their account, their sessions, their list of workspaces. */
export interface AccountContext {
  readonly userId: string;
  readonly sessionId: string;
  readonly requestId: string;
  readonly address: string | null;
}

/** A context whose database is scoped to its workspace. Called by the edge, by pages and by `systemContext` only. */
export function contextOf(
  parts: Pick<Context, "workspace" | "actor" | "permissions" | "requestId" | "address">,
): Context {
  return {
    workspace: parts.workspace,
    actor: parts.actor,
    permissions: parts.permissions,
    requestId: parts.requestId,
    address: parts.address,
    db: tenantClient(parts.workspace.id),
    can: (permission) => parts.permissions.has(permission),
  };
}

const ALL: ReadonlySet<Permission> = new Set(PERMISSIONS);

/** The context of a job, named after it: may do everything in this one workspace. */
export function systemContext(job: string, workspace: ContextWorkspace): Context {
  return contextOf({
    workspace,
    actor: { type: "system", id: job, name: job },
    permissions: ALL,
    requestId: null,
    address: null,
  });
}
