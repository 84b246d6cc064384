import { EVENT_TYPES, eventType, type EventTypeName } from "@/lib/contracts/event-types";
import { newId } from "@/lib/shared/ids";
import { buildBody } from "@/lib/webhooks/envelope";

import type { Context } from "../context";

const SAMPLES = 3;
const CHOICES = 100;

/** Something to choose in Zapier: the id is what is kept, the label what is read. */
export interface ZapierChoice {
  id: string;
  label: string;
}

/** Whose key this is, for the label of the connection. */
export async function whoseKey(ctx: Context) {
  const { id, name, mode } = ctx.workspace;
  const key =
    ctx.actor.type === "api_key"
      ? await ctx.db.apiKey.findFirst({ where: { id: ctx.actor.id }, select: { id: true, name: true, lastFour: true } })
      : null;
  return { id, name, key: key && { id: key.id, name: key.name, last4: key.lastFour, mode } };
}

/** The newest events of a type as they were sent, or the type's sample: what a Zap is built with has the shape of what it gets. */
export async function sampleDeliveries(ctx: Context, type: EventTypeName): Promise<unknown[]> {
  const rows = await ctx.db.event.findMany({
    where: { type, source: { not: "test" }, erasedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SAMPLES,
    select: { body: true },
  });
  if (rows.length > 0) return rows.map(({ body }): unknown => JSON.parse(body));
  const sample = buildBody({
    id: newId("event"),
    type,
    createdAt: new Date(),
    workspaceId: ctx.workspace.id,
    livemode: ctx.workspace.mode === "live",
    data: eventType(type).sample,
    previousAttributes: null,
  });
  return [JSON.parse(sample) as unknown];
}

export const eventChoices = (): (ZapierChoice & { description: string })[] =>
  EVENT_TYPES.map(({ type, title, summary }) => ({ id: type, label: title, description: summary }));

/** Newest first. */
export async function linkChoices(ctx: Context): Promise<(ZapierChoice & { shortCode: string })[]> {
  const rows = await ctx.db.link.findMany({
    where: { deletedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: CHOICES,
    select: { id: true, title: true, shortCode: true },
  });
  return rows.map(({ id, title, shortCode }) => ({ id, label: title ?? shortCode, shortCode }));
}

/** Newest first. */
export async function campaignChoices(ctx: Context): Promise<ZapierChoice[]> {
  const rows = await ctx.db.campaign.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: CHOICES,
    select: { id: true, name: true },
  });
  return rows.map(({ id, name }) => ({ id, label: name }));
}
