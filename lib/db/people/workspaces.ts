import { edgePool } from "../client";
import type { RawExecutor } from "../transaction";

export interface OwnWorkspaceRow {
  id: string;
  slug: string;
  name: string;
  plan: "starter" | "pro" | "enterprise";
  mode: "live" | "test";
  timeZone: string;
  role: "owner" | "admin" | "editor" | "viewer";
  deletedAt: Date | null;
}

const COLUMNS = `w.id, w.slug, w.name, w.plan, w.mode, w.time_zone AS "timeZone", m.role, w.deleted_at AS "deletedAt"`;
/** How long an owner can take a deleted workspace back. */
const GRACE = "interval '7 days'";

/** A person's workspaces, oldest membership first; deleted ones only for owners and while they can be taken back. */
export async function readOwnWorkspaces(userId: string, workspaceId: string | null = null): Promise<OwnWorkspaceRow[]> {
  const { rows } = await edgePool().query<OwnWorkspaceRow>({
    name: "read-own-workspaces",
    text: `SELECT ${COLUMNS} FROM members m JOIN workspaces w ON w.id = m.workspace_id
            WHERE m.user_id = $1 AND ($2::text IS NULL OR w.id = $2)
              AND (w.deleted_at IS NULL OR (m.role = 'owner' AND w.deleted_at > now() - ${GRACE}))
            ORDER BY m.created_at, m.id`,
    values: [userId, workspaceId],
  });
  return rows;
}

/** Takes a deletion back. False when its time is over, or nothing was deleted. */
export async function restoreWorkspaceRow(sql: RawExecutor, id: string): Promise<boolean> {
  const restored = await sql.$executeRaw`
    UPDATE workspaces SET deleted_at = NULL, settle_due_at = now(), updated_at = now()
     WHERE id = ${id} AND deleted_at > now() - interval '7 days'`;
  return restored === 1;
}
