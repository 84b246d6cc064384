import { z } from "zod";

import { operation } from "./operation";

export const LIVE_TOPICS = ["delivery", "receipt", "endpoint", "installation", "replay"] as const;
export type LiveTopic = (typeof LIVE_TOPICS)[number];

/** One message of the stream: the JSON of its `data` line. */
export const LiveEvent = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("ready"),
      /** True when everything since the last id was kept and follows; false when what is shown must be read again. */
      resumed: z.boolean(),
    }),
    z.strictObject({
      type: z.literal("changed"),
      topic: z.enum(LIVE_TOPICS),
      /** What changed, at most 50 of it. */
      ids: z.array(z.string()),
      /** More changed than is named. */
      more: z.boolean(),
      /** How many of these are new. */
      created: z.int(),
    }),
  ])
  .meta({ id: "LiveEvent" });
export type LiveEvent = z.output<typeof LiveEvent>;

export const live = {
  stream: operation({
    id: "live.stream",
    method: "GET",
    path: "/api/stream",
    summary:
      "Be told what changes, as server-sent events; resumes after `Last-Event-ID`, and tells only of what the caller may read",
    auth: { kind: "any", permission: ["webhooks:read", "links:read", "integrations:read"] },
    status: 200,
    file: ["text/event-stream"],
    data: z.string().meta({
      examples: [
        'id: k3J9x2Qa.17\ndata: {"type":"changed","topic":"delivery","ids":["dlv_01kd2mjwm0kk537043gfysp603"],"more":false,"created":1}\n\n',
      ],
    }),
    rate: "hour",
    errors: ["RATE_LIMITED"],
  }),
} as const;
