import { z } from "zod";

import { metadata, text } from "./event-types/fields";
import { operation } from "./operation";

const clickId = z.string().min(1).max(80);
/** Providers' own fields carry click ids with a mark of ours, so that a merchant's value is not read as one. */
const CARRIED = /^lw_(?:cid|ck)_/;

/**
 * `click_id` and `lw_cid`, as the address of a landing page has it, are other names of `clickId`.
 * `value` is in decimal major units and converted exactly; it is refused with more decimals than its currency has.
 */
export const TrackConversion = z
  .strictObject({
    clickId: clickId.optional(),
    click_id: clickId.optional(),
    lw_cid: clickId.optional(),
    event: z.string().trim().pipe(text(100)).default("conversion"),
    value: z.number().min(0).max(1_000_000_000).optional(),
    currency: z
      .string()
      .regex(/^[A-Za-z]{3}$/, "Use a three-letter currency code.")
      .toUpperCase()
      .default("USD"),
    orderId: text(255).optional(),
    customer: z
      .strictObject({
        externalId: z.string().trim().pipe(text(255)),
        email: z.email().max(320).optional(),
        name: z.string().trim().pipe(text(200)).optional(),
      })
      .optional(),
    pixelId: z.string().max(128).optional(),
    metadata: metadata(),
  })
  .refine((sent) => [sent.clickId, sent.click_id, sent.lw_cid].filter((id) => id !== undefined).length === 1, {
    path: ["clickId"],
    message: "Give clickId once.",
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
  })
  .transform(({ click_id, lw_cid, ...sent }) => ({
    ...sent,
    clickId: (sent.clickId ?? click_id ?? lw_cid ?? "").replace(CARRIED, ""),
  }));
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
    namesNobody: true,
    errors: ["NOT_FOUND"],
  }),
} as const;
