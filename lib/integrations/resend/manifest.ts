import type { ProviderManifest } from "@/lib/contracts/providers";

/** By API key; the webhook is made through it and its secret is kept with it. */
export const resend: ProviderManifest = {
  provider: "resend",
  name: "Resend",
  category: "messaging",
  direction: "both",
  flows: { in: "Delivery, bounces, complaints", out: "Alerts by e-mail" },
  summary: "See which e-mails arrived, and stop writing to addresses that bounce or complain.",
  description:
    "What Resend reports about your e-mails is shown beside each of them. Addresses that bounce for good or complain are not written to again.",
  auth: {
    kind: "api_key",
    input: {
      key: "apiKey",
      label: "API key",
      help: "A key with full access: it is needed to make the webhook. A key for sending alone cannot do that.",
      placeholder: "re_…",
      secret: true,
      pattern: "^re_[A-Za-z0-9_]{8,128}$",
    },
  },
  scopes: [
    {
      scope: "full_access",
      words: "Manage webhooks and read domains",
      reason: "Makes the webhook for you, removes it when you disconnect, and sends alerts if you choose it.",
      optional: false,
    },
  ],
  inbound: [
    { topic: "email.delivered", becomes: [], words: "The e-mail is shown as delivered.", amount: null, when: null },
    {
      topic: "email.delivery_delayed",
      becomes: [],
      words: "The e-mail is shown as delayed.",
      amount: null,
      when: null,
    },
    {
      topic: "email.bounced",
      becomes: [],
      words: "The e-mail is shown as bounced. Once for good, or three times in a week, its address is not used again.",
      amount: null,
      when: { key: "onBounce", in: ["mark_and_stop", "mark"], only: [] },
    },
    {
      topic: "email.complained",
      becomes: [],
      words: "The e-mail is shown as complained about, and its address is not used again.",
      amount: null,
      when: null,
    },
    {
      topic: "email.failed",
      becomes: [],
      words: "The e-mail is shown as failed, with the reason.",
      amount: null,
      when: null,
    },
    {
      topic: "email.suppressed",
      becomes: [],
      words: "The e-mail is shown as failed: Resend does not write to this address.",
      amount: null,
      when: null,
    },
    {
      topic: "email.opened",
      becomes: [],
      words: "Counted, if you want it. Programs open e-mails too.",
      amount: null,
      when: { key: "record", in: ["email.opened"], only: [] },
    },
  ],
  outbound: [
    {
      what: "Alerts",
      words: "E-mails about endpoints and integrations in trouble, from your domain, if you choose it.",
    },
  ],
  emits: ["integration.connected", "integration.error", "integration.disconnected"],
  never: [
    "The text of your e-mails is not read.",
    "Where and with what an e-mail was opened is not kept.",
    "The key is sealed and never shown again.",
  ],
  settings: [
    {
      key: "domain",
      label: "Sending domain",
      help: null,
      required: false,
      when: null,
      control: "remote",
      source: "domains",
      multiple: false,
      freeText: false,
      default: [],
    },
    {
      key: "alerts",
      label: "Send alerts from this domain",
      help: "From alerts@ at the domain above, instead of this server's address. If Resend refuses, this server sends them.",
      required: false,
      when: null,
      control: "switch",
      default: false,
    },
    {
      key: "record",
      label: "Record",
      help: null,
      required: true,
      when: null,
      control: "checkboxes",
      options: [
        { value: "email.delivered", label: "Delivered" },
        { value: "email.opened", label: "Opened" },
        { value: "email.bounced", label: "Bounced" },
        { value: "email.complained", label: "Complained" },
      ],
      default: ["email.bounced", "email.complained"],
    },
    {
      key: "onBounce",
      label: "On bounce",
      help: "Only when the address is gone for good.",
      required: true,
      when: null,
      control: "select",
      options: [
        { value: "mark_and_stop", label: "Mark and stop" },
        { value: "mark", label: "Mark contact" },
        { value: "ignore", label: "Ignore" },
      ],
      default: "mark_and_stop",
    },
  ],
  setup: {
    minutes: 2,
    needs: "A Resend account and a key with full access.",
    steps: [
      "Make a key with full access in Resend.",
      "Paste it here and choose Connect.",
      "Send a test e-mail and watch it arrive.",
    ],
  },
  questions: [
    {
      question: "Why does it need full access?",
      answer: "Resend lets only such keys manage webhooks. It is used for that and to list your domains.",
    },
    {
      question: "What if an address bounced by mistake?",
      answer: "Remove it from the list of suppressed addresses in Settings, and it is written to again.",
    },
    {
      question: "Does this change how e-mails are sent?",
      answer: "Only if you let it send alerts from your domain. Otherwise it listens to what becomes of e-mails.",
    },
  ],
  docsUrl: "https://resend.com/docs",
  publisher: "Linquid",
  updatedOn: "2026-11-26",
  app: null,
};
