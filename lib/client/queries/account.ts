import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { account } from "@/lib/contracts/account";
import type { BodyInputOf } from "@/lib/contracts/operation";

import { call } from "../http";

export const accountQueries = {
  all: ["account"] as const,
  detail: () =>
    queryOptions({ queryKey: ["account", "detail"], queryFn: ({ signal }) => call(account.get, { signal }) }),
  sessions: () =>
    queryOptions({ queryKey: ["account", "sessions"], queryFn: ({ signal }) => call(account.sessions, { signal }) }),
};

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: accountQueries.all });

function useAccountMutation<Input, Result>(mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => refresh(client) });
}

type Body<Name extends keyof typeof account> = NonNullable<BodyInputOf<(typeof account)[Name]>>;

export const useUpdateAccount = () => useAccountMutation((body: Body<"update">) => call(account.update, { body }));

export const useChangePassword = () =>
  useAccountMutation((body: Body<"changePassword">) => call(account.changePassword, { body }));

export const useConfirmIdentity = () =>
  useMutation({ mutationFn: (body: Body<"confirm">) => call(account.confirm, { body }) });

export const useEndSession = () =>
  useAccountMutation((sessionId: string) => call(account.endSession, { params: { sessionId } }));

export const useEndSessions = () =>
  useAccountMutation((which: "others" | "all") => call(account.endSessions, { query: { which } }));

/** The answer holds the secret for the app: keep it out of the cache. */
export const useStartTwoStep = () =>
  useAccountMutation((body: Body<"startTwoStep">) => call(account.startTwoStep, { body }));

/** The answer holds the recovery codes, which are shown this once. */
export const useConfirmTwoStep = () =>
  useAccountMutation((body: Body<"confirmTwoStep">) => call(account.confirmTwoStep, { body }));

export const useRenewRecoveryCodes = () =>
  useAccountMutation((body: Body<"renewRecoveryCodes">) => call(account.renewRecoveryCodes, { body }));

export const useEndTwoStep = () => useAccountMutation((body: Body<"endTwoStep">) => call(account.endTwoStep, { body }));

/** Keeps a preference with the account as well, for the other browsers of this person; here the cookie counts. */
export function keepPreference(preferences: NonNullable<Body<"update">["preferences"]>): void {
  // A browser that is offline keeps its own choice.
  void call(account.update, { body: { preferences } }).catch(() => undefined);
}
