import "server-only";

import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";

import { clientAddress } from "@/lib/auth/address";
import { findMembershipBySlug, listMemberships } from "@/lib/auth/memberships";
import { PLAN_TERMS } from "@/lib/auth/plans";
import { permissionsOfRole } from "@/lib/auth/role-permissions";
import { currentSession } from "@/lib/auth/session";
import type { Feature, Permission } from "@/lib/contracts/permissions";
import type { SessionInfo } from "@/lib/contracts/session";
import { env } from "@/lib/env";
import { getProfile } from "@/lib/services/account/profile";
import { type Context, contextOf } from "@/lib/services/context";
import { listRoleGivers } from "@/lib/services/members/role-givers";
import { newId } from "@/lib/shared/ids";

/** Who is signed in; asked once per request. */
const readSession = cache(async () => currentSession(await headers()));

/** Whether somebody is signed in, for pages that are for everybody. */
export const isSignedIn = async (): Promise<boolean> => (await readSession()) !== null;

/** One membership per request, however many parts of a page ask. */
const contextBySlug = cache(async (slug: string): Promise<Context> => {
  const session = await readSession();
  if (!session) redirect(`/sign-in?returnTo=${encodeURIComponent(`/${slug}`)}`);
  const membership = await findMembershipBySlug(session.userId, slug);
  // A workspace of others and none at all look the same.
  if (!membership) notFound();
  return contextOf({
    workspace: membership.workspace,
    actor: { type: "user", id: session.userId, name: session.userName },
    permissions: permissionsOfRole(membership.role),
    requestId: newId("request"),
    address: clientAddress(await headers()),
  });
});

export interface PageAccess {
  ctx: Context;
  /** False when the person is a member but lacks every one of the permissions: the page says so instead of showing data. */
  allowed: boolean;
}

/**
 * The context of a page under `/[workspace]`. Strangers get the page that is not there, whoever is not signed in goes
 * to sign in. Of several permissions any one is enough.
 */
export async function pageContext(
  params: Promise<{ workspace: string }>,
  ...permissions: Permission[]
): Promise<PageAccess> {
  const ctx = await contextBySlug((await params).workspace);
  return { ctx, allowed: permissions.length === 0 || permissions.some((permission) => ctx.can(permission)) };
}

/** What the shell and the screens know about whoever looks at them. */
export async function sessionInfo(params: Promise<{ workspace: string }>): Promise<SessionInfo> {
  const ctx = await contextBySlug((await params).workspace);
  const [profile, memberships, admins] = await Promise.all([
    getProfile(ctx.actor.id),
    listMemberships(ctx.actor.id),
    listRoleGivers(ctx),
  ]);
  const { id, slug, name, mode, plan, timeZone } = ctx.workspace;
  return {
    user: profile,
    workspace: { id, slug, name, mode, plan, timeZone },
    workspaces: memberships.map(({ workspace }) => ({
      slug: workspace.slug,
      name: workspace.name,
      mode: workspace.mode,
    })),
    permissions: [...ctx.permissions],
    admins,
    features: featuresOf(plan),
    limits: { retentionDays: PLAN_TERMS[plan].retentionDays, auditDays: PLAN_TERMS[plan].auditDays },
    demo: env.demo,
    sourceAddresses: [...env.sourceAddresses],
  };
}

function featuresOf(plan: SessionInfo["workspace"]["plan"]): SessionInfo["features"] {
  const entries = Object.entries(PLAN_TERMS[plan].features) as [Feature, boolean][];
  return Object.fromEntries(entries.map(([feature, on]) => [feature, { on }]));
}
