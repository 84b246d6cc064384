import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf, QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";
import { deliveryQueries, type DeliveryListFilters } from "./deliveries";
import { endpointQueries } from "./endpoints";

const operations = contracts.linkWebhooks;

type Operations = typeof operations;
export type CreateLinkWebhookInput = NonNullable<BodyInputOf<Operations["create"]>>;
export type UpdateLinkWebhookInput = NonNullable<BodyInputOf<Operations["update"]>>;
export type TestLinkWebhookInput = NonNullable<BodyInputOf<Operations["test"]>>;

/** They are endpoints like the others, so that what refreshes those refreshes these. */
const root = (workspaceId: string, linkId: string) => [...endpointQueries.all(workspaceId), "link", linkId] as const;

export const linkWebhookQueries = {
  all: root,
  list: (workspaceId: string, linkId: string, page: NonNullable<QueryInputOf<Operations["list"]>> = {}) =>
    queryOptions({
      queryKey: [...root(workspaceId, linkId), "list", page],
      queryFn: ({ signal }) => call(operations.list, { workspaceId, params: { linkId }, query: page, signal }),
      placeholderData: keepPreviousData,
    }),
  detail: (workspaceId: string, linkId: string, webhookId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId, linkId), "detail", webhookId],
      queryFn: ({ signal }) => call(operations.get, { workspaceId, params: { linkId, webhookId }, signal }),
    }),
  secrets: (workspaceId: string, linkId: string, webhookId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId, linkId), "secrets", webhookId],
      queryFn: ({ signal }) => call(operations.secrets, { workspaceId, params: { linkId, webhookId }, signal }),
    }),
  deliveries: (
    workspaceId: string,
    linkId: string,
    webhookId: string,
    filters: Omit<DeliveryListFilters, "endpointId">,
  ) =>
    queryOptions({
      queryKey: [...deliveryQueries.lists(workspaceId), "link", linkId, webhookId, filters],
      queryFn: ({ signal }) =>
        call(operations.deliveries, { workspaceId, params: { linkId, webhookId }, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
};

function useLinkWebhookMutation<Input, Result>(workspaceId: string, mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: endpointQueries.all(workspaceId) }),
        client.invalidateQueries({ queryKey: deliveryQueries.all(workspaceId) }),
      ]),
  });
}

/** Everything that can be done with the webhooks of one link. */
export function useLinkWebhooks(workspaceId: string, linkId: string) {
  const at = (webhookId: string) => ({ workspaceId, params: { linkId, webhookId } });
  const create = useLinkWebhookMutation(workspaceId, (body: CreateLinkWebhookInput) =>
    call(operations.create, { workspaceId, params: { linkId }, body }),
  );
  const update = useLinkWebhookMutation(workspaceId, ({ id, ...body }: UpdateLinkWebhookInput & { id: string }) =>
    call(operations.update, { ...at(id), body }),
  );
  const remove = useLinkWebhookMutation(workspaceId, (id: string) => call(operations.remove, at(id)));
  const disable = useLinkWebhookMutation(workspaceId, (id: string) => call(operations.disable, at(id)));
  const enable = useLinkWebhookMutation(
    workspaceId,
    ({ id, ...body }: NonNullable<BodyInputOf<Operations["enable"]>> & { id: string }) =>
      call(operations.enable, { ...at(id), body }),
  );
  const test = useLinkWebhookMutation(workspaceId, ({ id, ...body }: TestLinkWebhookInput & { id: string }) =>
    call(operations.test, { ...at(id), body }),
  );
  const rotateSecret = useLinkWebhookMutation(
    workspaceId,
    ({ id, ...body }: NonNullable<BodyInputOf<Operations["rotateSecret"]>> & { id: string }) =>
      call(operations.rotateSecret, { ...at(id), body }),
  );
  const updateSecret = useLinkWebhookMutation(
    workspaceId,
    (input: NonNullable<BodyInputOf<Operations["updateSecret"]>> & { id: string; secretId: string }) => {
      const { id, secretId, ...body } = input;
      return call(operations.updateSecret, { workspaceId, params: { linkId, webhookId: id, secretId }, body });
    },
  );
  // The answer is a secret: it is forgotten as soon as nobody shows it, and it refreshes nothing.
  const revealSecret = useMutation({
    gcTime: 0,
    mutationFn: ({ id, ...body }: { id: string; secretId?: string }) =>
      call(operations.revealSecret, { ...at(id), body }),
  });
  return { create, update, remove, disable, enable, test, rotateSecret, updateSecret, revealSecret };
}
