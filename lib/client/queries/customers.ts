import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf, QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";

type Customers = typeof contracts.customers;
export type CustomerListFilters = NonNullable<QueryInputOf<Customers["list"]>>;
export type UpsertCustomerInput = NonNullable<BodyInputOf<Customers["upsert"]>>;
export type UpdateCustomerInput = NonNullable<BodyInputOf<Customers["update"]>>;

const root = (workspaceId: string) => ["ws", workspaceId, "customers"] as const;

export const customerQueries = {
  all: root,
  list: (workspaceId: string, filters: CustomerListFilters = {}) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list", filters],
      queryFn: ({ signal }) => call(contracts.customers.list, { workspaceId, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
  detail: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", id],
      queryFn: ({ signal }) => call(contracts.customers.get, { workspaceId, params: { id }, signal }),
    }),
};

function useCustomerMutation<Input, Result>(workspaceId: string, mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: customerQueries.all(workspaceId) }),
  });
}

export const useUpsertCustomer = (workspaceId: string) =>
  useCustomerMutation(workspaceId, (body: UpsertCustomerInput) =>
    call(contracts.customers.upsert, { workspaceId, body }),
  );

export const useUpdateCustomer = (workspaceId: string) =>
  useCustomerMutation(workspaceId, ({ id, ...body }: UpdateCustomerInput & { id: string }) =>
    call(contracts.customers.update, { workspaceId, params: { id }, body }),
  );

/** Erases it wherever it is kept; that cannot be taken back. */
export const useDeleteCustomer = (workspaceId: string) =>
  useCustomerMutation(workspaceId, (id: string) => call(contracts.customers.remove, { workspaceId, params: { id } }));
