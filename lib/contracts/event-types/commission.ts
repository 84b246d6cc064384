import { z } from "zod";

import { defineEventType } from "./define";
import { id, money, orNull, time } from "./fields";
import { PartnerRef, Program, Sale, timeOrNull } from "./objects";
import { COMMISSION, PARTNER_REF, PROGRAM, SALE } from "./samples";

const Commission = z.strictObject({
  id: id().describe("The commission."),
  ...money,
  status: z.enum(["pending", "approved", "paid", "rejected", "reversed"]).describe("State after this event."),
  createdAt: time().describe("When it was earned, UTC."),
  paidAt: timeOrNull().describe("When it was paid out, UTC."),
  payoutId: orNull(id()).describe("The payout that holds it."),
});

const CommissionData = z.strictObject({
  ...Commission.shape,
  partner: PartnerRef.describe("Who earned it."),
  program: Program.describe("The program it was earned in."),
  sale: orNull(Sale.pick({ id: true, orderId: true, amount: true, amountDecimal: true, currency: true })).describe(
    "The sale it was earned on; null for a lead or a bounty.",
  ),
});

const shared = { family: "commission", carriesLink: false, operational: false, data: CommissionData } as const;
const earned = {
  partner: PARTNER_REF,
  program: PROGRAM,
  sale: {
    id: SALE.id,
    orderId: SALE.orderId,
    amount: SALE.amount,
    amountDecimal: SALE.amountDecimal,
    currency: SALE.currency,
  },
};

export const commissionCreated = defineEventType({
  ...shared,
  type: "commission.created",
  title: "Commission created",
  summary: "A partner earned one.",
  description: "Sent when a qualifying outcome earns a partner a commission.",
  notSentWhen: null,
  sample: { ...COMMISSION, paidAt: null, payoutId: null, ...earned },
});

export const commissionUpdated = defineEventType({
  ...shared,
  type: "commission.updated",
  title: "Commission updated",
  summary: "Amount or state changed.",
  description: "Sent when a commission's amount or state changes. previousAttributes holds the old values.",
  notSentWhen: "Not sent when it is paid out: that is commission.paid.",
  sample: { ...COMMISSION, status: "approved", paidAt: null, payoutId: null, ...earned },
});

export const commissionPaid = defineEventType({
  ...shared,
  type: "commission.paid",
  title: "Commission paid",
  summary: "It was paid out.",
  description: "Sent when the payout that holds a commission has been paid.",
  notSentWhen: null,
  sample: {
    ...COMMISSION,
    status: "paid",
    paidAt: "2026-02-02T11:20:00.000Z",
    payoutId: "pyt_01kg9mfmm0m0yntq1f6fccmjr4",
    ...earned,
  },
});
