import { z } from "zod";

import { defineEventType } from "./define";
import { id, orNull, text } from "./fields";
import { PartnerRef, Program, timeOrNull } from "./objects";
import { ENROLLMENT, PARTNER, PROGRAM } from "./samples";

const Partner = z.strictObject({
  ...PartnerRef.shape,
  email: orNull(text(320)).describe("Address the partner signed up with."),
  country: orNull(z.string().regex(/^[A-Z]{2}$/)).describe("ISO 3166-1 alpha-2."),
});

/** Without the comments of those who decided: they stay in Linquid. */
const Enrollment = z.strictObject({
  id: id().describe("The enrollment."),
  status: z.enum(["applied", "approved", "rejected", "suspended", "closed"]).describe("State after this event."),
  source: z.enum(["marketplace", "invite", "private", "owner"]).describe("How the partner came in."),
  appliedAt: timeOrNull().describe("When the partner applied; null for an invitation."),
  decidedAt: timeOrNull().describe("When the present state was decided."),
});

const PartnerData = z.strictObject({
  partner: Partner.describe("The partner."),
  program: Program.describe("The program."),
  enrollment: Enrollment.describe("What ties the partner to the program."),
});

const shared = { family: "partner", carriesLink: false, operational: false, data: PartnerData } as const;
const appliedAt = "2025-11-28T09:00:01.000Z";
const decidedAt = "2025-11-29T13:15:00.000Z";

export const partnerApplicationSubmitted = defineEventType({
  ...shared,
  type: "partner.application_submitted",
  title: "Partner applied",
  summary: "A partner asked to join a program.",
  description: "Sent when a partner applies to a program and waits for a decision.",
  notSentWhen: "Not sent when a partner accepts an invitation.",
  sample: {
    partner: PARTNER,
    program: PROGRAM,
    enrollment: { ...ENROLLMENT, status: "applied", appliedAt, decidedAt: null },
  },
});

export const partnerEnrolled = defineEventType({
  ...shared,
  type: "partner.enrolled",
  title: "Partner enrolled",
  summary: "A partner joined a program.",
  description: "Sent when an application is approved or an invitation accepted.",
  notSentWhen: null,
  sample: {
    partner: PARTNER,
    program: PROGRAM,
    enrollment: { ...ENROLLMENT, status: "approved", appliedAt, decidedAt },
  },
});

export const partnerRejected = defineEventType({
  ...shared,
  type: "partner.rejected",
  title: "Partner rejected",
  summary: "An application was turned down.",
  description: "Sent when an application to a program is turned down.",
  notSentWhen: null,
  sample: {
    partner: PARTNER,
    program: PROGRAM,
    enrollment: { ...ENROLLMENT, status: "rejected", appliedAt, decidedAt },
  },
});

export const partnerSuspended = defineEventType({
  ...shared,
  type: "partner.suspended",
  title: "Partner suspended",
  summary: "A partner was suspended.",
  description: "Sent when an enrolled partner is suspended and stops earning.",
  notSentWhen: "Not sent when an enrollment is closed.",
  sample: {
    partner: PARTNER,
    program: PROGRAM,
    enrollment: { ...ENROLLMENT, status: "suspended", appliedAt, decidedAt: "2026-02-03T08:00:00.000Z" },
  },
});
