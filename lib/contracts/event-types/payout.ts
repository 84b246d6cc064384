import { z } from "zod";

import { defineEventType } from "./define";
import { id, money, orNull, time } from "./fields";
import { PartnerRef, timeOrNull } from "./objects";
import { PARTNER_REF, PAYOUT } from "./samples";

/** Without bank details and finance notes: they stay in Linquid. */
const Payout = z.strictObject({
  id: id().describe("The payout."),
  ...money,
  status: z.enum(["pending", "confirmed", "paid", "failed", "canceled"]).describe("State after this event."),
  commissionCount: z.int().min(0).describe("How many commissions it holds."),
  periodStart: timeOrNull().describe("Start of the period it covers, UTC."),
  periodEnd: timeOrNull().describe("End of the period, exclusive, UTC."),
  createdAt: time().describe("When it was made, UTC."),
  confirmedAt: timeOrNull().describe("When it was released for payment, UTC."),
  completedAt: timeOrNull().describe("When it was paid, failed or was canceled, UTC."),
  failureReason: orNull(
    z.enum(["account_missing", "account_closed", "details_invalid", "limit_exceeded", "declined", "other"]),
  ).describe("Why it failed; null otherwise."),
});

const PayoutData = z.strictObject({
  ...Payout.shape,
  partner: PartnerRef.describe("Who is paid."),
});

const shared = { family: "payout", carriesLink: false, operational: false, data: PayoutData } as const;
const fresh = { ...PAYOUT, confirmedAt: null, completedAt: null, failureReason: null };
const confirmedAt = "2026-02-01T10:00:00.000Z";
const completedAt = "2026-02-02T11:20:00.000Z";

export const payoutCreated = defineEventType({
  ...shared,
  type: "payout.created",
  title: "Payout created",
  summary: "A payout was prepared.",
  description: "Sent when approved commissions are gathered into a payout.",
  notSentWhen: null,
  sample: { ...fresh, status: "pending", partner: PARTNER_REF },
});

export const payoutConfirmed = defineEventType({
  ...shared,
  type: "payout.confirmed",
  title: "Payout confirmed",
  summary: "A payout was released.",
  description: "Sent when a payout is released for payment.",
  notSentWhen: null,
  sample: { ...fresh, status: "confirmed", confirmedAt, partner: PARTNER_REF },
});

export const payoutPaid = defineEventType({
  ...shared,
  type: "payout.paid",
  title: "Payout paid",
  summary: "The partner was paid.",
  description: "Sent when the partner has been paid.",
  notSentWhen: null,
  sample: { ...fresh, status: "paid", confirmedAt, completedAt, partner: PARTNER_REF },
});

export const payoutFailed = defineEventType({
  ...shared,
  type: "payout.failed",
  title: "Payout failed",
  summary: "The payment did not go through.",
  description: "Sent when a payment is refused or returned. The commissions stay owed.",
  notSentWhen: null,
  sample: {
    ...fresh,
    status: "failed",
    confirmedAt,
    completedAt,
    failureReason: "account_closed",
    partner: PARTNER_REF,
  },
});

export const payoutCanceled = defineEventType({
  ...shared,
  type: "payout.canceled",
  title: "Payout canceled",
  summary: "A payout was called off.",
  description: "Sent when a payout is called off before it is paid.",
  notSentWhen: null,
  sample: { ...fresh, status: "canceled", completedAt, partner: PARTNER_REF },
});
