import { z } from "zod";

import { metadata, text } from "./event-types/fields";
import { operation } from "./operation";

/** `value` is in decimal major units and converted exactly; it is refused with more decimals than its currency has. */
export const TrackConversion = z
  .strictObject({
    clickId: z.string().min(1).max(64),
    event: z.string().trim().pipe(text(100)).default("conversion"),
    value: z.number().min(0).max(1_000_000_000).optional(),
    currency: z
      .string()
      .regex(/^[A-Za-z]{3}$/, "Use a three-letter currency code.")
      .transform((code) => code.toUpperCase())
      .default("USD"),
    orderId: text(255).optional(),
    customer: z
      .strictObject({
        externalId: text(255),
        email: z.email().max(320).optional(),
        name: text(200).optional(),
      })
      .optional(),
    pixelId: z.string().max(128).optional(),
    metadata: metadata(),
  })
  .meta({
    id: "TrackConversion",
    examples: [
      {
        clickId: "clk_01jpaxy3q8m6v0c2t4r9k7w5zd",
        event: "purchase",
        value: 49.9,
        currency: "EUR",
        orderId: "A-10293",
        customer: { externalId: "c-118", email: "ada@acme.example", name: "Ada Lovelace" },
      },
    ],
  });
export type TrackConversion = z.output<typeof TrackConversion>;

export const TrackedConversion = z
  .strictObject({
    conversionId: z.string(),
    clickId: z.string(),
    event: z.string(),
    class: z.enum(["lead", "sale"]),
    value: z.number().nullable(),
    currency: z.string().nullable(),
    orderId: z.string().nullable(),
    tracked: z.literal(true),
    /** True when this order was reported before: the first conversion is answered and nothing new is made. */
    duplicate: z.boolean(),
    timestamp: z.iso.datetime(),
  })
  .meta({ id: "TrackedConversion" });
export type TrackedConversion = z.output<typeof TrackedConversion>;

export const conversions = {
  track: operation({
    id: "conversions.track",
    method: "POST",
    path: "/api/conversions/track",
    summary: "Track a lead or a sale for a click",
    auth: { kind: "any", permission: "events:write" },
    body: TrackConversion,
    status: 200,
    data: TrackedConversion,
    rate: "second",
    errors: ["NOT_FOUND"],
  }),
} as const;
