import type { EventDataInput } from "@/lib/contracts/event-types";
import type { TenantClient } from "@/lib/db/tenant";

import { type CustomerRow, toCustomerRef } from "../customers/to-customer";
import { type LinkRow, toLinkRef } from "../links/to-link";
import { toDecimalText } from "./money";

export type ConversionRow = NonNullable<Awaited<ReturnType<TenantClient["conversion"]["findFirst"]>>>;
type ClickRow = NonNullable<Awaited<ReturnType<TenantClient["click"]["findFirst"]>>>;
type Credited = Pick<EventDataInput<"lead.created">, "customer" | "click" | "link" | "attribution">;

/** Who and what a conversion is credited to, as its events say it. An erased customer is nobody. */
export function creditedTo(
  attribution: Credited["attribution"],
  { customer, click, link }: { customer: CustomerRow | null; click: ClickRow | null; link: LinkRow | null },
): Credited {
  return {
    customer: customer && customer.erasedAt === null ? toCustomerRef(customer) : null,
    click: click && { id: click.id, qr: click.qr, country: click.country, referrer: click.referrer },
    link: link && toLinkRef(link),
    attribution,
  };
}

/** An amount as events carry it. */
export const moneyOf = (amount: bigint, currency: string) => ({
  amount: Number(amount),
  amountDecimal: toDecimalText(amount, currency),
  currency,
});
