import { edgePool } from "../client";

export interface OtherModeRow {
  workspace: string;
  mode: "live" | "test";
}

/** The workspaces of a person, of any mode but this one, that have an endpoint with the URL. */
export async function readOtherModeSenders(
  userId: string,
  url: string,
  mode: OtherModeRow["mode"],
): Promise<OtherModeRow[]> {
  const { rows } = await edgePool().query<OtherModeRow>({
    name: "read-other-mode-senders",
    text: `SELECT w.name AS workspace, w.mode FROM members m JOIN workspaces w ON w.id = m.workspace_id
            WHERE m.user_id = $1 AND w.deleted_at IS NULL AND w.mode::text <> $3
              AND EXISTS (SELECT 1 FROM endpoints e
                           WHERE e.workspace_id = w.id AND e.url = $2 AND e.deleted_at IS NULL)
            ORDER BY m.created_at, m.id`,
    values: [userId, url, mode],
  });
  return rows;
}
