import type { Testing } from "../adapter";

const AT = "2026-11-20T10:00:00Z";
const money = (amount: string) => ({ shop_money: { amount, currency_code: "USD" } });
const CUSTOMER = { id: 7_100_000_000_001, email: "buyer@example.com", first_name: "A", last_name: "Buyer" };

/** Events with the fields that are read, in the shape in which Shopify writes them. */
export const testing: Testing = {
  samples: (_, isLive) => [
    { topic: "orders/paid", body: { ...ORDER, test: !isLive } },
    { topic: "refunds/create", body: REFUND },
    { topic: "customers/update", body: { ...CUSTOMER, updated_at: AT } },
  ],
  headers: (shop, topic, id) => [
    ["x-shopify-topic", topic],
    ["x-shopify-shop-domain", shop],
    ["x-shopify-webhook-id", id],
  ],
};

const ORDER = {
  id: 5_600_000_000_001,
  admin_graphql_api_id: "gid://shopify/Order/5600000000001",
  currency: "USD",
  financial_status: "paid",
  email: "buyer@example.com",
  customer: CUSTOMER,
  current_subtotal_price_set: money("49.00"),
  note_attributes: [{ name: "_lw_cid", value: "" }],
  created_at: AT,
  updated_at: AT,
};

const REFUND = {
  id: 890_000_000_001,
  admin_graphql_api_id: "gid://shopify/Refund/890000000001",
  order_id: 5_600_000_000_001,
  created_at: AT,
  refund_line_items: [],
  transactions: [{ kind: "refund", status: "success", amount: "10.00", currency: "USD" }],
};
