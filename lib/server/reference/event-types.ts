import "server-only";

import { cache } from "react";

import type { JsonSchema } from "@/lib/api/openapi/json-schema";
import {
  API_VERSION,
  EVENT_FAMILIES,
  EVENT_TYPES,
  type EventTypeName,
  isEventType,
  jsonSchemaOf,
} from "@/lib/contracts/event-types";
import type { ReferenceEventType } from "@/lib/shared/reference";

import { fieldsOf } from "./fields";

/** Enough for what lies in an object in an object in `data`. */
const DEPTH = 3;

/** As its readers get it. */
const schemaOf = (type: EventTypeName): JsonSchema => JSON.parse(JSON.stringify(jsonSchemaOf(type))) as JsonSchema;

/** Every event type, in the order of the catalogue. */
export const referenceEventTypes = cache((): ReferenceEventType[] =>
  EVENT_TYPES.map((each) => ({
    type: each.type,
    title: each.title,
    family: EVENT_FAMILIES.find(({ family }) => family === each.family)?.title ?? "",
    summary: each.summary,
    sentWhen: each.description,
    notSentWhen: each.notSentWhen,
    fields: fieldsOf(schemaOf(each.type), "", DEPTH),
    sample: JSON.stringify(
      {
        id: "evt_01kd2mjwm0kk537043gfysp603",
        type: each.type,
        apiVersion: API_VERSION,
        createdAt: "2026-03-14T09:26:53.000Z",
        workspaceId: "ws_01kd2mjwm0kk537043gfysp600",
        livemode: true,
        data: each.sample,
      },
      null,
      2,
    ),
  })),
);

/** One of them; null for a name that is none. */
export const referenceEventType = (name: string): ReferenceEventType | null =>
  isEventType(name) ? (referenceEventTypes().find(({ type }) => type === name) ?? null) : null;
