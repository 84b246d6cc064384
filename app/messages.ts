import { defineMessages } from "@/lib/shared/messages";

export const appMessages = defineMessages({
  notFoundTitle: "There is no such page",
  notFoundBody: "The address may be wrong, or it belongs to a workspace you are not a member of.",
  goHome: "Go to your workspace",
  brokenTitle: "This page could not be shown",
  brokenBody: "The problem was on our side. Nothing you sent was lost.",
  reference: "Reference {digest}",
  tryAgain: "Try again",
  thisPage: "this page",
});
