import { enginePool } from "./pool";

export interface RoutingRow {
  workspaceId: string;
  version: number;
  plan: "starter" | "pro" | "enterprise";
  mode: "live" | "test";
  deleted: boolean;
}

export interface EndpointRow {
  id: string;
  surface: "workspace" | "link" | "outbound";
  linkId: string | null;
  name: string;
  url: string;
  eventTypes: string[];
  filters: unknown;
  sealedHeaders: string | null;
  state: "enabled" | "paused" | "disabled";
  retryPreset: "standard" | "fast" | "none";
  timeoutMs: number;
  rateLimit: number | null;
  waitUntil: Date | null;
  secrets: { id: string; sealed: string; expiresAt: string | null }[];
}

/** An installation that takes events. */
export interface InstallationRow {
  id: string;
  eventTypes: string[];
  filters: unknown;
}

interface LoadedRouting {
  workspace: RoutingRow;
  endpoints: EndpointRow[];
  installations: InstallationRow[];
}

/**
 * Where a workspace's events go, read at one moment: its version, all endpoints that are not deleted and the connected
 * installations that take events.
 */
export async function loadRouting(workspaceId: string): Promise<LoadedRouting | null> {
  const result = await enginePool().query<{
    workspace: RoutingRow;
    endpoints: EndpointRow[] | null;
    installations: InstallationRow[] | null;
  }>({
    name: "load_routing",
    text: `SELECT json_build_object('workspaceId', w.id, 'version', w.routing_version, 'plan', w.plan, 'mode', w.mode, 'deleted', w.deleted_at IS NOT NULL) AS workspace,
      (SELECT json_agg(json_build_object('id', p.id, 'surface', p.surface, 'linkId', p.link_id, 'name', p.name, 'url', p.url, 'eventTypes', p.event_types,
         'filters', p.filters, 'sealedHeaders', p.sealed_headers, 'state', p.state, 'retryPreset', p.retry_preset, 'timeoutMs', p.timeout_ms,
         'rateLimit', p.rate_limit, 'waitUntil', p.wait_until,
         'secrets', (SELECT json_agg(json_build_object('id', s.id, 'sealed', s.sealed, 'expiresAt', s.expires_at) ORDER BY s.expires_at DESC NULLS FIRST)
                     FROM endpoint_secrets s WHERE s.endpoint_id = p.id AND (s.expires_at IS NULL OR s.expires_at > now()))) ORDER BY p.id)
       FROM endpoints p WHERE p.workspace_id = w.id AND p.deleted_at IS NULL) AS endpoints,
      (SELECT json_agg(json_build_object('id', i.id, 'eventTypes', i.event_types, 'filters', i.filters) ORDER BY i.id)
       FROM installations i WHERE i.workspace_id = w.id AND i.status <> 'disconnected' AND i.event_types <> '{}') AS installations
      FROM workspaces w WHERE w.id = $1`,
    values: [workspaceId],
  });
  const row = result.rows[0];
  if (!row) return null;
  return {
    workspace: row.workspace,
    endpoints: (row.endpoints ?? []).map((each) => ({
      ...each,
      waitUntil: each.waitUntil === null ? null : new Date(each.waitUntil),
      secrets: each.secrets ?? [],
    })),
    installations: row.installations ?? [],
  };
}

/** A receiver asked for a pause: no engine sends to this endpoint before. Never shortens a longer pause. */
export async function writeEndpointWait(endpointId: string, until: Date): Promise<void> {
  await enginePool().query({
    name: "endpoint_wait",
    text: "UPDATE endpoints SET wait_until = $2 WHERE id = $1 AND (wait_until IS NULL OR wait_until < $2)",
    values: [endpointId, until],
  });
}
