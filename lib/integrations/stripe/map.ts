import { type Action, clickIdIn, ignored, type Person } from "../actions";
import type { Connected, Inbound, Receiving } from "../adapter";
import { stripeToMinor } from "../money";
import { ProviderFailure } from "../provider-failure";
import { isObject, objectOf, textIn } from "../provider-http";
import { invoiceOfPayment } from "./api";

type Json = Readonly<Record<string, unknown>>;
type Settings = Readonly<Record<string, unknown>>;

const SALES_BY_DEFAULT = ["checkout.session.completed", "invoice.paid"];

export const read: Receiving["read"] = ({ body }) => {
  const event = objectOf(body.toString());
  const data = isObject(event["data"]) ? event["data"] : {};
  const object = isObject(data["object"]) ? data["object"] : {};
  const [deliveryId, topic] = [textIn(event["id"]), textIn(event["type"])];
  if (deliveryId === null || topic === null) throw new ProviderFailure("config", "unexpected_body");
  const created = event["created"];
  return [
    {
      deliveryId,
      topic,
      // The notice of a removal may name the account only inside.
      accountId: textIn(event["account"]) ?? textIn(object["account"]),
      livemode: typeof event["livemode"] === "boolean" ? event["livemode"] : null,
      occurredAt: typeof created === "number" ? created * 1_000 : null,
      payload: object,
    },
  ];
};

export const map: Receiving["map"] = async (inbound, connected, settings) => {
  const from = { inbound, connected, settings, account: connected.credential.accountId, object: inbound.payload };
  const { topic } = inbound;
  switch (topic) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      return checkout(from);
    case "invoice.paid":
      return invoice(from);
    case "payment_intent.succeeded":
      return payment(from);
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return refund(from);
    case "charge.dispute.created":
    case "charge.dispute.closed":
      return dispute(from);
    case "customer.created":
    case "customer.updated":
      return customer(from);
    case "customer.deleted":
      return [{ kind: "erase", person: { externalId: textIn(inbound.payload["id"]), email: null, name: null } }];
    case "customer.subscription.created":
      return subscription(from);
    case "account.application.deauthorized":
    case "apps.install.deleted":
      return [{ kind: "uninstalled" }];
    default:
      return ignored("This event is not used.");
  }
};

interface From {
  inbound: Inbound;
  connected: Connected;
  settings: Settings;
  account: string;
  object: Json;
}

const key = ({ account }: From, kind: string, id: string): string => `stripe:${account}:${kind}:${id}`;

const counts = ({ settings }: From, topic: string): boolean =>
  (Array.isArray(settings["sales"]) ? settings["sales"] : SALES_BY_DEFAULT).includes(topic);

/** The key of metadata that carries the click id, as it was chosen. */
function clickInMetadata({ settings }: From, metadata: unknown): string | null {
  const chosen = [settings["clickIdFrom"]].flat().find((each) => typeof each === "string") ?? "lw_cid";
  return isObject(metadata) ? clickIdIn(metadata[chosen]) : null;
}

/** What was paid without tax. In the currency that was priced, where the buyer paid in another one. */
function checkout(from: From): Action[] {
  const { object, inbound } = from;
  if (object["mode"] === "setup") return ignored("Nothing is sold by keeping a means of payment.");
  if (object["payment_status"] === "unpaid") return ignored("The payment is still on its way.");
  const details = isObject(object["customer_details"]) ? object["customer_details"] : {};
  const person: Person = {
    externalId: textIn(object["customer"]),
    email: textIn(details["email"]),
    name: textIn(details["name"]),
  };
  const clickId = clickIdIn(object["client_reference_id"]) ?? clickInMetadata(from, object["metadata"]);
  const { occurredAt } = inbound;
  const actions: Action[] = [];
  const session = idOf(object);
  if (clickId !== null)
    actions.push({
      kind: "lead",
      key: key(from, "lead", person.externalId ?? person.email ?? session),
      eventName: "checkout",
      person,
      clickId,
      occurredAt,
    });
  const money = netOfCheckout(object);
  if (object["payment_status"] !== "paid" || money.amount <= 0n || !counts(from, "checkout.session.completed"))
    return actions.length > 0 ? actions : ignored("Nothing was paid, and nobody is known.");
  const fact = textIn(object["invoice"]) ?? textIn(object["payment_intent"]) ?? session;
  actions.push({
    kind: "sale",
    key: key(from, "sale", fact),
    eventName: "purchase",
    person,
    clickId,
    recurring: false,
    occurredAt,
    ...money,
  });
  return actions;
}

function netOfCheckout(object: Json): { amount: bigint; currency: string } {
  const conversion = isObject(object["currency_conversion"]) ? object["currency_conversion"] : null;
  const paid = currencyOf(object);
  const total = stripeToMinor(object["amount_total"] ?? 0, paid);
  const details = isObject(object["total_details"]) ? object["total_details"] : {};
  const tax = stripeToMinor(details["amount_tax"] ?? 0, paid);
  if (conversion === null) return { amount: total - tax, currency: paid };
  const currency = (textIn(conversion["source_currency"]) ?? paid).toUpperCase();
  const source = stripeToMinor(conversion["amount_total"] ?? 0, currency);
  // The tax is told in the currency of the payment alone: its share of the whole is taken from the priced amount.
  return { amount: total === 0n ? 0n : source - (source * tax + total / 2n) / total, currency };
}

function invoice(from: From): Action[] {
  const { object, inbound } = from;
  if (!counts(from, "invoice.paid")) return ignored("Invoices are not counted.");
  const currency = currencyOf(object);
  const paid = stripeToMinor(object["amount_paid"] ?? 0, currency);
  const whole = paid === stripeToMinor(object["total"] ?? 0, currency);
  const amount = whole ? stripeToMinor(object["total_excluding_tax"] ?? object["amount_paid"] ?? 0, currency) : paid;
  if (amount <= 0n) return ignored("Nothing was paid.");
  const parent = isObject(object["parent"]) ? object["parent"] : {};
  const details = isObject(parent["subscription_details"]) ? parent["subscription_details"] : {};
  return [
    {
      kind: "sale",
      key: key(from, "sale", idOf(object)),
      eventName: "invoice",
      person: {
        externalId: textIn(object["customer"]),
        email: textIn(object["customer_email"]),
        name: textIn(object["customer_name"]),
      },
      clickId: clickInMetadata(from, details["metadata"]) ?? clickInMetadata(from, object["metadata"]),
      amount,
      currency,
      recurring: object["billing_reason"] === "subscription_cycle",
      occurredAt: inbound.occurredAt,
    },
  ];
}

/** Only for those who sell without checkout and invoice; the click id shows that a payment is one of these. */
function payment(from: From): Action[] {
  const { object, inbound } = from;
  if (!counts(from, "payment_intent.succeeded")) return ignored("Payments without a checkout are not counted.");
  const clickId = clickInMetadata(from, object["metadata"]);
  if (clickId === null) return ignored("The payment carries no click ID.");
  const currency = currencyOf(object);
  const amount = stripeToMinor(object["amount_received"] ?? 0, currency);
  if (amount <= 0n) return ignored("Nothing was paid.");
  const person: Person = { externalId: textIn(object["customer"]), email: textIn(object["receipt_email"]), name: null };
  return [
    {
      kind: "sale",
      key: key(from, "sale", idOf(object)),
      eventName: "purchase",
      person,
      clickId,
      amount,
      currency,
      recurring: false,
      occurredAt: inbound.occurredAt,
    },
  ];
}

async function refund(from: From): Promise<Action[]> {
  const { object, inbound, settings } = from;
  const stays = saleStays(settings);
  if (stays) return stays;
  const id = idOf(object);
  const { occurredAt } = inbound;
  const fact = { key: key(from, "refund", id), saleKey: await saleKeyOf(from), occurredAt };
  const status = object["status"];
  if (status === "failed" || status === "canceled") return [{ kind: "refund_failed", ...fact }];
  if (status !== "succeeded") return ignored("The refund has not gone through yet.");
  const currency = currencyOf(object);
  return [{ kind: "refund", ...fact, refundId: id, amount: stripeToMinor(object["amount"] ?? 0, currency), currency }];
}

/** A lost dispute is money given back; it has a key of its own, so that a refund beside it is another fact. */
async function dispute(from: From): Promise<Action[]> {
  const { object, inbound } = from;
  const id = idOf(object);
  const currency = currencyOf(object);
  const amount = stripeToMinor(object["amount"] ?? 0, currency);
  const fact = {
    key: key(from, "dispute", id),
    saleKey: await saleKeyOf(from),
    amount,
    currency,
    occurredAt: inbound.occurredAt,
  };
  if (inbound.topic === "charge.dispute.created") return [{ kind: "dispute", state: "opened", ...fact }];
  if (object["status"] === "won") return [{ kind: "dispute", state: "won", ...fact }];
  if (object["status"] !== "lost") return ignored("The dispute is still open.");
  return saleStays(from.settings) ?? [{ kind: "refund", refundId: id, ...fact }];
}

/** What the settings make of money that was given back, when they do not take it from the sale. */
function saleStays({ refunds }: Settings): Action[] | null {
  if (refunds === "ignore") return ignored("Refunds are not counted.");
  return refunds === "mark" ? ignored("Refunds are only marked; the sale stays.") : null;
}

/** The sale is known by its invoice where there is one; charges and refunds name only the payment. */
async function saleKeyOf(from: From): Promise<string> {
  const paymentIntent = textIn(from.object["payment_intent"]);
  if (paymentIntent === null) return key(from, "sale", textIn(from.object["charge"]) ?? idOf(from.object));
  return key(from, "sale", (await invoiceOfPayment(from.connected, paymentIntent)) ?? paymentIntent);
}

function customer(from: From): Action[] {
  const { object, inbound } = from;
  const id = idOf(object);
  const person: Person = { externalId: id, email: textIn(object["email"]), name: textIn(object["name"]) };
  const { occurredAt } = inbound;
  const clickId = clickInMetadata(from, object["metadata"]);
  const lead: Action[] =
    clickId === null
      ? []
      : [{ kind: "lead", key: key(from, "lead", id), eventName: "signup", person, clickId, occurredAt }];
  if (inbound.topic === "customer.updated") return [...lead, { kind: "customer", person, occurredAt }];
  return lead.length > 0 ? lead : ignored("The customer carries no click ID.");
}

/** The start of a trial, once, or once for each seat. */
function subscription(from: From): Action[] {
  const { object, inbound, settings } = from;
  if (settings["trials"] !== true) return ignored("Trials are not counted.");
  if (object["status"] !== "trialing") return ignored("The subscription begins without a trial.");
  const id = idOf(object);
  const person: Person = { externalId: textIn(object["customer"]), email: null, name: null };
  const clickId = clickInMetadata(from, object["metadata"]);
  const seats = settings["seats"] === true ? Math.min(Math.max(quantityOf(object), 1), 1_000) : 1;
  return Array.from({ length: seats }, (_, seat): Action => ({
    kind: "lead",
    key: key(from, "trial", seats === 1 ? id : `${id}:${seat + 1}`),
    eventName: "trial_started",
    person,
    clickId,
    occurredAt: inbound.occurredAt,
  }));
}

function quantityOf(object: Json): number {
  const items =
    isObject(object["items"]) && Array.isArray(object["items"]["data"]) ? (object["items"]["data"] as unknown[]) : [];
  return items.reduce<number>(
    (sum, item) => sum + (isObject(item) && typeof item["quantity"] === "number" ? item["quantity"] : 0),
    0,
  );
}

/** @throws ProviderFailure config */
function idOf(object: Json): string {
  const id = textIn(object["id"]);
  if (id === null) throw new ProviderFailure("config", "missing_id");
  return id;
}

const currencyOf = (object: Json): string => (textIn(object["currency"]) ?? "").toUpperCase();
