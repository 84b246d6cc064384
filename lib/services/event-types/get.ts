import { API_VERSION, eventType, isEventType, jsonSchemaOf } from "@/lib/contracts/event-types";
import type { EventTypeDetail } from "@/lib/contracts/events";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { toEventTypeInfo } from "./list";
import { usageOf } from "./usage";

/** @throws AppError NOT_FOUND */
export async function getEventType(ctx: Context, name: string): Promise<EventTypeDetail> {
  if (!isEventType(name)) throw new AppError("NOT_FOUND", "No such event type.");
  const type = eventType(name);
  const used = await usageOf(ctx, [name]);
  return {
    ...toEventTypeInfo(type),
    ...used.figuresOf(name),
    schema: { ...jsonSchemaOf(name) },
    sample: { ...type.sample },
    apiVersion: API_VERSION,
    subscribers: used.subscribersOf(name),
  };
}
