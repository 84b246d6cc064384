import { edgePool } from "../client";
import type { EventRow } from "../events/insert";

export interface ClickableLink {
  id: string;
  workspaceId: string;
  mode: "live" | "test";
  shortCode: string;
  destinationUrl: string;
  campaignId: string | null;
}

/** The link behind a public address, if it redirects now: there, switched on, not expired, its workspace not deleted. */
export async function findClickableLink(shortCode: string): Promise<ClickableLink | null> {
  const { rows } = await edgePool().query<ClickableLink>({
    name: "find-clickable-link",
    text: `SELECT l.id, l.workspace_id AS "workspaceId", w.mode, l.short_code AS "shortCode",
                  l.destination_url AS "destinationUrl", l.campaign_id AS "campaignId"
           FROM links l JOIN workspaces w ON w.id = l.workspace_id
           WHERE l.short_code = $1 AND l.enabled AND l.deleted_at IS NULL AND w.deleted_at IS NULL
             AND (l.expires_at IS NULL OR l.expires_at > now())`,
    values: [shortCode],
  });
  return rows[0] ?? null;
}

export interface ClickRow {
  id: string;
  qr: boolean;
  userAgent: string | null;
  referrer: string | null;
  visitor: string | null;
}

/** Click, counter, event and outbox row in one statement: all are written, or none. */
export async function insertClick(click: ClickRow, event: EventRow, outboxId: string): Promise<void> {
  await edgePool().query({
    name: "insert-click",
    text: `WITH click AS (
             INSERT INTO clicks (id, workspace_id, link_id, qr, user_agent, referrer, visitor, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ), counted AS (
             UPDATE links SET clicks = clicks + 1 WHERE id = $3
           ), event AS (
             INSERT INTO events (id, workspace_id, type, body, link_id, source, occurred_at, created_at)
             VALUES ($9, $2, $10, $11, $3, 'link', $8, $8)
           ), announced AS (
             INSERT INTO outbox (id, name, workspace_id, event_id, event_created_at) VALUES ($12, 'event.accepted', $2, $9, $8)
           )
           SELECT pg_notify('linquid_outbox', '')::text`,
    values: [
      click.id,
      event.workspaceId,
      event.linkId,
      click.qr,
      click.userAgent,
      click.referrer,
      click.visitor,
      event.createdAt,
      event.id,
      event.type,
      event.body,
      outboxId,
    ],
  });
}
