import type { SubscribeZap } from "@/lib/contracts/zapier";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { createEndpoint } from "../endpoints/create";
import { deleteEndpoint } from "../endpoints/delete";
import { endpointUrl } from "../endpoints/url";
import { zapierInstallation } from "./installation";

const OUTBOUND = { surface: "outbound" } as const;

export interface Hook {
  id: string;
  event: string;
  targetUrl: string;
}

/**
 * Makes the destination of a Zap. Nothing is sent to its address first: Zapier answers no challenge. A subscription that
 * is asked for again, because its answer was lost, is the one that is there.
 * @throws AppError VALIDATION_ERROR, PLAN_LIMIT_REACHED, DUPLICATE_URL for an address that another event or key has
 */
export async function subscribeZap(ctx: Context, { targetUrl, event, filters = null }: SubscribeZap): Promise<Hook> {
  const { url } = endpointUrl(targetUrl);
  const known = await findHook(ctx, url, event);
  if (known) return known;
  const installationId = await zapierInstallation(ctx);
  const input = { url, events: [event], filters, name: `Zap: ${event}` };
  const managed = { installationId, apiKeyId: keyOf(ctx) };
  try {
    const { id } = await createEndpoint(ctx, OUTBOUND, input, managed);
    return { id, event, targetUrl: url };
  } catch (error) {
    // The same subscription, at the same moment.
    const made = error instanceof AppError && error.error === "DUPLICATE_URL" ? await findHook(ctx, url, event) : null;
    if (made) return made;
    throw error;
  }
}

const keyOf = ({ actor }: Context): string | null => (actor.type === "api_key" ? actor.id : null);

async function findHook(ctx: Context, url: string, event: string): Promise<Hook | null> {
  const row = await ctx.db.endpoint.findFirst({
    where: { ...OUTBOUND, url, deletedAt: null, apiKeyId: keyOf(ctx), installation: { provider: "zapier" } },
    select: { id: true, url: true, eventTypes: true },
  });
  const isSame = row?.eventTypes.length === 1 && row.eventTypes[0] === event;
  return row && isSame ? { id: row.id, event, targetUrl: row.url } : null;
}

/**
 * Ends a subscription. One that is gone, or never was, has ended as well.
 * @returns whether there was one
 */
export async function unsubscribeZap(ctx: Context, id: string): Promise<boolean> {
  const row = await ctx.db.endpoint.findFirst({
    where: { id, deletedAt: null, installation: { provider: "zapier" } },
    select: { id: true },
  });
  if (row) await deleteEndpoint(ctx, OUTBOUND, row.id, { managed: true });
  return row !== null;
}

/** Ends all subscriptions that a key made. */
export async function unsubscribeZapsOfKey(ctx: Context, apiKeyId: string): Promise<void> {
  const rows = await ctx.db.endpoint.findMany({ where: { apiKeyId, deletedAt: null }, select: { id: true } });
  for (const { id } of rows) await unsubscribeZap(ctx, id);
}
