import { keepPreviousData, type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf, QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";
import { deliveryQueries, type DeliveryListFilters } from "./deliveries";

/** The surfaces that have a page of their own; both take the same calls. */
export type ManagedSurface = "workspace" | "outbound";

const CONTRACTS = { workspace: contracts.workspaceWebhooks, outbound: contracts.outbound } as const;

type Outbound = typeof contracts.outbound;
export type EndpointListPage = NonNullable<QueryInputOf<Outbound["list"]>>;
export type CreateEndpointInput = NonNullable<BodyInputOf<Outbound["create"]>>;
export type UpdateEndpointInput = NonNullable<BodyInputOf<Outbound["update"]>>;
export type EnableEndpointInput = NonNullable<BodyInputOf<Outbound["enable"]>>;
export type RotateSecretInput = NonNullable<BodyInputOf<Outbound["rotateSecret"]>>;
export type UpdateSecretInput = NonNullable<BodyInputOf<Outbound["updateSecret"]>>;
export type TestEndpointInput = NonNullable<BodyInputOf<Outbound["test"]>>;

const root = (workspaceId: string) => ["ws", workspaceId, "endpoints"] as const;

export const endpointQueries = {
  all: root,
  lists: (workspaceId: string, surface: ManagedSurface) => [...root(workspaceId), "list", surface] as const,
  list: (workspaceId: string, surface: ManagedSurface, page: EndpointListPage = {}) =>
    queryOptions({
      queryKey: [...endpointQueries.lists(workspaceId, surface), page],
      queryFn: ({ signal }) => call(CONTRACTS[surface].list, { workspaceId, query: page, signal }),
      placeholderData: keepPreviousData,
    }),
  detail: (workspaceId: string, surface: ManagedSurface, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", surface, id],
      queryFn: ({ signal }) => call(CONTRACTS[surface].get, { workspaceId, params: { id }, signal }),
    }),
  secrets: (workspaceId: string, surface: ManagedSurface, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "secrets", surface, id],
      queryFn: ({ signal }) => call(CONTRACTS[surface].secrets, { workspaceId, params: { id }, signal }),
    }),
  deliveries: (
    workspaceId: string,
    surface: ManagedSurface,
    id: string,
    filters: Omit<DeliveryListFilters, "endpointId">,
  ) =>
    queryOptions({
      queryKey: [...deliveryQueries.lists(workspaceId), surface, id, filters],
      queryFn: ({ signal }) =>
        call(CONTRACTS[surface].deliveries, { workspaceId, params: { id }, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
};

/** Endpoints and what is shown of their deliveries; awaited, so that a mutation is pending until the screen is fresh. */
const refresh = (client: QueryClient, workspaceId: string) =>
  Promise.all([
    client.invalidateQueries({ queryKey: endpointQueries.all(workspaceId) }),
    client.invalidateQueries({ queryKey: deliveryQueries.all(workspaceId) }),
  ]);

function useEndpointMutation<Input, Result>(workspaceId: string, mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => refresh(client, workspaceId) });
}

/** The answer holds the signing secret, which is shown this once: keep it out of the cache. */
export const useCreateEndpoint = (workspaceId: string, surface: ManagedSurface) =>
  useEndpointMutation(workspaceId, (body: CreateEndpointInput) =>
    call(CONTRACTS[surface].create, { workspaceId, body }),
  );

export const useUpdateEndpoint = (workspaceId: string, surface: ManagedSurface) =>
  useEndpointMutation(workspaceId, ({ id, ...body }: UpdateEndpointInput & { id: string }) =>
    call(CONTRACTS[surface].update, { workspaceId, params: { id }, body }),
  );

export const useDeleteEndpoint = (workspaceId: string, surface: ManagedSurface) =>
  useEndpointMutation(workspaceId, (id: string) => call(CONTRACTS[surface].remove, { workspaceId, params: { id } }));

export const useEnableEndpoint = (workspaceId: string, surface: ManagedSurface) =>
  useEndpointMutation(workspaceId, ({ id, ...body }: EnableEndpointInput & { id: string }) =>
    call(CONTRACTS[surface].enable, { workspaceId, params: { id }, body }),
  );

export const useDisableEndpoint = (workspaceId: string, surface: ManagedSurface) =>
  useEndpointMutation(workspaceId, (id: string) => call(CONTRACTS[surface].disable, { workspaceId, params: { id } }));

export const useTestEndpoint = (workspaceId: string, surface: ManagedSurface) =>
  useEndpointMutation(workspaceId, ({ id, ...body }: TestEndpointInput & { id: string }) =>
    call(CONTRACTS[surface].test, { workspaceId, params: { id }, body }),
  );

export const useRotateSecret = (workspaceId: string, surface: ManagedSurface) =>
  useEndpointMutation(workspaceId, ({ id, ...body }: RotateSecretInput & { id: string }) =>
    call(CONTRACTS[surface].rotateSecret, { workspaceId, params: { id }, body }),
  );

/** Extends an older secret, or ends it. */
export const useUpdateSecret = (workspaceId: string, surface: ManagedSurface) =>
  useEndpointMutation(workspaceId, ({ id, secretId, ...body }: UpdateSecretInput & { id: string; secretId: string }) =>
    call(CONTRACTS[surface].updateSecret, { workspaceId, params: { id, secretId }, body }),
  );

/** The answer is a secret: it is forgotten as soon as nobody shows it, and it refreshes nothing. */
export const useRevealSecret = (workspaceId: string, surface: ManagedSurface) =>
  useMutation({
    gcTime: 0,
    mutationFn: ({ id, ...body }: { id: string; secretId?: string }) =>
      call(CONTRACTS[surface].revealSecret, { workspaceId, params: { id }, body }),
  });
