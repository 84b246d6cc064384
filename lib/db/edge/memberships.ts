import type { Plan, Role } from "@/lib/contracts/permissions";

import { edgePool } from "../client";

export interface WorkspaceRow {
  id: string;
  slug: string;
  name: string;
  plan: Plan;
  mode: "live" | "test";
  timeZone: string;
}

export interface Membership {
  role: Role;
  workspace: WorkspaceRow;
}

/** Columns of `w` that make a WorkspaceRow; used by every statement that answers one. */
export const WORKSPACE_COLUMNS = `w.id AS "workspaceId", w.slug, w.name AS "workspaceName", w.plan, w.mode, w.time_zone AS "timeZone"`;

export interface WorkspaceColumns {
  workspaceId: string;
  slug: string;
  workspaceName: string;
  plan: Plan;
  mode: "live" | "test";
  timeZone: string;
}

export const toWorkspace = (row: WorkspaceColumns): WorkspaceRow => ({
  id: row.workspaceId,
  slug: row.slug,
  name: row.workspaceName,
  plan: row.plan,
  mode: row.mode,
  timeZone: row.timeZone,
});

type Row = WorkspaceColumns & { role: Role };
const toMembership = (row: Row): Membership => ({ role: row.role, workspace: toWorkspace(row) });

const SELECT = `SELECT m.role, ${WORKSPACE_COLUMNS} FROM members m JOIN workspaces w ON w.id = m.workspace_id AND w.deleted_at IS NULL`;

/** What this person is in this workspace; null when it is no member, or there is no such workspace. Never cached. */
export async function findMembership(userId: string, workspaceId: string): Promise<Membership | null> {
  const { rows } = await edgePool().query<Row>({
    name: "find-membership",
    text: `${SELECT} WHERE m.user_id = $1 AND m.workspace_id = $2`,
    values: [userId, workspaceId],
  });
  return rows[0] ? toMembership(rows[0]) : null;
}

/** The same by the slug that stands in page addresses. */
export async function findMembershipBySlug(userId: string, slug: string): Promise<Membership | null> {
  const { rows } = await edgePool().query<Row>({
    name: "find-membership-by-slug",
    text: `${SELECT} WHERE m.user_id = $1 AND w.slug = $2`,
    values: [userId, slug],
  });
  return rows[0] ? toMembership(rows[0]) : null;
}

/** Every workspace of a person, oldest membership first. */
export async function listMemberships(userId: string): Promise<Membership[]> {
  const { rows } = await edgePool().query<Row>({
    name: "list-memberships",
    text: `${SELECT} WHERE m.user_id = $1 ORDER BY m.created_at, m.id`,
    values: [userId],
  });
  return rows.map(toMembership);
}
