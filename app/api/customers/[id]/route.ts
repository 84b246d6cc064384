import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { deleteCustomer } from "@/lib/services/customers/delete";
import { getCustomer } from "@/lib/services/customers/get";
import { updateCustomer } from "@/lib/services/customers/upsert";

export const GET = implement(contracts.customers.get, ({ ctx, params }) => getCustomer(ctx, params.id));

export const PATCH = implement(
  contracts.customers.update,
  ({ ctx, params, body }) => updateCustomer(ctx, params.id, body),
  (ctx, params) => getCustomer(ctx, params.id),
);

export const DELETE = implement(contracts.customers.remove, ({ ctx, params }) => deleteCustomer(ctx, params.id));
