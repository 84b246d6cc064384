import { LRUCache } from "lru-cache";

import { hasFeature } from "@/lib/auth/plans";
import { sealer } from "@/lib/auth/sealed";
import { Filter } from "@/lib/contracts/filter";
import { type EndpointRow, type InstallationRow, loadRouting, type RoutingRow } from "@/lib/db/engine/routing";
import { logger } from "@/lib/observability/logger";
import { compileFilter, type CompiledFilter } from "@/lib/webhooks/filters";
import { maskSecret } from "@/lib/webhooks/redaction";
import { subscribedTypes } from "@/lib/webhooks/subscription";

/** An endpoint as the engine uses it: opened, compiled, ready to send. */
export interface Route {
  endpointId: string;
  workspaceId: string;
  surface: EndpointRow["surface"];
  linkId: string | null;
  url: string;
  eventTypes: readonly string[];
  filter: CompiledFilter | null;
  headers: readonly (readonly [string, string])[];
  /** The same with values masked, for the log. */
  maskedHeaders: readonly (readonly [string, string])[];
  secrets: readonly { value: string; expiresAt: number }[];
  preset: EndpointRow["retryPreset"];
  timeoutMs: number;
  rateLimit: number | null;
  waitUntil: number;
  /** Why nothing may be sent to it now; null when it may. */
  hold: "paused" | "disabled" | "plan" | null;
}

/** An installation that takes events. Whether it may have them now is looked at when they are sent. */
export interface Taker {
  installationId: string;
  filter: CompiledFilter | null;
}

export interface Routing {
  version: number;
  mode: RoutingRow["mode"];
  /** By id. An endpoint that is missing here is deleted. */
  routes: ReadonlyMap<string, Route>;
  byType: ReadonlyMap<string, readonly Route[]>;
  takersByType: ReadonlyMap<string, readonly Taker[]>;
}

const WORKSPACES_MAX = 2_000;
const NOTHING: Routing = { version: 0, mode: "live", routes: new Map(), byType: new Map(), takersByType: new Map() };

const SYSTEM_HEADER = /^(?:content-|webhook-|svix-|user-agent$)/i;

const cache = new LRUCache<string, Promise<Routing>>({ max: WORKSPACES_MAX });

/**
 * Where a workspace's events go. `atLeast` is the routing version that was read with the event: an older copy is
 * thrown away, so that an event never misses an endpoint that existed when it was accepted.
 */
export async function routingOf(workspaceId: string, atLeast = 0): Promise<Routing> {
  const known = cache.get(workspaceId);
  if (known) {
    const routing = await known;
    if (routing.version >= atLeast) return routing;
    if (cache.get(workspaceId) === known) cache.delete(workspaceId);
    return routingOf(workspaceId, atLeast);
  }
  const loading = load(workspaceId);
  cache.set(workspaceId, loading);
  loading.catch(() => {
    if (cache.get(workspaceId) === loading) cache.delete(workspaceId);
  });
  return loading;
}

/** Something of this workspace's endpoints changed. */
export function forgetRouting(workspaceId: string): void {
  cache.delete(workspaceId);
}

/** Notifications may have been missed: nothing in memory can be trusted. */
export function forgetAllRouting(): void {
  cache.clear();
}

async function load(workspaceId: string): Promise<Routing> {
  const loaded = await loadRouting(workspaceId);
  if (!loaded) return NOTHING;
  const routes = new Map<string, Route>();
  const byType = new Map<string, Route[]>();
  for (const row of loaded.endpoints) {
    const route = toRoute(loaded.workspace, row);
    routes.set(route.endpointId, route);
    for (const type of subscribedTypes(route.eventTypes)) listUnder(byType, type, route);
  }
  const takersByType = new Map<string, Taker[]>();
  for (const row of loaded.installations)
    for (const type of subscribedTypes(row.eventTypes)) listUnder(takersByType, type, toTaker(row));
  return { version: loaded.workspace.version, mode: loaded.workspace.mode, routes, byType, takersByType };
}

function listUnder<Item>(lists: Map<string, Item[]>, type: string, item: Item): void {
  const list = lists.get(type);
  if (list) list.push(item);
  else lists.set(type, [item]);
}

const toFilter = (stored: unknown): CompiledFilter | null =>
  stored === null ? null : compileFilter(Filter.parse(stored));

const toTaker = ({ id, filters }: InstallationRow): Taker => ({ installationId: id, filter: toFilter(filters) });

function toRoute(workspace: RoutingRow, row: EndpointRow): Route {
  const headers = openHeaders(workspace.workspaceId, row);
  return {
    endpointId: row.id,
    workspaceId: workspace.workspaceId,
    surface: row.surface,
    linkId: row.linkId,
    url: row.url,
    eventTypes: row.eventTypes,
    filter: toFilter(row.filters),
    headers,
    maskedHeaders: headers.map(([name, value]) => [name, maskSecret(value)] as const),
    secrets: openSecrets(workspace.workspaceId, row),
    preset: row.retryPreset,
    timeoutMs: row.timeoutMs,
    rateLimit: row.rateLimit,
    waitUntil: row.waitUntil?.getTime() ?? 0,
    hold: holdOf(workspace, row),
  };
}

function holdOf(workspace: RoutingRow, row: EndpointRow): Route["hold"] {
  if (row.state !== "enabled") return row.state;
  const feature = row.surface === "outbound" ? "integrations" : "webhooks";
  return workspace.deleted || !hasFeature(workspace.plan, feature) ? "plan" : null;
}

/** A secret that does not open is left out: a delivery without any fails visibly, and the others go on. */
function openSecrets(workspaceId: string, row: EndpointRow): Route["secrets"] {
  return row.secrets.flatMap((secret) => {
    try {
      const value = sealer.open(secret.sealed, {
        table: "endpoint_secrets",
        column: "sealed",
        row: secret.id,
        workspace: workspaceId,
      });
      return [{ value, expiresAt: secret.expiresAt === null ? Infinity : Date.parse(secret.expiresAt) }];
    } catch (error) {
      logger.error({ endpointId: row.id, error }, "A signing secret cannot be opened");
      return [];
    }
  });
}

function openHeaders(workspaceId: string, row: EndpointRow): [string, string][] {
  if (row.sealedHeaders === null) return [];
  try {
    const text = sealer.open(row.sealedHeaders, {
      table: "endpoints",
      column: "sealed_headers",
      row: row.id,
      workspace: workspaceId,
    });
    // The sealed text is ours: an object of texts. A name that is the system's own is never sent twice.
    return Object.entries(JSON.parse(text) as Record<string, string>).filter(([name]) => !SYSTEM_HEADER.test(name));
  } catch (error) {
    logger.error({ endpointId: row.id, error }, "The headers of an endpoint cannot be opened");
    return [];
  }
}
