import type { ProviderManifest } from "@/lib/contracts/providers";

/** An app with the authorization-code grant and expiring offline tokens. */
export const shopify: ProviderManifest = {
  provider: "shopify",
  name: "Shopify",
  category: "ecommerce",
  direction: "inbound",
  flows: { in: "Orders, refunds, customers", out: null },
  summary: "Count the orders of your store as sales of the links that brought the buyers.",
  description:
    "Paid orders become sales of the link that brought the buyer, and a first order makes a lead. Refunds reverse the sale by what was given back.",
  auth: {
    kind: "oauth",
    input: {
      key: "shop",
      label: "Store",
      help: "The address that ends in myshopify.com, its first part alone, or the address of its admin.",
      placeholder: "acme.myshopify.com",
      secret: false,
      pattern: "^[a-z0-9][a-z0-9-]{0,59}\\.myshopify\\.com$",
    },
  },
  scopes: [
    {
      scope: "read_orders",
      words: "Read orders",
      reason: "Paid orders are counted as sales, refunds reverse them.",
      optional: false,
    },
    {
      scope: "read_customers",
      words: "Read customers",
      reason: "Joins an order with the customer who clicked before.",
      optional: false,
    },
  ],
  inbound: [
    {
      topic: "orders/paid",
      becomes: ["lead.created", "sale.created"],
      words: "A paid order becomes a sale; the first of a customer a lead too.",
      amount: "After discounts, without tax and shipping, in the currency of the store.",
      when: null,
    },
    {
      topic: "orders/create",
      becomes: ["sale.created"],
      words: "An order becomes a sale when it is placed, if you count orders that early.",
      amount: "After discounts, without tax and shipping, in the currency of the store.",
      when: { key: "saleOn", in: ["created"], only: [] },
    },
    {
      topic: "orders/cancelled",
      becomes: [],
      words: "A canceled order is marked; the money follows with the refund.",
      amount: null,
      when: null,
    },
    {
      topic: "refunds/create",
      becomes: ["sale.refunded"],
      words: "A refund reverses its sale by what was given back.",
      amount: "What was given back for items, without tax and shipping.",
      when: { key: "refunds", in: ["reverse"], only: [] },
    },
    {
      topic: "customers/update",
      becomes: ["customer.updated"],
      words: "Name and e-mail address of a known customer follow Shopify.",
      amount: null,
      when: null,
    },
    {
      topic: "customers/redact",
      becomes: [],
      words: "A customer that Shopify asks to forget is erased here.",
      amount: null,
      when: null,
    },
    {
      topic: "app/uninstalled",
      becomes: ["integration.disconnected"],
      words: "Removing the app in Shopify disconnects it here.",
      amount: null,
      when: null,
    },
  ],
  outbound: [],
  emits: [
    "lead.created",
    "sale.created",
    "sale.refunded",
    "customer.created",
    "customer.updated",
    "integration.connected",
    "integration.error",
    "integration.disconnected",
  ],
  never: [
    "Addresses, phone numbers and notes of orders are not kept.",
    "What was bought is not kept, only what it cost.",
    "Nothing is written to your store.",
  ],
  settings: [
    {
      key: "saleOn",
      label: "Count as a sale",
      help: "Orders that are only placed may never be paid.",
      required: true,
      when: null,
      control: "select",
      options: [
        { value: "paid", label: "Order paid" },
        { value: "created", label: "Order created" },
      ],
      default: "paid",
    },
    {
      key: "refunds",
      label: "Refunds and cancellations",
      help: null,
      required: true,
      when: null,
      control: "select",
      options: [
        { value: "reverse", label: "Reverse the sale" },
        { value: "mark", label: "Mark only" },
        { value: "ignore", label: "Ignore" },
      ],
      default: "reverse",
    },
  ],
  setup: {
    minutes: 5,
    needs: "A Shopify store in which you may install apps.",
    steps: [
      "Enter the address of your store and choose Connect.",
      "Install the app on Shopify's page.",
      "Add the snippet to your theme, so that orders carry the click ID.",
      "Place a test order through one of your links and watch it arrive.",
    ],
  },
  questions: [
    {
      question: "How does an order know its click?",
      answer:
        "The snippet keeps the click ID of the visit in the cart, and Shopify copies it to the order's note attributes.",
    },
    {
      question: "Which amount is counted?",
      answer: "The order after discounts, without tax and shipping, in the currency of your store.",
    },
    {
      question: "What happens when an order changes later?",
      answer: "The sale keeps the amount of its payment. What is given back comes as a refund.",
    },
    {
      question: "Do test orders count?",
      answer: "In a test workspace only. In a live one they are recorded as ignored.",
    },
  ],
  docsUrl: "https://shopify.dev/docs/apps",
  publisher: "Linquid",
  updatedOn: "2026-11-26",
  app: { prefix: { live: "SHOPIFY", test: "SHOPIFY" }, needs: ["clientId", "clientSecret"] },
};
