import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";

export type EmailFilters = NonNullable<QueryInputOf<typeof contracts.emails.list>>;

const root = (workspaceId: string) => ["ws", workspaceId, "emails"] as const;

/** Suppressed addresses shown at once; more than these are told by number. */
export const SUPPRESSIONS_AT_ONCE = 100;

export const emailQueries = {
  all: root,
  list: (workspaceId: string, filters: EmailFilters) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list", filters],
      queryFn: ({ signal }) =>
        call(contracts.emails.list, { workspaceId, params: { workspaceId }, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
  detail: (workspaceId: string, emailId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", emailId],
      queryFn: ({ signal }) => call(contracts.emails.get, { workspaceId, params: { workspaceId, emailId }, signal }),
    }),
  suppressions: (workspaceId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "suppressions"],
      queryFn: ({ signal }) =>
        call(contracts.emails.suppressions, {
          workspaceId,
          params: { workspaceId },
          query: { limit: String(SUPPRESSIONS_AT_ONCE) },
          signal,
        }),
    }),
};

function useEmailMutation<Result>(workspaceId: string, mutationFn: (id: string) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: emailQueries.all(workspaceId) }),
  });
}

export const useRetryEmail = (workspaceId: string) =>
  useEmailMutation(workspaceId, (emailId) =>
    call(contracts.emails.retry, { workspaceId, params: { workspaceId, emailId } }),
  );

export const useEndSuppression = (workspaceId: string) =>
  useEmailMutation(workspaceId, (suppressionId) =>
    call(contracts.emails.endSuppression, { workspaceId, params: { workspaceId, suppressionId } }),
  );
