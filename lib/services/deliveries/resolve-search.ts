import { findDeliveryOfAttempt } from "@/lib/db/deliveries/find-by-attempt";
import type { LogFilters } from "@/lib/db/deliveries/log/filters";
import { kindOfId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { retainedSince } from "./visible";

/** What a search narrows the log to. */
export type Resolved = Pick<LogFilters, "endpointId" | "linkId" | "replayId" | "named" | "text"> & {
  installationId?: readonly string[];
};

/** An id may stand for many events: a request that sent a batch, a customer. The newest of them are shown. */
const EVENTS_MAX = 200;
const NAMES_MAX = 50;

/**
 * An id is looked up for what it is, over everything that is kept. Any other text is searched for in names and
 * addresses of endpoints, in short codes, and in payloads by those who may read them. Null when nothing can match.
 */
export async function resolveSearch(ctx: Context, q: string, inBodies: boolean): Promise<Resolved | null> {
  switch (kindOfId(q)) {
    case "delivery":
      return { named: { deliveryIds: [q], eventIds: [] } };
    case "event":
      return { named: { deliveryIds: [], eventIds: [q] } };
    case "attempt": {
      const found = await findDeliveryOfAttempt(ctx.workspace.id, q);
      return found === null ? null : { named: { deliveryIds: [found], eventIds: [] } };
    }
    case "request":
    case "receipt":
      return ofEvents(ctx, { correlationId: q });
    case "customer":
      return ofEvents(ctx, { customerId: q });
    case "endpoint":
      return { endpointId: [q] };
    case "link":
      return { linkId: [q] };
    case "replay":
      return { replayId: [q] };
    case "installation":
      return { installationId: [q] };
    default:
      return ofText(ctx, q, inBodies);
  }
}

async function ofEvents(ctx: Context, where: { correlationId: string } | { customerId: string }): Promise<Resolved> {
  const rows = await ctx.db.event.findMany({
    where: { ...where, createdAt: { gte: retainedSince(ctx) } },
    orderBy: { createdAt: "desc" },
    take: EVENTS_MAX,
    select: { id: true },
  });
  return { named: { deliveryIds: [], eventIds: rows.map((row) => row.id) } };
}

async function ofText(ctx: Context, text: string, inBodies: boolean): Promise<Resolved | null> {
  // Prisma hands a pattern of its caller on as it is.
  const contains = { contains: text.replaceAll(/[\\%_]/g, String.raw`\$&`), mode: "insensitive" as const };
  const [endpoints, links] = await Promise.all([
    ctx.db.endpoint.findMany({
      where: { OR: [{ name: contains }, { url: contains }] },
      take: NAMES_MAX,
      select: { id: true },
    }),
    ctx.db.link.findMany({ where: { shortCode: text }, select: { id: true } }),
  ]);
  if (!inBodies && endpoints.length + links.length === 0) return null;
  return {
    text: { text, endpointIds: endpoints.map((row) => row.id), linkIds: links.map((row) => row.id), inBodies },
  };
}
