import { edgePool } from "../client";

/** What one key was used for within one hour. */
export interface KeyUse {
  workspaceId: string;
  keyId: string;
  hour: Date;
  count: number;
  lastAt: Date;
  address: string | null;
  /** Method and path of the operation, without ids. */
  asked: string;
}

/** Adds to what is known of these keys, all in one statement. A key that is gone by now is passed over. */
export async function writeKeyUses(uses: readonly KeyUse[]): Promise<void> {
  // Always in one order, so that two processes never wait for each other.
  const ordered = uses.toSorted((one, other) => (one.keyId < other.keyId ? -1 : 1));
  await edgePool().query({
    name: "write-key-uses",
    text: `WITH noted AS (
             SELECT n.* FROM jsonb_to_recordset($1::jsonb) AS n(
               "workspaceId" text, "keyId" text, hour timestamptz, count int, "lastAt" timestamptz, address text, asked text)
             JOIN api_keys k ON k.id = n."keyId"
           ), counted AS (
             INSERT INTO api_key_uses AS u (workspace_id, key_id, hour, count)
             SELECT "workspaceId", "keyId", hour, count FROM noted
             ON CONFLICT (workspace_id, key_id, hour) DO UPDATE SET count = u.count + excluded.count
           )
           UPDATE api_keys k
              SET last_used_at = n."lastAt", last_used_from = n.address, last_used_for = n.asked
             FROM (SELECT DISTINCT ON ("keyId") * FROM noted ORDER BY "keyId", "lastAt" DESC) n
            WHERE k.id = n."keyId" AND (k.last_used_at IS NULL OR k.last_used_at <= n."lastAt")`,
    values: [JSON.stringify(ordered)],
  });
}
