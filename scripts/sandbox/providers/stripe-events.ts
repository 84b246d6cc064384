import { newId } from "../ids";
import { type Fields, numberIn } from "../world";

type Build = (fields: Fields) => Record<string, unknown>;

/** What a Stripe event is about, as far as anybody reads it. Ids that were not given are made up. */
const id = (fields: Fields, name: string, prefix: string): string => fields[name] ?? newId(prefix);
const metadata = (fields: Fields) => (fields["metadataClick"] ? { lw_cid: fields["metadataClick"] } : {});

const session: Build = (fields) => {
  const total = numberIn(fields, "amount", 5_880);
  const tax = numberIn(fields, "tax", 0);
  return {
    id: id(fields, "session", "cs_"),
    object: "checkout.session",
    mode: fields["mode"] ?? "payment",
    status: "complete",
    payment_status: fields["paymentStatus"] ?? "paid",
    amount_subtotal: total - tax,
    amount_total: total,
    currency: fields["currency"] ?? "eur",
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: tax },
    currency_conversion: null,
    client_reference_id: fields["click"] ?? null,
    customer: fields["customer"] ?? null,
    customer_details: { email: fields["email"] ?? "buyer@example.com", name: fields["name"] ?? "A Buyer" },
    invoice: fields["invoice"] ?? null,
    payment_intent: fields["invoice"] ? null : id(fields, "paymentIntent", "pi_"),
    subscription: fields["subscription"] ?? null,
    metadata: metadata(fields),
  };
};

const invoice: Build = (fields) => {
  const total = numberIn(fields, "amount", 5_880);
  return {
    id: id(fields, "invoice", "in_"),
    object: "invoice",
    billing_reason: fields["billingReason"] ?? "subscription_cycle",
    customer: id(fields, "customer", "cus_"),
    customer_email: fields["email"] ?? "buyer@example.com",
    customer_name: fields["name"] ?? "A Buyer",
    currency: fields["currency"] ?? "eur",
    amount_paid: total,
    total,
    total_excluding_tax: total - numberIn(fields, "tax", 0),
    parent: {
      type: "subscription_details",
      subscription_details: { subscription: id(fields, "subscription", "sub_"), metadata: metadata(fields) },
    },
    status: "paid",
  };
};

const paymentIntent: Build = (fields) => ({
  id: id(fields, "paymentIntent", "pi_"),
  object: "payment_intent",
  amount: numberIn(fields, "amount", 5_880),
  amount_received: numberIn(fields, "amount", 5_880),
  currency: fields["currency"] ?? "eur",
  customer: fields["customer"] ?? null,
  receipt_email: fields["email"] ?? null,
  status: "succeeded",
  metadata: fields["click"] ? { lw_cid: fields["click"] } : metadata(fields),
});

const refund =
  (status: string): Build =>
  (fields) => ({
    id: id(fields, "refund", "re_"),
    object: "refund",
    amount: numberIn(fields, "amount", 1_000),
    currency: fields["currency"] ?? "eur",
    charge: id(fields, "charge", "ch_"),
    payment_intent: id(fields, "paymentIntent", "pi_"),
    status: fields["status"] ?? status,
    reason: "requested_by_customer",
    metadata: {},
  });

const charge: Build = (fields) => ({
  id: id(fields, "charge", "ch_"),
  object: "charge",
  amount: numberIn(fields, "amount", 5_880),
  amount_captured: numberIn(fields, "amount", 5_880),
  amount_refunded: numberIn(fields, "refunded", 1_000),
  refunded: fields["refunded"] !== undefined && fields["refunded"] === fields["amount"],
  currency: fields["currency"] ?? "eur",
  payment_intent: id(fields, "paymentIntent", "pi_"),
  customer: fields["customer"] ?? null,
  metadata: {},
});

const dispute =
  (status: string): Build =>
  (fields) => ({
    id: id(fields, "dispute", "dp_"),
    object: "dispute",
    amount: numberIn(fields, "amount", 5_880),
    currency: fields["currency"] ?? "eur",
    charge: id(fields, "charge", "ch_"),
    payment_intent: id(fields, "paymentIntent", "pi_"),
    status: fields["status"] ?? status,
    reason: "fraudulent",
  });

const customer: Build = (fields) => ({
  id: id(fields, "customer", "cus_"),
  object: "customer",
  email: fields["email"] ?? "buyer@example.com",
  name: fields["name"] ?? "A Buyer",
  metadata: fields["click"] ? { lw_cid: fields["click"] } : metadata(fields),
});

const subscription =
  (status: string): Build =>
  (fields) => ({
    id: id(fields, "subscription", "sub_"),
    object: "subscription",
    customer: id(fields, "customer", "cus_"),
    status: fields["status"] ?? status,
    currency: fields["currency"] ?? "eur",
    trial_start: (fields["status"] ?? status) === "trialing" ? 1_760_000_000 : null,
    trial_end: (fields["status"] ?? status) === "trialing" ? 1_761_209_600 : null,
    items: { object: "list", data: [{ id: newId("si_"), quantity: numberIn(fields, "seats", 1) }] },
    metadata: fields["click"] ? { lw_cid: fields["click"] } : metadata(fields),
  });

export const STRIPE_OBJECTS: Readonly<Record<string, Build>> = {
  "checkout.session.completed": session,
  "checkout.session.async_payment_succeeded": session,
  "checkout.session.async_payment_failed": (fields) => session({ paymentStatus: "unpaid", ...fields }),
  "invoice.paid": invoice,
  "payment_intent.succeeded": paymentIntent,
  "refund.created": refund("pending"),
  "refund.updated": refund("succeeded"),
  "refund.failed": refund("failed"),
  "charge.refunded": charge,
  "charge.dispute.created": dispute("needs_response"),
  "charge.dispute.closed": dispute("lost"),
  "customer.created": customer,
  "customer.updated": customer,
  "customer.deleted": (fields) => ({ id: id(fields, "customer", "cus_"), object: "customer", deleted: true }),
  "customer.subscription.created": subscription("trialing"),
  "customer.subscription.updated": subscription("active"),
  "customer.subscription.deleted": subscription("canceled"),
};
