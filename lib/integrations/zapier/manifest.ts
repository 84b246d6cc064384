import type { ProviderManifest } from "@/lib/contracts/providers";

/** Zapier calls us: it is given a key of ours and makes its own hooks. Nothing of a Zapier app is kept here. */
export const zapier: ProviderManifest = {
  provider: "zapier",
  name: "Zapier",
  category: "messaging",
  direction: "both",
  flows: { in: "Sales, leads, links from Zaps", out: "Any event to a Zap" },
  summary: "Start a Zap with any event, and record sales, leads and links from other apps.",
  description:
    "Each Zap that you switch on subscribes to one event type and shows up here as a destination with its own deliveries. Other Zaps can make links and record sales.",
  auth: { kind: "our_key", input: null },
  scopes: [
    {
      scope: "webhooks:manage",
      words: "Make and remove destinations",
      reason: "A Zap subscribes when it is switched on and unsubscribes when it is switched off.",
      optional: false,
    },
    {
      scope: "links:read",
      words: "Read links and campaigns",
      reason: "Fills the lists that you choose from in Zapier.",
      optional: false,
    },
    {
      scope: "events:write",
      words: "Record sales, leads and customers",
      reason: "Only for Zaps that report something to Linquid.",
      optional: true,
    },
    {
      scope: "links:create",
      words: "Make links",
      reason: "Only for Zaps that make links.",
      optional: true,
    },
  ],
  inbound: [
    {
      topic: "Track conversion",
      becomes: ["lead.created", "sale.created"],
      words: "A step of a Zap records a lead or a sale.",
      amount: null,
      when: null,
    },
    {
      topic: "Create link",
      becomes: ["link.created"],
      words: "A step of a Zap makes a link.",
      amount: null,
      when: null,
    },
  ],
  outbound: [
    { what: "Events", words: "Each event of the type that a Zap subscribes to, as every destination gets it." },
  ],
  emits: ["integration.connected", "integration.disconnected"],
  never: [
    "Your Zapier account is not read.",
    "A Zap gets the events of its own type and nothing else.",
    "The key is shown once and kept only as a hash.",
  ],
  settings: [],
  setup: {
    minutes: 3,
    needs: "A Zapier account, and the right to make API keys here.",
    steps: [
      "Make a key for Zapier and copy it.",
      "Choose Linquid in Zapier and paste the key.",
      "Choose an event and switch the Zap on. It appears here.",
    ],
  },
  questions: [
    {
      question: "What happens when I switch a Zap off?",
      answer: "Its destination is removed, and nothing more is sent to it.",
    },
    {
      question: "Can one key serve several Zaps?",
      answer: "Yes. Revoking it ends all of them.",
    },
    {
      question: "Do test events reach live Zaps?",
      answer: "No. A key of a test workspace sees the events of that workspace alone.",
    },
  ],
  docsUrl: "https://docs.zapier.com/platform",
  publisher: "Linquid",
  updatedOn: "2026-11-26",
  app: null,
};
