import { EVENT_TYPE_NAMES, type EventTypeName, jsonSchemaOf, schemaFields } from "@/lib/contracts/event-types";
import { COUNTED_MAX, type EventTypeDetail, type EventTypeInUse } from "@/lib/contracts/events";
import { countRecentByType } from "@/lib/db/events/of-types";
import { DAY } from "@/lib/shared/time";
import { subscribedTypes } from "@/lib/webhooks/subscription";

import type { Context } from "../context";
import { readableSurfaces, retainedSince } from "../deliveries/visible";

const WEEK = 7 * DAY;
const SUBSCRIBERS_MAX = 100;

export interface EventTypeUse {
  figuresOf(type: EventTypeName): Pick<EventTypeInUse, "lastWeek" | "endpoints" | "fields">;
  subscribersOf(type: EventTypeName): EventTypeDetail["subscribers"];
}

/** How much this workspace uses each of these types: its events of the last week, and who subscribes to them. */
export async function usageOf(ctx: Context, types: readonly EventTypeName[] = EVENT_TYPE_NAMES): Promise<EventTypeUse> {
  const since = new Date(Math.max(Date.now() - WEEK, retainedSince(ctx).getTime()));
  const [counts, endpoints] = await Promise.all([
    countRecentByType(ctx.workspace.id, { types, since, max: COUNTED_MAX }),
    ctx.db.endpoint.findMany({
      where: { deletedAt: null, surface: { in: readableSurfaces(ctx) } },
      orderBy: { id: "desc" },
      select: { id: true, name: true, surface: true, linkId: true, state: true, eventTypes: true },
    }),
  ]);
  const counted = new Map(counts.map(({ type, count }) => [type, count]));
  const subscribed = endpoints.map(({ eventTypes, ...endpoint }) => ({
    endpoint,
    types: new Set<string>(subscribedTypes(eventTypes)),
  }));
  const subscribers = (type: string) => subscribed.filter((each) => each.types.has(type));
  return {
    figuresOf: (type) => {
      const count = counted.get(type) ?? 0;
      return {
        lastWeek: { count, more: count >= COUNTED_MAX },
        endpoints: subscribers(type).length,
        fields: schemaFields(jsonSchemaOf(type), "data").map(({ path }) => path),
      };
    },
    subscribersOf: (type) =>
      subscribers(type)
        .slice(0, SUBSCRIBERS_MAX)
        .map((each) => each.endpoint),
  };
}
