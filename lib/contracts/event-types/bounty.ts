import { z } from "zod";

import { defineEventType } from "./define";
import { id, money, text, time } from "./fields";
import { PartnerRef, Program, timeOrNull } from "./objects";
import { BOUNTY, PARTNER_REF, PROGRAM } from "./samples";

const Bounty = z.strictObject({
  id: id().describe("The bounty."),
  name: text(255).describe("What partners are asked to do."),
  status: z.enum(["draft", "active", "ended"]).describe("State after this event."),
  ...money,
  startsAt: timeOrNull().describe("From when it can be claimed, UTC."),
  endsAt: timeOrNull().describe("Until when, UTC."),
});

const Submission = z.strictObject({
  id: id().describe("The submission."),
  status: z.enum(["submitted", "approved", "rejected"]).describe("State after this event."),
  submittedAt: time().describe("When the partner handed it in, UTC."),
  reviewedAt: timeOrNull().describe("When it was reviewed, UTC."),
});

const BountyData = z.strictObject({
  bounty: Bounty.describe("The bounty."),
  program: Program.describe("Its program."),
});
const SubmissionData = z.strictObject({
  ...BountyData.shape,
  submission: Submission.describe("What was handed in."),
  partner: PartnerRef.describe("Who handed it in."),
});

const shared = { family: "bounty", carriesLink: false, operational: false } as const;
const submission = {
  id: "sub_01kep4h8m05acdyeddwr4wnpqc",
  status: "submitted",
  submittedAt: "2026-01-11T09:00:00.000Z",
  reviewedAt: null,
} as const;

export const bountyCreated = defineEventType({
  ...shared,
  type: "bounty.created",
  title: "Bounty created",
  summary: "A bounty was offered.",
  description: "Sent when a program offers a new bounty.",
  notSentWhen: null,
  data: BountyData,
  sample: { bounty: BOUNTY, program: PROGRAM },
});

export const bountyUpdated = defineEventType({
  ...shared,
  type: "bounty.updated",
  title: "Bounty updated",
  summary: "A bounty changed.",
  description: "Sent when a bounty's reward, dates or state change. previousAttributes holds the old values.",
  notSentWhen: null,
  data: BountyData,
  sample: { bounty: { ...BOUNTY, endsAt: "2026-04-30T22:00:00.000Z" }, program: PROGRAM },
});

export const bountySubmitted = defineEventType({
  ...shared,
  type: "bounty.submitted",
  title: "Bounty submitted",
  summary: "A partner handed in work.",
  description: "Sent when a partner hands in work for a bounty and waits for the review.",
  notSentWhen: null,
  data: SubmissionData,
  sample: { bounty: BOUNTY, program: PROGRAM, submission, partner: PARTNER_REF },
});

export const bountyApproved = defineEventType({
  ...shared,
  type: "bounty.approved",
  title: "Bounty approved",
  summary: "Handed-in work was accepted.",
  description: "Sent when work handed in for a bounty is accepted and the reward is earned.",
  notSentWhen: "Not sent when work is turned down.",
  data: SubmissionData,
  sample: {
    bounty: BOUNTY,
    program: PROGRAM,
    submission: { ...submission, status: "approved", reviewedAt: "2026-01-12T15:40:00.000Z" },
    partner: PARTNER_REF,
  },
});
