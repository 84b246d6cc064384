import { eventType, isEventType, jsonSchemaOf } from "@/lib/contracts/event-types";
import type { EventTypeDetail } from "@/lib/contracts/events";
import { AppError } from "@/lib/shared/errors";

import { toEventTypeInfo } from "./list";

/** @throws AppError NOT_FOUND */
export function getEventType(name: string): EventTypeDetail {
  if (!isEventType(name)) throw new AppError("NOT_FOUND", "No such event type.");
  const type = eventType(name);
  return { ...toEventTypeInfo(type), schema: { ...jsonSchemaOf(name) }, sample: { ...type.sample } };
}
