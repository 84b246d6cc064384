import { keepPreviousData, type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { Endpoint, EndpointWithSecret } from "@/lib/contracts/endpoints";
import { isEventType } from "@/lib/contracts/event-types";
import { webhooksOfLink } from "@/lib/contracts/link-webhooks";
import type { BodyInputOf, QueryInputOf } from "@/lib/contracts/operation";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { SECOND } from "@/lib/shared/time";

import { isDeparting, useDeparture } from "../departures";
import { call } from "../http";
import { deliveryQueries, type DeliveryListFilters } from "./deliveries";
import { type EndpointChange, showState } from "./endpoint-state";
import { eventTypeQueries } from "./event-types";
import { overviewQueries } from "./overview";

const MANAGED = { outbound: contracts.outbound, workspace: contracts.workspaceWebhooks } as const;

/** Every scope takes the same calls; only what may be subscribed to differs. */
const at = (scope: EndpointScope) => (scope.surface === "link" ? webhooksOfLink(scope.linkId) : MANAGED[scope.surface]);

type Outbound = typeof contracts.outbound;
export type EndpointListPage = NonNullable<QueryInputOf<Outbound["list"]>>;
type LinkWebhooks = ReturnType<typeof webhooksOfLink>;
/** The one of link webhooks names their short names as well. */
export type CreateEndpointInput = NonNullable<BodyInputOf<LinkWebhooks["create"]>>;
export type UpdateEndpointInput = NonNullable<BodyInputOf<LinkWebhooks["update"]>>;
export type EnableEndpointInput = NonNullable<BodyInputOf<Outbound["enable"]>>;
export type RotateSecretInput = NonNullable<BodyInputOf<Outbound["rotateSecret"]>>;
export type UpdateSecretInput = NonNullable<BodyInputOf<Outbound["updateSecret"]>>;
export type TestEndpointInput = NonNullable<BodyInputOf<Outbound["test"]>>;

const root = (workspaceId: string) => ["ws", workspaceId, "endpoints"] as const;

export const endpointQueries = {
  all: root,
  lists: (workspaceId: string, scope: EndpointScope) => [...root(workspaceId), "list", scope] as const,
  details: (workspaceId: string) => [...root(workspaceId), "detail"] as const,
  list: (workspaceId: string, scope: EndpointScope, page: EndpointListPage = {}) =>
    queryOptions({
      queryKey: [...endpointQueries.lists(workspaceId, scope), page],
      queryFn: ({ signal }) => call(at(scope).list, { workspaceId, query: page, signal }),
      placeholderData: keepPreviousData,
    }),
  detail: (workspaceId: string, scope: EndpointScope, id: string) =>
    queryOptions({
      queryKey: [...endpointQueries.details(workspaceId), scope, id],
      queryFn: ({ signal }) => call(at(scope).get, { workspaceId, params: { id }, signal }),
    }),
  secrets: (workspaceId: string, scope: EndpointScope, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "secrets", scope, id],
      queryFn: ({ signal }) => call(at(scope).secrets, { workspaceId, params: { id }, signal }),
      // Tests are sent by themselves, and no other news tells of them.
      refetchInterval: ({ state }) =>
        state.data?.data.some(({ recheckUntil }) => recheckUntil !== null) === true && 30 * SECOND,
    }),
  deliveries: (
    workspaceId: string,
    scope: EndpointScope,
    id: string,
    filters: Omit<DeliveryListFilters, "endpointId">,
  ) =>
    queryOptions({
      queryKey: [...deliveryQueries.lists(workspaceId), scope, id, filters],
      queryFn: ({ signal }) => call(at(scope).deliveries, { workspaceId, params: { id }, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
};

/** Endpoints and what is shown of them elsewhere; awaited, so that a mutation is pending until the screen is fresh. */
const refresh = (client: QueryClient, workspaceId: string) =>
  Promise.all([
    client.invalidateQueries({ queryKey: endpointQueries.all(workspaceId) }),
    client.invalidateQueries({ queryKey: overviewQueries.all(workspaceId) }),
    client.invalidateQueries({ queryKey: deliveryQueries.all(workspaceId) }),
    client.invalidateQueries({ queryKey: eventTypeQueries.all(workspaceId) }),
  ]);

function useEndpointMutation<Input, Result>(workspaceId: string, mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => refresh(client, workspaceId) });
}

/** The same, for what can be taken back: its state is shown before the server has said yes. */
function useStateMutation<Input>(
  workspaceId: string,
  mutationFn: (input: Input) => Promise<{ data: Endpoint }>,
  changeOf: (input: Input) => EndpointChange,
) {
  const client = useQueryClient();
  const keys = { lists: [...root(workspaceId), "list"], details: endpointQueries.details(workspaceId) };
  return useMutation({
    mutationFn,
    onMutate: (input: Input) => showState(client, workspaceId, keys, changeOf(input)),
    onError: (_error, _input, putBack) => putBack?.(),
    onSettled: () => refresh(client, workspaceId),
  });
}

/** The answer holds the signing secret, which is shown this once: keep it out of the cache. */
export const useCreateEndpoint = (workspaceId: string, scope: EndpointScope) =>
  useEndpointMutation(workspaceId, (body: CreateEndpointInput): Promise<{ data: EndpointWithSecret }> =>
    scope.surface === "link"
      ? call(webhooksOfLink(scope.linkId).create, { workspaceId, body })
      : call(MANAGED[scope.surface].create, {
          workspaceId,
          body: { ...body, events: body.events.filter(isEventType) },
        }),
  );

export const useUpdateEndpoint = (workspaceId: string, scope: EndpointScope) =>
  useEndpointMutation(
    workspaceId,
    ({ id, ...body }: UpdateEndpointInput & { id: string }): Promise<{ data: Endpoint }> => {
      const params = { id };
      if (scope.surface === "link") return call(webhooksOfLink(scope.linkId).update, { workspaceId, params, body });
      const { events, ...rest } = body;
      return call(MANAGED[scope.surface].update, {
        workspaceId,
        params,
        body: { ...rest, ...(events && { events: events.filter(isEventType) }) },
      });
    },
  );

/** From the first moment on nothing of it is asked for: the stream tells of the end before the answer does. */
export function useDeleteEndpoint(workspaceId: string, scope: EndpointScope) {
  const client = useQueryClient();
  const departure = useDeparture();
  return useMutation({
    mutationFn: (id: string) => call(at(scope).remove, { workspaceId, params: { id } }),
    onMutate: async (id) => {
      departure.begin(id);
      await client.cancelQueries({ predicate: ({ queryKey }) => isDeparting(queryKey) });
    },
    onError: () => departure.end(),
    onSettled: () => refresh(client, workspaceId),
  });
}

export const useEnableEndpoint = (workspaceId: string, scope: EndpointScope) =>
  useStateMutation(
    workspaceId,
    ({ id, ...body }: EnableEndpointInput & { id: string }) =>
      call(at(scope).enable, { workspaceId, params: { id }, body }),
    ({ id }) => ({ id, state: "enabled" }),
  );

export const useDisableEndpoint = (workspaceId: string, scope: EndpointScope) =>
  useStateMutation(
    workspaceId,
    (id: string) => call(at(scope).disable, { workspaceId, params: { id } }),
    (id) => ({ id, state: "paused" }),
  );

/** Pauses or enables an endpoint of any scope, for where none is open. */
export const usePauseEndpoint = (workspaceId: string) =>
  useStateMutation(
    workspaceId,
    ({ scope, id, paused }: { scope: EndpointScope; id: string; paused: boolean }) =>
      paused
        ? call(at(scope).disable, { workspaceId, params: { id } })
        : call(at(scope).enable, { workspaceId, params: { id }, body: {} }),
    ({ id, paused }) => ({ id, state: paused ? "paused" : "enabled" }),
  );

export const useTestEndpoint = (workspaceId: string, scope: EndpointScope) =>
  useEndpointMutation(workspaceId, ({ id, ...body }: TestEndpointInput & { id: string }) =>
    call(at(scope).test, { workspaceId, params: { id }, body }),
  );

export const useRotateSecret = (workspaceId: string, scope: EndpointScope) =>
  useEndpointMutation(workspaceId, ({ id, ...body }: RotateSecretInput & { id: string }) =>
    call(at(scope).rotateSecret, { workspaceId, params: { id }, body }),
  );

export const useCancelRotation = (workspaceId: string, scope: EndpointScope) =>
  useEndpointMutation(workspaceId, (id: string) => call(at(scope).cancelRotation, { workspaceId, params: { id } }));

/** Extends an older secret, or ends it. */
export const useUpdateSecret = (workspaceId: string, scope: EndpointScope) =>
  useEndpointMutation(workspaceId, ({ id, secretId, ...body }: UpdateSecretInput & { id: string; secretId: string }) =>
    call(at(scope).updateSecret, { workspaceId, params: { id, secretId }, body }),
  );

/** The answer is a secret: it is forgotten as soon as nobody shows it, and it refreshes nothing. */
export const useRevealSecret = (workspaceId: string, scope: EndpointScope) =>
  useMutation({
    gcTime: 0,
    mutationFn: ({ id, ...body }: { id: string; secretId?: string }) =>
      call(at(scope).revealSecret, { workspaceId, params: { id }, body }),
  });
