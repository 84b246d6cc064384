import { edgePool } from "../client";
import type { RawExecutor } from "../transaction";
import type { WorkspaceRow } from "../workspaces";

/** Held while the first owner is made. Any number that nothing else of ours uses. */
const FIRST_RUN_LOCK = 1_718_773_605;

let somebody = false;

/** Whether this server has an account. Once it has one it is not asked again. */
export async function hasAnybody(): Promise<boolean> {
  if (somebody) return true;
  const { rows } = await edgePool().query<{ found: boolean }>({
    name: "has-anybody",
    text: "SELECT EXISTS (SELECT FROM users) AS found",
  });
  return (somebody = rows[0]?.found === true);
}

export interface FirstPerson {
  id: string;
  name: string;
  email: string;
  passwordHash: string;
}

/** Makes the first account. False when there is one: of any number of parallel calls one gets through. */
export async function insertFirstPerson(sql: RawExecutor, person: FirstPerson): Promise<boolean> {
  await sql.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_RUN_LOCK}::bigint)`;
  // Its own statement: it sees what was committed while it waited. Who holds the server's code vouches for the address.
  const inserted = await sql.$executeRaw`
    INSERT INTO users (id, email, name, password_hash, email_verified, recovery_codes, updated_at)
    SELECT ${person.id}, ${person.email}, ${person.name}, ${person.passwordHash}, now(), '{}', now()
     WHERE NOT EXISTS (SELECT FROM users)`;
  return inserted === 1;
}

/** A workspace and its owner. False when the slug is taken. */
export async function insertOwnedWorkspace(
  sql: RawExecutor,
  row: WorkspaceRow & { liveWorkspaceId: string | null },
  owner: { memberId: string; userId: string },
): Promise<boolean> {
  const inserted = await sql.$executeRaw`
    INSERT INTO workspaces (id, slug, name, plan, mode, time_zone, live_workspace_id, updated_at)
    VALUES (${row.id}, ${row.slug}, ${row.name}, ${row.plan}::plan, ${row.mode}::mode, ${row.timeZone},
            ${row.liveWorkspaceId}, now())
    ON CONFLICT (slug) DO NOTHING`;
  if (inserted === 0) return false;
  await sql.$executeRaw`
    INSERT INTO members (id, workspace_id, user_id, role, updated_at)
    VALUES (${owner.memberId}, ${row.id}, ${owner.userId}, 'owner', now())`;
  return true;
}
