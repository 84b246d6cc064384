/**
 * One small story that all samples tell: a click on 12 January 2026, a lead from it, a sale of $49.00, and the
 * partner who earns on it. Ids recur, so that a receiver under test can join them.
 */

export const LINK_REF = {
  id: "link_01kd2mjwm0kk537043gfysp603",
  shortCode: "launch",
  shortUrl: "https://go.acme.example/launch",
  destinationUrl: "https://acme.example/pricing",
  campaignId: "cmp_01kcxfsem0y2pb4v60x4k6t567",
};

export const LINK = {
  ...LINK_REF,
  title: "Launch page",
  tags: ["launch", "newsletter"],
  enabled: true,
  expiresAt: null,
  createdAt: "2025-12-22T09:00:00.000Z",
  updatedAt: "2025-12-22T09:00:00.000Z",
};

export const CLICK = {
  id: "clk_01kerm9t8ge77dww8gjejvm1ga",
  qr: false,
  country: "DE",
  region: "Berlin",
  city: "Berlin",
  device: "mobile",
  browser: "Safari",
  os: "iOS",
  referrer: "news.example",
};

export const CUSTOMER_REF = {
  id: "cus_01kermmqw04qtzndhcw56ns0me",
  externalId: "ext_20418",
  name: "Ada Example",
  email: "ada@example.com",
};

export const CUSTOMER = {
  ...CUSTOMER_REF,
  country: "DE",
  createdAt: "2026-01-12T08:20:00.000Z",
  updatedAt: "2026-01-12T08:20:00.000Z",
};

export const PARTNER_REF = { id: "ptn_01kb4v1mm08mtbxkvjrhb1sz9h", name: "Mira" };

export const PARTNER = { ...PARTNER_REF, email: "mira@partner.example", country: "AT" };

export const PROGRAM = { id: "prg_01k6ffzym0c8sqf4222xksez45", name: "Acme partners" };

export const ENROLLMENT = { id: "enr_01kb4v1nk8wgr7pxmtkvp1j3ty", source: "marketplace" as const };

export const LEAD = {
  id: "conv_01kermmrv89wszkhgyct4yqqzm",
  eventName: "signup",
  provider: null,
  metadata: { plan: "trial" },
};

export const SALE = {
  id: "conv_01kern937rcvqjyhxmj1563mdt",
  eventName: "purchase",
  orderId: "1042",
  amount: 4900,
  amountDecimal: "49.00",
  currency: "USD",
  recurring: false,
  provider: "stripe",
  metadata: { plan: "pro" },
};

export const ATTRIBUTED = {
  customer: CUSTOMER_REF,
  click: CLICK,
  link: LINK_REF,
  partner: PARTNER_REF,
  attribution: "click" as const,
};

export const COMMISSION = {
  id: "com_01kern9470v5v7twe5wafmentt",
  amount: 980,
  amountDecimal: "9.80",
  currency: "USD",
  status: "pending" as const,
  createdAt: "2026-01-12T08:31:08.000Z",
};

export const BOUNTY = {
  id: "bty_01ke6p4ym00apy00ahzscpqn1g",
  name: "Write a review",
  status: "active" as const,
  amount: 5000,
  amountDecimal: "50.00",
  currency: "USD",
  startsAt: "2026-01-05T09:00:00.000Z",
  endsAt: "2026-03-31T22:00:00.000Z",
};

export const PAYOUT = {
  id: "pyt_01kg9mfmm0m0yntq1f6fccmjr4",
  amount: 12460,
  amountDecimal: "124.60",
  currency: "USD",
  commissionCount: 9,
  periodStart: "2026-01-01T00:00:00.000Z",
  periodEnd: "2026-02-01T00:00:00.000Z",
  createdAt: "2026-01-31T09:00:00.000Z",
};

export const ENDPOINT = {
  id: "ep_01kbcj7sm0nzm1a4ctyn39axk2",
  name: "Orders API",
  surface: "outbound" as const,
  host: "hooks.acme.example",
};

export const INTEGRATION = {
  id: "ins_01kbf4mgm0f6h7wtn8wje47rpp",
  provider: "stripe",
  account: "Acme Inc.",
};
