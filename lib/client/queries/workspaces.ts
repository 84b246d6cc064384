import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf } from "@/lib/contracts/operation";
import type { Plan } from "@/lib/contracts/permissions";

import { call, download } from "../http";

type CreateWorkspaceInput = NonNullable<BodyInputOf<typeof contracts.workspaces.create>>;
export type UpdateWorkspaceInput = NonNullable<BodyInputOf<typeof contracts.workspaces.update>>;

export const workspaceQueries = {
  /** Those of whoever is signed in, deleted ones among them while they can be taken back. */
  own: () =>
    queryOptions({
      queryKey: ["workspaces"],
      queryFn: ({ signal }) => call(contracts.workspaces.list, { signal }),
    }),
  detail: (workspaceId: string) =>
    queryOptions({
      queryKey: ["ws", workspaceId, "workspace"],
      queryFn: ({ signal }) => call(contracts.workspaces.get, { workspaceId, params: { workspaceId }, signal }),
    }),
};

function useWorkspaceMutation<Input, Result>(workspaceId: string, mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: workspaceQueries.detail(workspaceId).queryKey }),
  });
}

export function useCreateWorkspace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateWorkspaceInput) => call(contracts.workspaces.create, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: workspaceQueries.own().queryKey }),
  });
}

export const useUpdateWorkspace = (workspaceId: string) =>
  useWorkspaceMutation(workspaceId, (body: UpdateWorkspaceInput) =>
    call(contracts.workspaces.update, { workspaceId, params: { workspaceId }, body }),
  );

export const useChangePlan = (workspaceId: string) =>
  useWorkspaceMutation(workspaceId, (plan: Plan) =>
    call(contracts.workspaces.updatePlan, { workspaceId, params: { workspaceId }, body: { plan } }),
  );

export const useTransferWorkspace = (workspaceId: string) =>
  useWorkspaceMutation(workspaceId, (memberId: string) =>
    call(contracts.workspaces.transfer, { workspaceId, params: { workspaceId }, body: { memberId } }),
  );

export const useDeleteWorkspace = (workspaceId: string) =>
  useWorkspaceMutation(workspaceId, (slug: string) =>
    call(contracts.workspaces.remove, { workspaceId, params: { workspaceId }, query: { slug } }),
  );

export function useRestoreWorkspace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (workspaceId: string) => call(contracts.workspaces.restore, { params: { workspaceId } }),
    onSettled: () => client.invalidateQueries({ queryKey: workspaceQueries.own().queryKey }),
  });
}

export const exportWorkspace = (workspaceId: string): Promise<Blob> =>
  download(contracts.workspaces.export, { workspaceId, params: { workspaceId } });
