import type { ProviderManifest } from "@/lib/contracts/providers";

/** A confidential client with a bot token; neither PKCE nor token rotation can be switched off once on. */
export const slack: ProviderManifest = {
  provider: "slack",
  name: "Slack",
  category: "messaging",
  direction: "both",
  flows: { in: "Commands, buttons", out: "Messages for events and failing endpoints" },
  summary: "Tell a channel about sales, leads and endpoints in trouble, and act on them from there.",
  description:
    "Chosen events become messages in a channel, with buttons that act with your rights here. A slash command looks things up without leaving Slack.",
  auth: { kind: "oauth", input: null },
  scopes: [
    {
      scope: "chat:write",
      words: "Post messages",
      reason: "Sends the notifications you choose to the channel you choose.",
      optional: false,
    },
    {
      scope: "chat:write.public",
      words: "Post in public channels without being invited",
      reason: "So that nobody has to invite the app first.",
      optional: false,
    },
    {
      scope: "channels:read",
      words: "See the names of public channels",
      reason: "Fills the list of channels to choose from.",
      optional: false,
    },
    {
      scope: "commands",
      words: "Add a slash command",
      reason: "Looks up links and deliveries from any channel.",
      optional: false,
    },
    {
      scope: "groups:read",
      words: "See the names of private channels it was invited to",
      reason: "Only to choose a private channel.",
      optional: true,
    },
  ],
  inbound: [
    {
      topic: "slash_command",
      becomes: [],
      words: "A command is answered to the one who asked.",
      amount: null,
      when: null,
    },
    {
      topic: "block_actions",
      becomes: [],
      words: "A button acts with the rights of the member who pressed it.",
      amount: null,
      when: null,
    },
    {
      topic: "app_uninstalled",
      becomes: ["integration.disconnected"],
      words: "Removing the app in Slack disconnects it here.",
      amount: null,
      when: null,
    },
    {
      topic: "tokens_revoked",
      becomes: ["integration.disconnected"],
      words: "Taking its access away disconnects it here.",
      amount: null,
      when: null,
    },
  ],
  outbound: [
    { what: "Events", words: "One message for each event of the types you choose that passes the filter." },
    { what: "Endpoints in trouble", words: "A message when an endpoint keeps failing, is turned off or recovers." },
  ],
  emits: ["integration.connected", "integration.error", "integration.disconnected"],
  never: [
    "Messages of your channels are not read.",
    "E-mail addresses of customers are left out of messages.",
    "Payloads are not posted, only what the message shows.",
  ],
  settings: [
    {
      key: "channel",
      label: "Channel",
      help: "Invite the app to a private channel before you choose it.",
      required: true,
      when: null,
      control: "remote",
      source: "channels",
      multiple: false,
      freeText: false,
      default: [],
    },
    {
      key: "events",
      label: "Send",
      help: null,
      required: true,
      when: null,
      control: "event_types",
      default: ["sale.created", "lead.created", "endpoint.failing", "endpoint.disabled", "integration.error"],
    },
    {
      key: "filter",
      label: "Only when",
      help: "Events that do not pass are not posted.",
      required: false,
      when: null,
      control: "filter",
      default: null,
    },
    {
      key: "quietHours",
      label: "Quiet hours",
      help: "What happens in them is posted when they end.",
      required: false,
      when: null,
      control: "quiet_hours",
      default: null,
    },
  ],
  setup: {
    minutes: 2,
    needs: "A Slack workspace in which you may install apps.",
    steps: [
      "Choose Connect and allow access on Slack's page.",
      "Choose a channel and the events to send.",
      "Post a sample and look at it in the channel.",
    ],
  },
  questions: [
    {
      question: "Who can press the buttons?",
      answer:
        "Members who linked their Slack account to their account here. What they may do is checked at that moment.",
    },
    {
      question: "Can I choose another channel later?",
      answer: "Yes, in the settings. What was posted stays where it is.",
    },
    {
      question: "What if the channel is archived?",
      answer: "Posting to it stops, and the integration says so until you choose another one.",
    },
  ],
  docsUrl: "https://docs.slack.dev",
  publisher: "Linquid",
  updatedOn: "2026-11-26",
  app: { prefix: { live: "SLACK", test: "SLACK" }, needs: ["clientId", "clientSecret", "signingSecret"] },
};
