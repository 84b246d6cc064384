import { defineMessages } from "@/lib/shared/messages";

export const setupMessages = defineMessages({
  title: "Setup",
  intro: "Five steps in the order that keeps live data safe. Each ticks itself when it is done.",
  things: "setup steps",
  complete: "Setup is complete. We will alert your admins if anything breaks.",
  nextStep: "Next: {step}",
  continue: "Continue setup",
  ring: "Setup: {n, number} of {m, number} done",

  progress: "{n, number} of {m, number}, about 5 minutes",
  start: "Start setup",
  connectStart:
    "You are in a test workspace, so nothing here reaches live partners or payouts. Start with one provider, or with a URL of your own.",
  connectStartLive: "Try everything where nothing reaches live partners or payouts.",
  activeStart: "Status is Active and the credentials were checked.",
  payloadsStart: "One test comes in and is processed, one signed test goes out and is accepted.",
  eventsStart: "Event types chosen one by one; the rest stay off.",
  firstDayStart: "24 hours with at least 99 % delivered and nothing failing.",

  todo: "To do",
  doing: "Doing",
  done: "Done",
  blocked: "Blocked",

  connect: "Connect in a test workspace",
  connectBody: "Try everything where nothing reaches live partners or payouts.",
  connectDone: "{name} set up in {workspace}, {time}.",
  connectAction: "Create a destination there",
  connectNoTest: "Create a test workspace of this one first, or begin here and keep its events apart yourself.",
  connectActionHere: "Create a destination",

  active: "Confirm it is active",
  activeBody: "Something was delivered in the last 24 hours.",
  activeDone: "{name} answered, {time}.",
  activeBlocked: "{name} was turned off because it failed.",
  activeAction: "Open your destinations",

  payloads: "Validate the first test payloads",
  payloadsBody: "Send a signed test and see it accepted.",
  payloadsDone: "Signed test accepted by {name}{ms, plural, =0 {} other { in # ms}}, {time}.",
  payloadsAction: "Send a signed test",

  events: "Enable only what you need",
  eventsBody: "Only a person can say that these are the right event types.",
  eventsFound: "{n, number} of {total, number} event types on. About {perDay, number} deliveries a day.",
  eventsAction: "Choose event types",

  first_day: "Watch the first day",
  firstDayBody: "99 % delivered, nothing failing, and no refused signature left unexplained.",
  firstDayRunning:
    "{delivered, number} of {ended, number} delivered so far. {hours, plural, one {# hour} other {# hours}} left.",
  firstDayDone: "First day: {delivered, number} of {ended, number} delivered.",
  firstDayRefused:
    "{n, plural, one {# failure} other {# failures}} answered 401 or 403: check how the receiver verifies the signature.",
  firstDayAction: "See the log",

  markDone: "Mark as done",
  markOpen: "Not done after all",
  markedBy: "Marked as done by {name}, {time}.",
  check: "Check now",
  hide: "Hide setup",
  show: "Show setup again",
  hidden: "Setup is hidden from the top bar.",
  notSaved: "Not saved: {reason}",
});
