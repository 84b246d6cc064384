import { findMembership } from "@/lib/auth/memberships";
import { assertFeature } from "@/lib/auth/plans";
import { permissionsOfRole, permissionsOfScopes } from "@/lib/auth/role-permissions";
import type { OperationAuth } from "@/lib/contracts/operation";
import type { Permission } from "@/lib/contracts/permissions";
import { contextOf, type AccountContext, type Context } from "@/lib/services/context";
import { AppError, notFound } from "@/lib/shared/errors";
import { idPattern } from "@/lib/shared/ids";

import type { Principal } from "./authenticate";

export interface Asked {
  requestId: string;
  address: string | null;
  /** The workspace named by the header, and by the path if the operation has it there. */
  headerWorkspaceId: string | null;
  pathWorkspaceId: string | null;
  /** Told who asks as soon as that is known, before it is judged what they may. */
  onKnown?: (ctx: Context) => void;
}

type WorkspaceAuth = Exclude<OperationAuth, { kind: "public" | "account" }>;

/** @throws AppError FORBIDDEN for API keys: an account is a person's. */
export function accountContext(principal: Principal, asked: Asked): AccountContext {
  if (principal.kind !== "session") throw needsSession();
  return {
    userId: principal.userId,
    sessionId: principal.sessionId,
    requestId: asked.requestId,
    address: asked.address,
  };
}

/** The context of a call, in this order. @throws AppError NOT_FOUND, FORBIDDEN, FEATURE_NOT_AVAILABLE */
export async function workspaceContext(principal: Principal, auth: WorkspaceAuth, asked: Asked): Promise<Context> {
  const ctx = await contextFor(principal, asked);
  asked.onKnown?.(ctx);
  if (auth.kind === "session" && principal.kind !== "session") throw needsSession();
  // Of several any one is enough: the operation then shows what that one opens.
  const needed: readonly Permission[] = typeof auth.permission === "string" ? [auth.permission] : auth.permission;
  if (!needed.some((permission) => ctx.can(permission)))
    throw new AppError("FORBIDDEN", `This needs the permission ${needed.join(" or ")}.`);
  if (auth.feature) assertFeature(ctx.workspace.plan, auth.feature);
  return ctx;
}

async function contextFor(principal: Principal, asked: Asked): Promise<Context> {
  const named = [asked.headerWorkspaceId, asked.pathWorkspaceId].filter((id) => id !== null);
  const shared = { requestId: asked.requestId, address: asked.address };
  if (principal.kind === "api_key") {
    const { keyId, name, scopes, workspace } = principal.holder;
    if (named.some((id) => id !== workspace.id)) throw noWorkspace();
    return contextOf({
      workspace,
      actor: { type: "api_key", id: keyId, name },
      permissions: permissionsOfScopes(scopes),
      ...shared,
    });
  }
  const [workspaceId] = named;
  if (workspaceId === undefined) throw new AppError("NOT_FOUND", "Name the workspace in the header X-Workspace-Id.");
  if (named.some((id) => id !== workspaceId) || !idPattern("workspace").test(workspaceId)) throw noWorkspace();
  const membership = await findMembership(principal.userId, workspaceId);
  if (!membership) throw noWorkspace();
  return contextOf({
    workspace: membership.workspace,
    actor: { type: "user", id: principal.userId, name: principal.userName },
    permissions: permissionsOfRole(membership.role),
    ...shared,
  });
}

const noWorkspace = (): AppError => new AppError("NOT_FOUND", "No such workspace.");
const needsSession = (): AppError =>
  new AppError("FORBIDDEN", "This needs a person who is signed in; an API key cannot do it.");

/** A path id that cannot be one: the same answer as for one that does not exist. */
export const noSuchObject = (): AppError => notFound("object");
