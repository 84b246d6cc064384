import type { ProviderManifest } from "@/lib/contracts/providers";

/** Events go out under the write key of a source; nothing comes back. */
export const segment: ProviderManifest = {
  provider: "segment",
  name: "Segment",
  category: "crm",
  direction: "outbound",
  flows: { in: null, out: "Clicks, leads, sales" },
  summary: "Send clicks, leads and sales to a Segment source as track calls.",
  description:
    "Each event of the types you choose becomes one track call of a Segment source, and reaches from there what you have connected to it.",
  auth: {
    kind: "api_key",
    input: {
      key: "writeKey",
      label: "Write key",
      help: "In Segment, under the settings of an HTTP API source.",
      placeholder: "Your source's write key",
      secret: true,
      pattern: "^[A-Za-z0-9]{10,64}$",
    },
  },
  scopes: [],
  inbound: [],
  outbound: [{ what: "Events", words: "One track call for each event of the types you choose." }],
  emits: ["integration.connected", "integration.error", "integration.disconnected"],
  never: [
    "E-mail addresses and names of customers are left out of the calls.",
    "Nothing is read from Segment.",
    "The write key is sealed and never shown again.",
  ],
  settings: [
    {
      key: "events",
      label: "Send",
      help: null,
      required: true,
      when: null,
      control: "event_types",
      default: ["lead.created", "sale.created", "sale.refunded"],
    },
    {
      key: "filter",
      label: "Only when",
      help: "Events that do not pass are not sent.",
      required: false,
      when: null,
      control: "filter",
      default: null,
    },
  ],
  setup: {
    minutes: 2,
    needs: "A Segment workspace with an HTTP API source.",
    steps: [
      "Copy the write key of the source.",
      "Paste it here and choose Connect.",
      "Look for the test call in Segment's debugger.",
    ],
  },
  questions: [
    {
      question: "How is a customer named in Segment?",
      answer: "By your own ID of the customer. Without one, by the click, as an anonymous visitor.",
    },
    {
      question: "Is an event counted twice when it is sent again?",
      answer: "No. Every call carries the ID of its event, and Segment drops repeats of a day.",
    },
    {
      question: "Does Segment say that a key is wrong?",
      answer: "Not always. Look for the test call in its debugger after connecting.",
    },
  ],
  docsUrl: "https://segment.com/docs",
  publisher: "Linquid",
  updatedOn: "2026-11-26",
  app: null,
};
