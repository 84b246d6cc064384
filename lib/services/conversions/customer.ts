import type { TrackConversion } from "@/lib/contracts/conversions";
import type { EventDataInput } from "@/lib/contracts/event-types";
import type { TenantClient } from "@/lib/db/tenant";
import { newId } from "@/lib/shared/ids";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";
import type { Transaction } from "../transaction";

type CustomerRow = NonNullable<Awaited<ReturnType<TenantClient["customer"]["findFirst"]>>>;
type GivenCustomer = NonNullable<TrackConversion["customer"]>;

/**
 * The customer of this external id: made when first seen, and brought up to date with what is new about it. Each of the
 * two is announced. An erased one stays erased.
 */
export async function knownCustomer(
  ctx: Context,
  tx: Transaction,
  given: GivenCustomer,
  clickId: string,
): Promise<CustomerRow> {
  const { count } = await tx.db.customer.createMany({
    data: {
      id: newId("customer"),
      workspaceId: ctx.workspace.id,
      externalId: given.externalId,
      email: given.email ?? null,
      name: given.name ?? null,
      clickId,
    },
    skipDuplicates: true,
  });
  const row = await tx.db.customer.findFirstOrThrow({ where: { externalId: given.externalId } });
  if (count > 0) {
    await tx.audit({ action: "customer.create", objectType: "customer", objectId: row.id, objectName: row.externalId });
    await tx.emit({
      type: "customer.created",
      data: { customer: toCustomerData(row) },
      customerId: row.id,
      source: "conversion",
      actor: ctx.actor.id,
    });
    return row;
  }
  return row.erasedAt ? row : updated(ctx, tx, row, given);
}

async function updated(ctx: Context, tx: Transaction, before: CustomerRow, given: GivenCustomer): Promise<CustomerRow> {
  const email = given.email ?? before.email;
  const name = given.name ?? before.name;
  if (email === before.email && name === before.name) return before;
  await tx.db.customer.updateMany({ where: { id: before.id }, data: { email, name, updatedAt: new Date() } });
  const after = await tx.db.customer.findFirstOrThrow({ where: { id: before.id } });
  await tx.audit({
    action: "customer.update",
    objectType: "customer",
    objectId: after.id,
    objectName: after.externalId,
  });
  await tx.emit({
    type: "customer.updated",
    data: { customer: toCustomerData(after) },
    previousAttributes: {
      customer: {
        ...(email === before.email ? {} : { email: before.email }),
        ...(name === before.name ? {} : { name: before.name }),
      },
    },
    customerId: after.id,
    source: "conversion",
    actor: ctx.actor.id,
  });
  return after;
}

export const toCustomerRef = (row: CustomerRow) => ({
  id: row.id,
  externalId: row.externalId,
  name: row.name,
  email: row.email,
});

const toCustomerData = (row: CustomerRow): EventDataInput<"customer.created">["customer"] => ({
  ...toCustomerRef(row),
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});
