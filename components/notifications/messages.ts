import { defineMessages } from "@/lib/shared/messages";

export const notificationMessages = defineMessages({
  title: "Notifications",
  things: "alert rules",
  change: "change",
  alerts: "alerts",
  intro: "Everything here is told in the product. Choose who gets it by e-mail too.",
  notSetUp: "Mail is not set up on this server. What is sent waits under E-mails.",

  owner: "Owners",
  admin: "Admins",
  editor: "Editors",
  viewer: "Viewers",
  everybody: "Everybody",
  nobody: "Nobody",
  email: "E-mail",
  emailOf: "E-mail about: {alert}",
  whoOf: "Who gets e-mail about: {alert}",
  who: "Who gets this by e-mail",
  oneAtLeast: "At least one role gets it. Switch it off to send it to nobody.",
  off: "No more e-mail about: {alert}.",
  undo: "Undo",
  notSaved: "The alert was not saved: {reason}",
  actionsOf: "Actions for: {alert}",
  sample: "Send a sample to me",
  sampled: "A sample is on its way to {email}.",
  sampleWaits: "The sample waits under E-mails, because mail is not set up on this server.",
  reset: "Back to the standard",
  isStandard: "This is the standard.",
});

/** What each category tells, by its name in the API. */
export const categoryMessages = defineMessages({
  endpoint_failing: "Endpoint failing for 1 hour, 1 day, 4 days",
  endpoint_disabled: "Endpoint turned off",
  endpoint_recovered: "Endpoint works again",
  endpoint_changed: "New endpoint or changed URL",
  held_expiring: "Held deliveries expire in 3 days",
  secret_old: "Signing secret older than 90 days",
  secret_ending: "Secret ends in 72 h",
  integration_error: "Integration error",
  first_failure: "First failure after 7 clean days",
  key_unused: "Key unused 90 days",
  replay_finished: "Replay finished",
  daily_summary: "Daily summary",
});

export const categoryHelp = defineMessages({
  endpoint_failing: "Without one success. Each says when the endpoint would be turned off.",
  endpoint_disabled: "After 5 days without a success, or when its receiver answered that it is gone.",
  endpoint_recovered: "After you were told that it was failing.",
  endpoint_changed: "Names who did it and the host that data now goes to.",
  held_expiring: "At most once a day for each endpoint.",
  secret_old: "Of an endpoint that is on.",
  secret_ending: "The one that was replaced; from then on the new one signs alone.",
  integration_error: "At most once a day for each integration.",
  first_failure: "Of an endpoint that accepted everything for a week.",
  key_unused: "So that you can revoke what nothing needs.",
  replay_finished: "With what was delivered, what failed and what was left out.",
  daily_summary: "The day before, from 8:00 on in the workspace's time zone. Off until you switch it on.",
});
