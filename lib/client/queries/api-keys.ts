import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf, QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";

type Keys = typeof contracts.apiKeys;
export type CreateApiKeyInput = NonNullable<BodyInputOf<Keys["create"]>>;
export type UpdateApiKeyInput = NonNullable<BodyInputOf<Keys["update"]>>;

export type ApiKeyFilters = Pick<NonNullable<QueryInputOf<Keys["list"]>>, "state" | "createdBy" | "use">;

const root = (workspaceId: string) => ["ws", workspaceId, "api-keys"] as const;

/** The newest of them at once, as many as the API gives. */
export const KEYS_AT_ONCE = 100;

export const apiKeyQueries = {
  all: root,
  list: (workspaceId: string, filters: ApiKeyFilters = {}) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list", filters],
      queryFn: ({ signal }) =>
        call(contracts.apiKeys.list, {
          workspaceId,
          params: { workspaceId },
          query: { limit: String(KEYS_AT_ONCE), ...filters },
          signal,
        }),
      placeholderData: keepPreviousData,
    }),
};

/** Awaits fresh lists, so that a mutation is pending until the screen shows what it did. */
function useKeyMutation<Input, Result>(workspaceId: string, mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: apiKeyQueries.all(workspaceId) }),
  });
}

/** The answer holds the whole key, which is shown this once: keep it out of the cache. */
export const useCreateApiKey = (workspaceId: string) =>
  useKeyMutation(workspaceId, (body: CreateApiKeyInput) =>
    call(contracts.apiKeys.create, { workspaceId, params: { workspaceId }, body }),
  );

export const useUpdateApiKey = (workspaceId: string) =>
  useKeyMutation(workspaceId, ({ keyId, ...body }: UpdateApiKeyInput & { keyId: string }) =>
    call(contracts.apiKeys.update, { workspaceId, params: { workspaceId, keyId }, body }),
  );

/** Answers the new key, as `useCreateApiKey`. */
export const useRotateApiKey = (workspaceId: string) =>
  useKeyMutation(workspaceId, ({ keyId, overlapHours }: { keyId: string; overlapHours: number }) =>
    call(contracts.apiKeys.rotate, { workspaceId, params: { workspaceId, keyId }, body: { overlapHours } }),
  );

export const useRevokeApiKey = (workspaceId: string) =>
  useKeyMutation(workspaceId, (keyId: string) =>
    call(contracts.apiKeys.revoke, { workspaceId, params: { workspaceId, keyId } }),
  );
