import { edgePool } from "../client";

/** A replay as its job sees it, which knows an id and nothing more. */
export interface ReplayJob {
  id: string;
  workspaceId: string;
  state: "preparing" | "running" | "paused" | "done" | "canceled";
  selection: unknown;
  endpointId: string | null;
  cursor: { at: Date; id: string } | null;
  createdAt: Date;
}

export async function readReplay(id: string): Promise<ReplayJob | null> {
  const { rows } = await edgePool().query<
    Omit<ReplayJob, "cursor"> & { cursorAt: Date | null; cursorId: string | null }
  >({
    name: "read-replay",
    text: `SELECT id, workspace_id AS "workspaceId", state, selection, endpoint_id AS "endpointId", cursor_at AS "cursorAt",
             cursor_id AS "cursorId", created_at AS "createdAt"
           FROM replays WHERE id = $1`,
    values: [id],
  });
  const [row] = rows;
  if (!row) return null;
  const { cursorAt, cursorId, ...job } = row;
  return { ...job, cursor: cursorAt === null || cursorId === null ? null : { at: cursorAt, id: cursorId } };
}
