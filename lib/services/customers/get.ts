import type { Customer } from "@/lib/contracts/customers";

import type { Context } from "../context";
import { getCustomerRow, toCustomer } from "./to-customer";

/** @param id ours, or `ext_` and the external id. @throws AppError NOT_FOUND */
export async function getCustomer(ctx: Context, id: string): Promise<Customer> {
  return toCustomer(await getCustomerRow(ctx.db, id));
}
