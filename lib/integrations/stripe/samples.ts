import type { Testing } from "../adapter";

const AT = 1_796_000_000;

/** Events with the fields that are read, in the shape in which Stripe writes them. */
export const testing: Testing = {
  samples: (account, livemode) =>
    Object.entries(OBJECTS).map(([type, object]) => ({
      topic: type,
      body: { id: "evt_1Test", object: "event", account, created: AT, livemode, type, data: { object } },
    })),
};

const OBJECTS: Readonly<Record<string, object>> = {
  "checkout.session.completed": {
    id: "cs_1Test",
    object: "checkout.session",
    mode: "payment",
    payment_status: "paid",
    amount_total: 4_900,
    currency: "usd",
    total_details: { amount_tax: 0 },
    client_reference_id: null,
    customer: "cus_1Test",
    customer_details: { email: "buyer@example.com", name: "A Buyer" },
    invoice: null,
    payment_intent: "pi_1Test",
    metadata: { lw_cid: null },
  },
  "invoice.paid": {
    id: "in_1Test",
    object: "invoice",
    billing_reason: "subscription_cycle",
    customer: "cus_1Test",
    customer_email: "buyer@example.com",
    customer_name: "A Buyer",
    currency: "usd",
    amount_paid: 4_900,
    total: 4_900,
    total_excluding_tax: 4_900,
    parent: { subscription_details: { subscription: "sub_1Test", metadata: { lw_cid: null } } },
  },
  "payment_intent.succeeded": {
    id: "pi_1Test",
    object: "payment_intent",
    amount_received: 4_900,
    currency: "usd",
    customer: "cus_1Test",
    receipt_email: "buyer@example.com",
    metadata: { lw_cid: null },
  },
  "customer.updated": {
    id: "cus_1Test",
    object: "customer",
    email: "buyer@example.com",
    name: "A Buyer",
    metadata: { lw_cid: null },
  },
  "customer.subscription.created": {
    id: "sub_1Test",
    object: "subscription",
    customer: "cus_1Test",
    status: "trialing",
    items: { data: [{ id: "si_1Test", quantity: 1 }] },
    metadata: { lw_cid: null },
  },
};
