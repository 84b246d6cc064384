import { edgePool } from "../client";

/**
 * Takes endpoints that are on, have been sent to and whose certificate was not looked at for a day. Whoever takes one
 * has it for that day, whatever comes of it.
 */
export async function claimForCertificate(now: Date, limit: number): Promise<{ endpointId: string; url: string }[]> {
  const { rows } = await edgePool().query<{ endpointId: string; url: string }>({
    name: "claim-for-certificate",
    text: `UPDATE endpoint_health AS h SET certificate_checked_at = $1 FROM (
             SELECT d.endpoint_id, e.url FROM endpoint_health d
             JOIN endpoints e ON e.id = d.endpoint_id AND e.deleted_at IS NULL AND e.state = 'enabled'
             JOIN workspaces w ON w.id = d.workspace_id AND w.deleted_at IS NULL
             WHERE starts_with(e.url, 'https://')
               AND (d.certificate_checked_at IS NULL OR d.certificate_checked_at < $1::timestamptz - interval '1 day')
             LIMIT $2 FOR UPDATE OF d SKIP LOCKED) AS due
           WHERE h.endpoint_id = due.endpoint_id RETURNING h.endpoint_id AS "endpointId", due.url`,
    values: [now, limit],
  });
  return rows;
}

/** Notes until when the certificate at this URL is valid, unless the endpoint has moved since. */
export async function noteCertificate(endpointId: string, url: string, endsAt: Date): Promise<void> {
  await edgePool().query({
    name: "note-certificate",
    text: `UPDATE endpoint_health h SET certificate_ends_at = $3 FROM endpoints e
           WHERE h.endpoint_id = $1 AND e.id = h.endpoint_id AND e.url = $2`,
    values: [endpointId, url, endsAt],
  });
}
