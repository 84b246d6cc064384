import { type Action, clickIdIn, ignored, type Person } from "../actions";
import type { Connected, Inbound, Receiving, Settings } from "../adapter";
import { decimalToMinor } from "../money";
import { ProviderFailure } from "../provider-failure";
import { isObject, objectOf, textIn } from "../provider-http";

type Json = Readonly<Record<string, unknown>>;

/** Written by the snippet in the theme; the shop's customers can change it, so it is a claim and no more. */
const CLICK_ATTRIBUTES = new Set(["_lw_cid", "lw_cid", "click_id"]);

/** Neither topic nor shop are signed: what can be checked against the body is, and keys are made of the body. */
export const read: Receiving["read"] = ({ header, body }) => {
  const named = (name: string): string | null => header(`x-shopify-${name}`) ?? header(`shopify-${name}`);
  const payload = objectOf(body.toString());
  const topic = named("topic");
  const shop = named("shop-domain")?.toLowerCase() ?? null;
  const deliveryId = named("webhook-id");
  if (topic === null || deliveryId === null || shop === null) throw new ProviderFailure("config", "missing_headers");
  const said = textIn(payload["myshopify_domain"]) ?? textIn(payload["shop_domain"]);
  if (said !== null && said !== shop) throw new ProviderFailure("config", "other_shop");
  const isOrder = topic.startsWith("orders/");
  const at = textIn(payload["updated_at"]) ?? textIn(payload["created_at"]) ?? named("triggered-at");
  return [
    {
      deliveryId,
      topic,
      accountId: shop,
      livemode: isOrder ? payload["test"] !== true : null,
      occurredAt: timeOf(at),
      payload: withExactOrderId(payload, body),
    },
  ];
};

const timeOf = (text: string | null): number | null => {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : time;
};

/** Ids of orders are numbers, and some are beyond what a number holds exactly: then the digits are read as they came. */
function withExactOrderId(payload: Json, body: Buffer): Json {
  const id = payload["order_id"];
  if (typeof id !== "number" || Number.isSafeInteger(id)) return payload;
  const digits = /"order_id"\s*:\s*(\d{1,20})/.exec(body.toString())?.[1];
  return digits === undefined ? payload : { ...payload, order_id: digits };
}

export const map: Receiving["map"] = async (inbound, { credential }: Connected, settings) => {
  const { topic, payload, occurredAt } = inbound;
  const shop = credential.accountId;
  switch (topic) {
    case "orders/paid":
      return orderActions(inbound, shop);
    case "orders/create":
      return settings["saleOn"] === "created"
        ? orderActions(inbound, shop)
        : ignored("Orders count when they are paid.");
    case "orders/cancelled":
      return [
        {
          kind: "sale_canceled",
          key: `shopify:${shop}:cancel:${gid(payload)}`,
          saleKey: saleKey(shop, gid(payload)),
          occurredAt,
        },
      ];
    case "refunds/create":
      return refundsAre(settings) ?? refundActions(inbound, shop);
    case "customers/create":
      return ignored("A customer counts with the first order.");
    case "customers/update":
      return [{ kind: "customer", person: personOf(payload, null), occurredAt }];
    case "customers/delete":
    case "customers/redact":
      return [{ kind: "erase", person: erasedPerson(payload) }];
    case "customers/data_request":
      return [{ kind: "data_request", person: erasedPerson(payload) }];
    case "shop/redact":
    case "app/uninstalled":
      return [{ kind: "uninstalled" }];
    case "app/scopes_update":
      return [{ kind: "scopes", granted: Array.isArray(payload["current"]) ? payload["current"].map(String) : [] }];
    default:
      return ignored("This topic is not used.");
  }
};

/** What the settings make of refunds, when they do not take the money back. */
function refundsAre({ refunds }: Settings): Action[] | null {
  if (refunds === "ignore") return ignored("Refunds are not counted.");
  return refunds === "mark" ? ignored("Refunds are only marked; the sale stays.") : null;
}

/** After discounts, before tax and shipping, in the shop's own currency. */
function orderActions({ payload, occurredAt }: Inbound, shop: string): Action[] {
  const clickId = clickOf(payload);
  const buyer = isObject(payload["customer"]) ? payload["customer"] : null;
  const person = personOf(buyer, textIn(payload["email"]) ?? textIn(payload["contact_email"]));
  const money = shopMoney(payload["current_subtotal_price_set"]);
  const who = person.externalId ?? person.email ?? gid(payload);
  const lead: Action = {
    kind: "lead",
    key: `shopify:${shop}:lead:${who}`,
    eventName: "first_order",
    person,
    clickId,
    occurredAt,
  };
  if (money === null || money.amount <= 0n) return [lead];
  const sale: Action = {
    kind: "sale",
    key: saleKey(shop, gid(payload)),
    eventName: "order",
    person,
    clickId,
    recurring: false,
    occurredAt,
    ...money,
  };
  return [lead, sale];
}

/**
 * A refund only shows that something was taken back: money moved when one of its transactions says so. Tax and shipping
 * were not counted with the sale and are not taken from it.
 */
function refundActions({ payload, occurredAt }: Inbound, shop: string): Action[] {
  const transactions = listIn(payload["transactions"]).filter(
    (each) => each["kind"] === "refund" && each["status"] === "success",
  );
  if (transactions.length === 0) return ignored("No money was given back.");
  const items = listIn(payload["refund_line_items"]).flatMap((each) => shopMoney(each["subtotal_set"]) ?? []);
  const moved = transactions.map((each) => ({
    amount: decimalToMinor(textIn(each["amount"]) ?? "", textIn(each["currency"]) ?? ""),
    currency: (textIn(each["currency"]) ?? "").toUpperCase(),
  }));
  // An amount that was given back without naming items is taken as it is.
  const counted = items.length > 0 ? items : moved;
  const amount = counted.reduce((sum, each) => sum + each.amount, 0n);
  const order = String(payload["order_id"]);
  return [
    {
      kind: "refund",
      key: `shopify:${shop}:refund:${gid(payload)}`,
      saleKey: saleKey(shop, `gid://shopify/Order/${order}`),
      refundId: gid(payload),
      amount,
      currency: counted[0]?.currency ?? "",
      occurredAt,
    },
  ];
}

const saleKey = (shop: string, order: string): string => `shopify:${shop}:sale:${order}`;

/** @throws ProviderFailure config for an object without its global id */
function gid(payload: Json): string {
  const id = textIn(payload["admin_graphql_api_id"]);
  if (id === null) throw new ProviderFailure("config", "missing_id");
  return id;
}

const listIn = (value: unknown): Json[] => (Array.isArray(value) ? (value as unknown[]).filter(isObject) : []);

function shopMoney(set: unknown): { amount: bigint; currency: string } | null {
  const money = isObject(set) ? set["shop_money"] : null;
  const amount = isObject(money) ? textIn(money["amount"]) : null;
  const currency = isObject(money) ? textIn(money["currency_code"]) : null;
  return amount === null || currency === null
    ? null
    : { amount: decimalToMinor(amount, currency), currency: currency.toUpperCase() };
}

function clickOf(order: Json): string | null {
  for (const { name, value } of listIn(order["note_attributes"])) {
    const id = typeof name === "string" && CLICK_ATTRIBUTES.has(name) ? clickIdIn(value) : null;
    if (id !== null) return id;
  }
  return null;
}

/** Without approval for personal data all of it is null; the id stays. */
function personOf(customer: Json | null, email: string | null): Person {
  const names = [customer?.["first_name"], customer?.["last_name"]].flatMap((each) => textIn(each) ?? []);
  return {
    externalId: customerId(customer),
    email: textIn(customer?.["email"]) ?? email,
    name: names.length > 0 ? names.join(" ") : null,
  };
}

function customerId(customer: Json | null): string | null {
  const global = textIn(customer?.["admin_graphql_api_id"]);
  if (global !== null) return global;
  return customer && Number.isSafeInteger(customer["id"]) ? `gid://shopify/Customer/${String(customer["id"])}` : null;
}

function erasedPerson(payload: Json): Person {
  return personOf(isObject(payload["customer"]) ? payload["customer"] : payload, null);
}
