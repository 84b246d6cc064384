import type { Customer, UpdateCustomer, UpsertCustomer } from "@/lib/contracts/customers";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, invalid } from "@/lib/shared/errors";
import { idPattern } from "@/lib/shared/ids";

import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";
import { changeCustomer, knownCustomer, type Origin } from "./change";
import { getCustomerRow, toCustomer } from "./to-customer";

const CLICK_ID = idPattern("click");

/**
 * Makes a customer, or brings the one with this external id up to date.
 * @throws AppError VALIDATION_ERROR for a click that is not this workspace's
 */
export async function upsertCustomer(
  ctx: Context,
  { clickId, ...given }: UpsertCustomer,
): Promise<{ customer: Customer; created: boolean }> {
  // no audit: knownCustomer writes it when something changes
  return withTransaction(ctx, async (tx) => {
    if (clickId !== undefined) await assertClick(tx, clickId);
    const { row, created } = await knownCustomer(ctx, tx, given, origin(ctx, clickId ?? null));
    return { customer: toCustomer(row), created };
  });
}

/**
 * @param id ours, or `ext_` and the external id
 * @throws AppError NOT_FOUND, CONFLICT for an external id that another customer has
 */
export async function updateCustomer(ctx: Context, id: string, patch: UpdateCustomer): Promise<Customer> {
  // no audit: changeCustomer writes it when something changes
  return withTransaction(ctx, async (tx) => {
    const row = await getCustomerRow(tx.db, id);
    return toCustomer(await changeCustomer(ctx, tx, row.id, patch, origin(ctx, null)));
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? takenExternalId() : error;
  });
}

const origin = (ctx: Context, clickId: string | null): Origin => ({
  source: "api",
  correlationId: ctx.requestId,
  clickId,
});

async function assertClick(tx: Transaction, id: string): Promise<void> {
  const click = CLICK_ID.test(id) ? await tx.db.click.findFirst({ where: { id }, select: { id: true } }) : null;
  if (!click) throw invalid("clickId", "No such click in this workspace.");
}

const takenExternalId = (): AppError =>
  new AppError("CONFLICT", "Another customer has this external id.", {
    details: [{ path: "externalId", message: "Use another one." }],
  });
