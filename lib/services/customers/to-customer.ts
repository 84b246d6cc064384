import type { Customer } from "@/lib/contracts/customers";
import type { EventDataInput } from "@/lib/contracts/event-types";
import type { TenantClient } from "@/lib/db/tenant";
import { notFound } from "@/lib/shared/errors";
import { iso } from "@/lib/shared/time";

export type CustomerRow = NonNullable<Awaited<ReturnType<TenantClient["customer"]["findFirst"]>>>;

const EXTERNAL = "ext_";

/** @param id ours, or `ext_` and the external id. @throws AppError NOT_FOUND for a missing, foreign and erased one alike */
export async function getCustomerRow(db: TenantClient, id: string): Promise<CustomerRow> {
  const named = id.startsWith(EXTERNAL) ? { externalId: id.slice(EXTERNAL.length) } : { id };
  const row = await db.customer.findFirst({ where: { ...named, erasedAt: null } });
  if (!row) throw notFound("customer");
  return row;
}

export const toCustomer = (row: CustomerRow): Customer => ({
  id: row.id,
  externalId: row.externalId,
  email: row.email,
  name: row.name,
  clickId: row.clickId,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});

/** The customer in short, as conversions carry it. */
export const toCustomerRef = (row: CustomerRow) => ({
  id: row.id,
  externalId: row.externalId,
  name: row.name,
  email: row.email,
});

/** The customer as its own events carry it. */
export const toCustomerData = (row: CustomerRow): EventDataInput<"customer.created">["customer"] => ({
  ...toCustomerRef(row),
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});
