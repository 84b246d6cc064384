import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { ConnectProvider } from "@/lib/contracts/installations";

import { call } from "../http";
import { providerQueries } from "./providers";

const { installations, receipts } = contracts;

/** Under the key of the providers, so that one word of the stream reads all of it again. */
const root = (workspaceId: string) => [...providerQueries.all(workspaceId), "installations"] as const;

export const installationQueries = {
  list: (workspaceId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list"],
      queryFn: ({ signal }) => call(installations.list, { workspaceId, signal }),
    }),
  detail: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", id],
      queryFn: ({ signal }) => call(installations.get, { workspaceId, params: { id }, signal }),
    }),
  receipts: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "receipts", id],
      queryFn: ({ signal }) => call(receipts.list, { workspaceId, params: { id }, query: { limit: "20" }, signal }),
    }),
};

function useInstallationMutation<Input, Result>(workspaceId: string, mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: root(workspaceId) }),
  });
}

export const useConnect = (workspaceId: string, provider: string) =>
  useInstallationMutation(workspaceId, (input?: string) =>
    call(installations.connect, { workspaceId, params: { provider }, body: bodyOf(input) }),
  );

export const useReconnect = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, (input?: string) =>
    call(installations.reconnect, { workspaceId, params: { id }, body: bodyOf(input) }),
  );

const bodyOf = (input: string | undefined): Pick<ConnectProvider, "input"> => (input === undefined ? {} : { input });

export const useInstallationAction = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, (action: "pause" | "resume" | "test") =>
    call(installations[action], { workspaceId, params: { id } }),
  );

export const useDisconnect = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, () => call(installations.disconnect, { workspaceId, params: { id } }));

export const useReprocess = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, (receiptId: string) =>
    call(receipts.reprocess, { workspaceId, params: { id, receiptId } }),
  );
