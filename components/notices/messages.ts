import { defineMessages } from "@/lib/shared/messages";

export const noticeMessages = defineMessages({
  notices: "Notices",
  open: "Notices{n, plural, =0 {} other {, # unread}}",
  openMany: "Notices, more than {n, number} unread",
  things: "notices",
  none: "Nothing to tell yet. Failures of endpoints, changed URLs and the like appear here.",
  unread: "Unread",
  seeDeliveries: "See its deliveries",
  seeMore: "Look at it",
  settings: "Choose what is sent by e-mail",
});
