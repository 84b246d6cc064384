import { EVENT_TYPES, type EventType, LINK_ALIAS_TYPES, LINK_ALIASES } from "@/lib/contracts/event-types";
import type { EventTypeInfo, EventTypeInUse } from "@/lib/contracts/events";

import type { Context } from "../context";
import { usageOf } from "./usage";

/** The catalogue in the order it is shown. It is the same for every workspace. */
export const listEventTypes = (): EventTypeInfo[] => EVENT_TYPES.map(toEventTypeInfo);

/** The catalogue with what this workspace does with each type. */
export async function listEventTypesInUse(ctx: Context): Promise<EventTypeInUse[]> {
  const used = await usageOf(ctx);
  return EVENT_TYPES.map((type) => ({ ...toEventTypeInfo(type), ...used.figuresOf(type.type) }));
}

export const toEventTypeInfo = ({ data: _data, sample: _sample, ...info }: EventType): EventTypeInfo => ({
  ...info,
  surfaces: info.carriesLink ? ["workspace", "link", "outbound"] : ["workspace", "outbound"],
  aliases: LINK_ALIASES.filter((alias) => LINK_ALIAS_TYPES[alias].some((type) => type === info.type)),
});
