import { z } from "zod";

import { id, time } from "./fields";

/** Version of the envelope and of all `data` shapes. It changes only when a field is removed or retyped. */
export const API_VERSION = "2026-11-01";

/** What every delivery carries, whatever its type. Open, because later versions may add keys. */
export const Envelope = z
  .object({
    id: id().describe("The event. The same on every attempt: use it to drop duplicates."),
    type: z.string().min(1).max(100).describe("What happened."),
    apiVersion: z.string().describe("Version of this shape."),
    createdAt: time().describe("When it happened, UTC."),
    workspaceId: id().describe("The workspace it happened in."),
    livemode: z.boolean().describe("false in test workspaces."),
    data: z.record(z.string(), z.unknown()).describe("What happened, in the shape of the type."),
    previousAttributes: z
      .record(z.string(), z.unknown())
      .optional()
      .describe("On updates: the old values of what changed, at the same paths as in data."),
  })
  .meta({ id: "EventEnvelope" });

export type Envelope = z.infer<typeof Envelope>;
