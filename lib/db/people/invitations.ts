import { edgePool } from "../client";
import { toWorkspace, WORKSPACE_COLUMNS, type WorkspaceColumns, type WorkspaceRow } from "../edge/memberships";
import type { RawExecutor } from "../transaction";

export interface InvitedRow {
  id: string;
  email: string;
  role: "owner" | "admin" | "editor" | "viewer";
  invitedBy: string;
  hasAccount: boolean;
  workspace: WorkspaceRow;
}

type Row = WorkspaceColumns & Omit<InvitedRow, "workspace">;

/** The open invitation of a link; null for one that is unknown, used, taken back or too old. */
export async function findOpenInvitation(tokenHash: string): Promise<InvitedRow | null> {
  const { rows } = await edgePool().query<Row>({
    name: "find-open-invitation",
    text: `SELECT i.id, i.email, i.role, i.invited_by AS "invitedBy", ${WORKSPACE_COLUMNS},
                  EXISTS (SELECT FROM users u WHERE u.email = i.email) AS "hasAccount"
             FROM invitations i JOIN workspaces w ON w.id = i.workspace_id AND w.deleted_at IS NULL
            WHERE i.token_hash = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()`,
    values: [tokenHash],
  });
  const [row] = rows;
  return row ? { ...row, workspace: toWorkspace(row) } : null;
}

/** Who sent the invitation of a link, however it ended; null for an unknown link. */
export async function findInviterName(tokenHash: string): Promise<string | null> {
  const { rows } = await edgePool().query<{ name: string }>({
    name: "find-inviter-name",
    text: "SELECT u.name FROM invitations i JOIN users u ON u.id = i.invited_by WHERE i.token_hash = $1",
    values: [tokenHash],
  });
  return rows[0]?.name ?? null;
}

export interface NewPerson {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
}

/** A new account for an invited address, whose owner opened what was sent there. False when there is one already. */
export async function insertPerson(sql: RawExecutor, person: NewPerson): Promise<boolean> {
  const inserted = await sql.$executeRaw`
    INSERT INTO users (id, email, name, password_hash, email_verified, recovery_codes, updated_at)
    VALUES (${person.id}, ${person.email}, ${person.name}, ${person.passwordHash}, now(), '{}', now())
    ON CONFLICT (email) DO NOTHING`;
  return inserted === 1;
}

/**
 * Spends the invitation and makes the membership, in the transaction of the caller. False when somebody was quicker.
 * Who is a member already keeps the role they have.
 */
export async function spendInvitation(
  sql: RawExecutor,
  invitation: { id: string; workspaceId: string; role: InvitedRow["role"] },
  member: { id: string; userId: string },
): Promise<boolean> {
  const spent = await sql.$executeRaw`
    UPDATE invitations SET accepted_at = now()
     WHERE id = ${invitation.id} AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()`;
  if (spent === 0) return false;
  await sql.$executeRaw`
    INSERT INTO members (id, workspace_id, user_id, role, updated_at)
    VALUES (${member.id}, ${invitation.workspaceId}, ${member.userId}, ${invitation.role}::role, now())
    ON CONFLICT (workspace_id, user_id) DO NOTHING`;
  return true;
}
