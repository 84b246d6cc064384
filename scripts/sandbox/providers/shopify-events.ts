import { createHash } from "node:crypto";

import { type Fields, numberIn } from "../world";

type Build = (shop: string, fields: Fields) => object;

/** A number that belongs to a name for good. */
const numberOf = (name: string): number => createHash("sha256").update(name).digest().readUInt32BE(0);

export const shopObject = (shop: string) => ({
  id: numberOf(shop),
  name: shop.split(".")[0],
  email: "owner@example.com",
  domain: shop,
  myshopify_domain: shop,
});

let next = 5_600_000_000_000;
const orderNumber = (fields: Fields): number => numberIn(fields, "order", next++);

const money = (amount: string, currency_code: string) => ({ shop_money: { amount, currency_code } });

const customerOf = (fields: Fields) => {
  if (fields["customer"] === "none") return null;
  const id = numberIn(fields, "customer", 7_100_000_000_001);
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    email: fields["email"] ?? "buyer@example.com",
    first_name: fields["firstName"] ?? "A",
    last_name: fields["lastName"] ?? "Buyer",
    updated_at: fields["updatedAt"] ?? new Date().toISOString(),
  };
};

const order =
  (status: string): Build =>
  (_, fields) => {
    const id = orderNumber(fields);
    const currency = fields["currency"] ?? "USD";
    const amount = fields["amount"] ?? "22.50";
    const at = fields["updatedAt"] ?? new Date().toISOString();
    return {
      id,
      admin_graphql_api_id: `gid://shopify/Order/${id}`,
      name: `#${id % 10_000}`,
      order_number: id % 10_000,
      confirmation_number: "AB12CD34E",
      checkout_token: `checkout-${id}`,
      source_name: "web",
      currency,
      presentment_currency: currency,
      financial_status: fields["financialStatus"] ?? status,
      test: fields["test"] === "true",
      email: fields["email"] ?? "buyer@example.com",
      contact_email: fields["email"] ?? "buyer@example.com",
      customer: customerOf(fields),
      current_subtotal_price_set: money(amount, currency),
      current_total_price_set: money(amount, currency),
      current_total_tax: "0.00",
      total_price: amount,
      discount_codes: [],
      note_attributes: fields["click"] ? [{ name: "_lw_cid", value: fields["click"] }] : [],
      landing_site: "/",
      processed_at: at,
      created_at: at,
      updated_at: at,
      cancelled_at: status === "voided" ? at : null,
      refunds: [],
    };
  };

const refund: Build = (_, fields) => {
  const id = numberIn(fields, "refund", next++);
  const currency = fields["currency"] ?? "USD";
  const amount = fields["amount"] ?? "10.00";
  const moved = fields["moved"] !== "false";
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Refund/${id}`,
    order_id: orderNumber(fields),
    created_at: fields["updatedAt"] ?? new Date().toISOString(),
    note: "damaged",
    refund_line_items: [
      { line_item_id: 1, quantity: 1, subtotal: amount, total_tax: "0.00", subtotal_set: money(amount, currency) },
    ],
    transactions: moved ? [{ id: id + 1, kind: "refund", status: "success", amount, currency, test: false }] : [],
    order_adjustments: [],
  };
};

const privacy =
  (more: (fields: Fields) => object): Build =>
  (shop, fields) => ({
    shop_id: shopObject(shop).id,
    shop_domain: shop,
    customer: {
      id: numberIn(fields, "customer", 7_100_000_000_001),
      email: fields["email"] ?? "buyer@example.com",
      phone: null,
    },
    ...more(fields),
  });

export const SHOPIFY_BODIES: Readonly<Record<string, Build>> = {
  "orders/paid": order("paid"),
  "orders/create": order("pending"),
  "orders/cancelled": order("voided"),
  "refunds/create": refund,
  "customers/create": (_, fields) => customerOf(fields) ?? {},
  "customers/update": (_, fields) => customerOf(fields) ?? {},
  "customers/delete": (_, fields) => ({ id: numberIn(fields, "customer", 7_100_000_000_001) }),
  "app/uninstalled": (shop) => shopObject(shop),
  "app/scopes_update": (shop, fields) => ({
    ...shopObject(shop),
    previous: ["read_orders", "read_customers"],
    current: (fields["scopes"] ?? "read_orders").split(","),
  }),
  "customers/data_request": privacy(() => ({ orders_requested: [], data_request: { id: 9_999 } })),
  "customers/redact": privacy((fields) => ({ orders_to_redact: fields["order"] ? [Number(fields["order"])] : [] })),
  "shop/redact": (shop) => ({ shop_id: shopObject(shop).id, shop_domain: shop }),
};
