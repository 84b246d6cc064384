import { AlreadyThere, implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listCustomers } from "@/lib/services/customers/list";
import { upsertCustomer } from "@/lib/services/customers/upsert";

export const GET = implement(contracts.customers.list, ({ ctx, query }) => listCustomers(ctx, query));

export const POST = implement(contracts.customers.upsert, async ({ ctx, body }) => {
  const { customer, created } = await upsertCustomer(ctx, body);
  return created ? customer : new AlreadyThere(customer);
});
