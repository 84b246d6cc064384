import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { CreateInvitation } from "@/lib/contracts/invitations";
import type { Role } from "@/lib/contracts/permissions";

import { call } from "../http";

const root = (workspaceId: string) => ["ws", workspaceId, "people"] as const;

/** Both lists at once, as long as the API gives them. */
export const PEOPLE_AT_ONCE = 100;

export const memberQueries = {
  all: root,
  list: (workspaceId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "members"],
      queryFn: ({ signal }) =>
        call(contracts.members.list, {
          workspaceId,
          params: { workspaceId },
          query: { limit: String(PEOPLE_AT_ONCE) },
          signal,
        }),
    }),
  invitations: (workspaceId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "invitations"],
      queryFn: ({ signal }) =>
        call(contracts.invitations.list, {
          workspaceId,
          params: { workspaceId },
          query: { limit: String(PEOPLE_AT_ONCE) },
          signal,
        }),
    }),
};

const refresh = (client: QueryClient, workspaceId: string) =>
  client.invalidateQueries({ queryKey: memberQueries.all(workspaceId) });

function usePeopleMutation<Input, Result>(workspaceId: string, mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => refresh(client, workspaceId) });
}

export const useChangeRole = (workspaceId: string) =>
  usePeopleMutation(workspaceId, ({ memberId, role }: { memberId: string; role: Role }) =>
    call(contracts.members.update, { workspaceId, params: { workspaceId, memberId }, body: { role } }),
  );

export const useRemoveMember = (workspaceId: string) =>
  usePeopleMutation(workspaceId, ({ memberId, revokeKeys }: { memberId: string; revokeKeys: boolean }) =>
    call(contracts.members.remove, {
      workspaceId,
      params: { workspaceId, memberId },
      query: { revokeKeys: revokeKeys ? "true" : "false" },
    }),
  );

/** The answer holds the personal link, which is shown this once: keep it out of the cache. */
export const useInvite = (workspaceId: string) =>
  usePeopleMutation(workspaceId, (body: CreateInvitation) =>
    call(contracts.invitations.create, { workspaceId, params: { workspaceId }, body }),
  );

/** Answers a new link, as `useInvite`; the old one is worth nothing. */
export const useResendInvitation = (workspaceId: string) =>
  usePeopleMutation(workspaceId, (invitationId: string) =>
    call(contracts.invitations.resend, { workspaceId, params: { workspaceId, invitationId } }),
  );

export const useRevokeInvitation = (workspaceId: string) =>
  usePeopleMutation(workspaceId, (invitationId: string) =>
    call(contracts.invitations.revoke, { workspaceId, params: { workspaceId, invitationId } }),
  );
