import { defineMessages } from "@/lib/shared/messages";

export const createWorkspaceMessages = defineMessages({
  title: "Create a workspace",
  name: "Name",
  slug: "Slug",
  slugHelp:
    "Stands in the address of its dashboard. Left empty, it is made from the name, with a number if it is taken.",
  timeZone: "Time zone",
  timeZoneHelp: "Days and summaries of the workspace begin at its midnight.",
  mode: "Kind",
  live: "Live",
  liveHelp: "For real partners and payouts. It begins on Starter.",
  test: "Test",
  testHelp: "Nothing in it reaches live partners or payouts. It has the plan of its live workspace.",
  testNeedsOwner: "You own no live workspace that it could belong to.",
  partner: "Belongs to",
  partnerHelp: "The live workspace that is tried out here.",
  cancel: "Cancel",
  create: "Create workspace",
  creating: "Creating…",
});
