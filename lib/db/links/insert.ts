import type { RawExecutor } from "../transaction";

export interface NewLinkRow {
  id: string;
  workspaceId: string;
  shortCode: string;
  destinationUrl: string;
  title: string | null;
  campaignId: string | null;
  tags: readonly string[];
  enabled: boolean;
  expiresAt: Date | null;
}

/** Writes links in one statement, leaving out those whose short code is taken. Answers the ids that were written. */
export async function insertLinks(sql: RawExecutor, rows: readonly NewLinkRow[]): Promise<string[]> {
  const written = await sql.$queryRaw<{ id: string }[]>`
    INSERT INTO links (id, workspace_id, short_code, destination_url, title, campaign_id, tags, enabled, expires_at, updated_at)
    SELECT "id", "workspaceId", "shortCode", "destinationUrl", "title", "campaignId",
           ARRAY(SELECT jsonb_array_elements_text("tags")), "enabled", "expiresAt", now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      "id" text, "workspaceId" text, "shortCode" text, "destinationUrl" text, "title" text, "campaignId" text, "tags" jsonb,
      "enabled" boolean, "expiresAt" timestamptz)
    ON CONFLICT (short_code) DO NOTHING
    RETURNING id`;
  return written.map((row) => row.id);
}
