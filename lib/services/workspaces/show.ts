import { PLAN_TERMS } from "@/lib/auth/plans";
import type { Role } from "@/lib/contracts/permissions";
import type { Workspace, WorkspaceSummary } from "@/lib/contracts/workspaces";
import { type OwnWorkspaceRow, readOwnWorkspaces } from "@/lib/db/people/workspaces";
import { notFound } from "@/lib/shared/errors";
import { iso } from "@/lib/shared/time";

import type { AccountContext, Context } from "../context";

export const toSummary = (row: OwnWorkspaceRow): WorkspaceSummary => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  mode: row.mode,
  plan: row.plan,
  role: row.role,
  deletedAt: row.deletedAt && iso(row.deletedAt),
});

/** The workspaces of whoever is signed in; deleted ones for their owners, as long as they can be taken back. */
export const listWorkspaces = async (ctx: AccountContext): Promise<WorkspaceSummary[]> =>
  (await readOwnWorkspaces(ctx.userId)).map(toSummary);

/** A workspace with what its plan includes and how much of it is used. */
export async function getWorkspace(ctx: Context): Promise<Workspace> {
  const now = new Date();
  const living = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  const [row, role, webhooks, destinations, apiKeys, people, invited, links] = await Promise.all([
    ctx.db.workspace.findFirst({ where: { id: ctx.workspace.id } }),
    roleOf(ctx),
    ctx.db.endpoint.count({ where: { deletedAt: null, surface: { in: ["workspace", "link"] } } }),
    ctx.db.endpoint.count({ where: { deletedAt: null, surface: "outbound" } }),
    ctx.db.apiKey.count({ where: { ...living, replacedBy: null } }),
    ctx.db.member.count(),
    ctx.db.invitation.count({ where: { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } } }),
    ctx.db.link.count({ where: { deletedAt: null } }),
  ]);
  if (!row) throw notFound("workspace");
  const terms = PLAN_TERMS[row.plan];
  return {
    ...toSummary({ ...row, role: role ?? "viewer" }),
    role,
    timeZone: row.timeZone,
    liveWorkspaceId: row.liveWorkspaceId,
    createdAt: iso(row.createdAt),
    features: { ...terms.features },
    limits: {
      webhooks: { used: webhooks, max: terms.webhooksMax },
      destinations: { used: destinations, max: terms.destinationsMax },
      apiKeys: { used: apiKeys, max: terms.apiKeysMax },
      members: { used: people + invited, max: terms.membersMax },
      links: { used: links, max: terms.linksMax },
      retentionDays: terms.retentionDays,
      auditDays: terms.auditDays,
      requestsPerHour: terms.requestsPerHour,
      ingestPerSecond: terms.ingestPerSecond,
    },
  };
}

async function roleOf(ctx: Context): Promise<Role | null> {
  if (ctx.actor.type !== "user") return null;
  return (await ctx.db.member.findFirst({ where: { userId: ctx.actor.id } }))?.role ?? null;
}
