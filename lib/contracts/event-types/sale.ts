import { z } from "zod";

import { defineEventType } from "./define";
import { money, orNull, text } from "./fields";
import { attribution, Sale } from "./objects";
import { ATTRIBUTED, SALE } from "./samples";

const shared = { family: "sale", carriesLink: true, operational: false } as const;

export const saleCreated = defineEventType({
  ...shared,
  type: "sale.created",
  title: "Sale created",
  summary: "A sale was recorded.",
  description: "Sent when a sale is recorded: through the conversions API or by a connected provider.",
  notSentWhen: "Not sent when the order id was already recorded.",
  data: z.strictObject({ ...Sale.shape, ...attribution }),
  sample: { ...SALE, ...ATTRIBUTED },
});

const Refund = z.strictObject({
  id: orNull(text(255)).describe("The refund's id at the provider."),
  ...money,
  full: z.boolean().describe("true when nothing of the sale is left."),
});

export const saleRefunded = defineEventType({
  ...shared,
  type: "sale.refunded",
  title: "Sale refunded",
  summary: "A sale was given back.",
  description: "Sent when a recorded sale is refunded, in whole or in part, one event per refund.",
  notSentWhen: "Not sent when the refunded order was never recorded here.",
  data: z.strictObject({
    ...Sale.shape,
    refund: Refund.describe("What was given back."),
    ...attribution,
  }),
  sample: {
    ...SALE,
    refund: { id: "re_example1", amount: 4900, amountDecimal: "49.00", currency: "USD", full: true },
    ...ATTRIBUTED,
  },
});
