import type { Customer, ListCustomers } from "@/lib/contracts/customers";
import type { PageMeta } from "@/lib/contracts/operation";
import { likeSmall } from "@/lib/shared/like";

import type { Context } from "../context";
import { toCustomer } from "./to-customer";

/** A page of customers, without those that were erased. They are not counted: there may be millions. */
export async function listCustomers(
  ctx: Context,
  { page, limit, search, sortOrder }: ListCustomers,
): Promise<{ data: Customer[]; meta: PageMeta }> {
  const rows = await ctx.db.customer.findMany({
    where: {
      erasedAt: null,
      ...(search !== undefined && { search: { contains: likeSmall(search) } }),
    },
    orderBy: [{ createdAt: sortOrder }, { id: sortOrder }],
    skip: (page - 1) * limit,
    take: limit + 1,
  });
  return { data: rows.slice(0, limit).map(toCustomer), meta: { page, limit, hasMore: rows.length > limit } };
}
