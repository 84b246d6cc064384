import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf, QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";

type Links = typeof contracts.links;
export type LinkListFilters = NonNullable<QueryInputOf<Links["list"]>>;
export type CreateLinkInput = NonNullable<BodyInputOf<Links["create"]>>;
export type UpdateLinkInput = NonNullable<BodyInputOf<Links["update"]>>;
export type UpdateLinksInput = NonNullable<BodyInputOf<Links["updateMany"]>>;

const root = (workspaceId: string) => ["ws", workspaceId, "links"] as const;

export const linkQueries = {
  all: root,
  list: (workspaceId: string, filters: LinkListFilters = {}) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list", filters],
      queryFn: ({ signal }) => call(contracts.links.list, { workspaceId, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
  detail: (workspaceId: string, linkId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", linkId],
      queryFn: ({ signal }) => call(contracts.links.get, { workspaceId, params: { linkId }, signal }),
    }),
};

/** Awaits fresh lists, so that a mutation is pending until the screen shows what it did. */
function useLinkMutation<Input, Result>(workspaceId: string, mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: linkQueries.all(workspaceId) }),
  });
}

/** One link, or `{ links: […] }` for up to 100, each answered by itself. */
export const useCreateLinks = (workspaceId: string) =>
  useLinkMutation(workspaceId, (body: CreateLinkInput) => call(contracts.links.create, { workspaceId, body }));

export const useUpdateLink = (workspaceId: string) =>
  useLinkMutation(workspaceId, ({ linkId, ...body }: UpdateLinkInput & { linkId: string }) =>
    call(contracts.links.update, { workspaceId, params: { linkId }, body }),
  );

export const useUpdateLinks = (workspaceId: string) =>
  useLinkMutation(workspaceId, (body: UpdateLinksInput) => call(contracts.links.updateMany, { workspaceId, body }));

export const useDeleteLinks = (workspaceId: string) =>
  useLinkMutation(workspaceId, (ids: string[]) => call(contracts.links.removeMany, { workspaceId, body: { ids } }));
