import { z } from "zod";

import { eventList } from "./endpoints";
import { EVENT_TYPE_NAMES, LINK_ALIASES, type EventTypeName, type LinkAlias } from "./event-types";
import { Filter, FILTER_OPERATORS } from "./filter";
import { pathId } from "./ids";
import { operation } from "./operation";

/** Events that are shown one by one, and those of the last days that are judged for the figures. */
export const PREVIEW_EVENTS = 100;
export const PREVIEW_DAYS = 7;

const names = [...LINK_ALIASES, ...EVENT_TYPE_NAMES] as const satisfies readonly (EventTypeName | LinkAlias)[];

/**
 * What would be sent. With `endpointId` as a change of that endpoint: what is left out stays as it is. Otherwise as a
 * new destination, or as a webhook of a link.
 */
export const PreviewFilter = z
  .strictObject({
    events: eventList(names).optional(),
    filters: Filter.nullable().optional(),
    endpointId: pathId("endpoint").optional(),
    linkId: pathId("link").optional(),
  })
  .refine((preview) => preview.events !== undefined || preview.endpointId !== undefined, {
    path: ["events"],
    message: "Name at least one event type, or an endpoint.",
  })
  .refine((preview) => preview.linkId === undefined || preview.endpointId === undefined, {
    path: ["linkId"],
    message: "An endpoint keeps its link.",
  })
  .meta({ id: "PreviewFilter", examples: [{ events: ["sale.created"], filters: { "data.amount": { $gte: 5000 } } }] });
export type PreviewFilter = z.output<typeof PreviewFilter>;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const PreviewedEvent = z
  .strictObject({
    /** Null for the sample of a type. */
    id: z.string().nullable(),
    type: z.string(),
    createdAt: z.iso.datetime().nullable(),
    matched: z.boolean(),
    /** The condition that decided, with what the event had. Null without a filter, or when payloads may not be seen. */
    decisive: z
      .strictObject({
        path: z.string(),
        operator: z.enum(FILTER_OPERATORS),
        operand: z.union([scalar, z.array(scalar).readonly()]),
        actual: scalar,
        negated: z.boolean(),
        /** `data.amount is 900, needs to be at least 5,000`. */
        words: z.string(),
      })
      .nullable(),
  })
  .meta({ id: "PreviewedEvent" });
export type PreviewedEvent = z.output<typeof PreviewedEvent>;

const Example = z.strictObject({ id: z.string(), type: z.string(), createdAt: z.iso.datetime() });

export const FilterPreview = z
  .strictObject({
    /** `samples` when this workspace has no such event yet: then the samples of the types are judged. */
    basis: z.enum(["events", "samples"]),
    /** The filter as the end of a sentence that begins with “Send when”. */
    sentence: z.string(),
    /** The newest events of the types, one by one. */
    events: z.array(PreviewedEvent),
    matched: z.int(),
    /** What it would have meant over the last 7 days. */
    week: z.strictObject({
      /** The time that was looked at. Later than 7 days ago when there was too much: then it is a sample. */
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      sample: z.boolean(),
      examined: z.int(),
      /** Would have been sent. */
      matched: z.int(),
      /** Would have been sent and was not, and the other way round; null without an endpoint to compare with. */
      change: z
        .strictObject({
          added: z.int(),
          removed: z.int(),
          /** The newest of each, at most ten. */
          addedExamples: z.array(Example),
          removedExamples: z.array(Example),
        })
        .nullable(),
      /** Matching events a day at this rate; null when there is nothing to reckon with. */
      perDay: z.number().nullable(),
    }),
  })
  .meta({ id: "FilterPreview" });
export type FilterPreview = z.output<typeof FilterPreview>;

export const filters = {
  preview: operation({
    id: "filters.preview",
    method: "POST",
    path: "/api/filters/preview",
    summary: "Judge recent events by a filter, and say what a change would have added or removed",
    // Whoever may make an endpoint may have these events sent to it; nobody else may try filters out on them.
    auth: { kind: "any", permission: ["webhooks:manage", "links:create", "links:update"] },
    body: PreviewFilter,
    status: 200,
    data: FilterPreview,
    rate: "hour",
    errors: [],
  }),
} as const;
