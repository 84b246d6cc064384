import { prisma } from "../client";

export interface MemberRow {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: "owner" | "admin" | "editor" | "viewer";
  twoStep: boolean;
  lastActiveAt: Date | null;
  joinedAt: Date;
  keys: number;
}

/**
 * Members of one workspace with what the screen says of the person, in the order they joined. People stand outside of
 * any workspace, so this is a statement of its own: nothing of them is read but through a membership of this one.
 */
export async function readMembers(
  workspaceId: string,
  page: { skip: number; take: number; id?: string },
): Promise<MemberRow[]> {
  return prisma().$queryRaw<MemberRow[]>`
    SELECT m.id, m.user_id AS "userId", u.name, u.email, m.role::text AS role, u.totp_secret IS NOT NULL AS "twoStep",
           (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) AS "lastActiveAt",
           m.created_at AS "joinedAt",
           (SELECT count(*)::int FROM api_keys k WHERE k.workspace_id = m.workspace_id AND k.created_by = m.user_id
              AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())) AS keys
      FROM members m JOIN users u ON u.id = m.user_id
     WHERE m.workspace_id = ${workspaceId} AND (${page.id ?? null}::text IS NULL OR m.id = ${page.id ?? null})
     ORDER BY m.created_at, m.id OFFSET ${page.skip} LIMIT ${page.take}`;
}
