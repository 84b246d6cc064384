import { EVENT_TYPES, type EventType } from "@/lib/contracts/event-types";
import type { EventTypeInfo } from "@/lib/contracts/events";

/** The catalogue in the order it is shown. It is the same for every workspace. */
export const listEventTypes = (): EventTypeInfo[] => EVENT_TYPES.map(toEventTypeInfo);

export const toEventTypeInfo = ({
  type,
  family,
  title,
  description,
  carriesLink,
  operational,
}: EventType): EventTypeInfo => ({
  type,
  family,
  title,
  description,
  carriesLink,
  operational,
});
