import type { Resolved } from "@/lib/contracts/overview";
import { findDeliveryOfAttempt } from "@/lib/db/deliveries/find-by-attempt";
import { findProvider } from "@/lib/integrations/catalogue";
import { endpointPath, scopeOf } from "@/lib/shared/endpoint-scope";
import { AppError } from "@/lib/shared/errors";
import { kindOfId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { readableSurfaces, retainedSince } from "../deliveries/visible";

/**
 * What an id names among what the caller may see, and where its page is.
 * @throws AppError NOT_FOUND for what is foreign, missing, past its retention or not the caller's to see, all alike
 */
export async function resolveId(ctx: Context, id: string): Promise<Resolved> {
  const found = await lookUp(ctx, id);
  if (!found) throw new AppError("NOT_FOUND", "Nothing in this workspace has this id.");
  return found;
}

async function lookUp(ctx: Context, id: string): Promise<Resolved | null> {
  switch (kindOfId(id)) {
    case "workspace":
      return id === ctx.workspace.id ? { type: "workspace", id, name: ctx.workspace.name, path: "" } : null;
    case "delivery":
      return delivery(ctx, id);
    case "attempt": {
      const of = await findDeliveryOfAttempt(ctx.workspace.id, id);
      return of === null ? null : delivery(ctx, of);
    }
    case "event":
      return event(ctx, id);
    case "endpoint":
      return endpoint(ctx, id);
    case "installation":
      return installation(ctx, id);
    case "link":
      return link(ctx, id);
    case "replay":
      return replay(ctx, id);
    case "customer":
      return customer(ctx, id);
    case "request":
      return request(ctx, id);
    case "apiKey":
      return apiKey(ctx, id);
    default:
      return null;
  }
}

async function delivery(ctx: Context, id: string): Promise<Resolved | null> {
  const where = { id, surface: { in: readableSurfaces(ctx) }, eventCreatedAt: { gte: retainedSince(ctx) } };
  const row = await ctx.db.delivery.findFirst({ where, select: { eventType: true } });
  return row && { type: "delivery", id, name: row.eventType, path: `deliveries/${id}` };
}

async function event(ctx: Context, id: string): Promise<Resolved | null> {
  if (!ctx.can("events:read")) return null;
  const where = { id, source: { not: "test" as const }, createdAt: { gte: retainedSince(ctx) } };
  const row = await ctx.db.event.findFirst({ where, select: { type: true } });
  return row && { type: "event", id, name: row.type, path: `events/${id}` };
}

async function endpoint(ctx: Context, id: string): Promise<Resolved | null> {
  const where = { id, deletedAt: null, surface: { in: readableSurfaces(ctx) } };
  const row = await ctx.db.endpoint.findFirst({ where, select: { name: true, surface: true, linkId: true } });
  return row && { type: "endpoint", id, name: row.name, path: endpointPath(scopeOf(row), id) };
}

async function installation(ctx: Context, id: string): Promise<Resolved | null> {
  if (!ctx.can("integrations:read")) return null;
  const row = await ctx.db.installation.findFirst({ where: { id }, select: { provider: true } });
  const name = row && (findProvider(row.provider)?.name ?? row.provider);
  return row && { type: "integration", id, name, path: `integrations/installed/${id}` };
}

/** What a request brought about is found by it in the log. */
async function request(ctx: Context, id: string): Promise<Resolved | null> {
  if (!ctx.can("events:read")) return null;
  const where = { correlationId: id, source: { not: "test" as const }, createdAt: { gte: retainedSince(ctx) } };
  const row = await ctx.db.event.findFirst({ where, select: { type: true } });
  return row && { type: "request", id, name: row.type, path: `deliveries?q=${id}` };
}

async function link(ctx: Context, id: string): Promise<Resolved | null> {
  if (!ctx.can("links:read")) return null;
  const row = await ctx.db.link.findFirst({ where: { id, deletedAt: null }, select: { shortCode: true } });
  return row && { type: "link", id, name: row.shortCode, path: `links/${id}` };
}

async function replay(ctx: Context, id: string): Promise<Resolved | null> {
  if (!ctx.can("webhooks:read")) return null;
  const row = await ctx.db.replay.findFirst({ where: { id }, select: { id: true } });
  return row && { type: "replay", id, name: null, path: `deliveries/replays/${id}` };
}

async function customer(ctx: Context, id: string): Promise<Resolved | null> {
  if (!ctx.can("events:read")) return null;
  const row = await ctx.db.customer.findFirst({ where: { id }, select: { id: true } });
  return row && { type: "customer", id, name: null, path: `deliveries?q=${id}` };
}

async function apiKey(ctx: Context, id: string): Promise<Resolved | null> {
  if (!ctx.can("api_keys:manage")) return null;
  const row = await ctx.db.apiKey.findFirst({ where: { id }, select: { name: true } });
  return row && { type: "api_key", id, name: row.name, path: "settings/api-keys" };
}
