import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { ConnectProvider, UpdateInstallation } from "@/lib/contracts/installations";
import type { QueryInputOf } from "@/lib/contracts/operation";
import type { TestReceipt } from "@/lib/contracts/receipts";
import { MINUTE } from "@/lib/shared/time";

import { call } from "../http";
import { providerQueries } from "./providers";

const { installations, receipts, forwards, diagnosis } = contracts;

const CHOICES_FRESH_MS = 5 * MINUTE;

/** As they stand in the address: comma lists and ISO times. */
export type ReceiptFilters = NonNullable<QueryInputOf<typeof receipts.list>>;
export type ForwardFilters = NonNullable<QueryInputOf<typeof forwards.list>>;

/** Under the key of the providers, so that one word of the stream reads all of it again. */
const root = (workspaceId: string) => [...providerQueries.all(workspaceId), "installations"] as const;

export const installationQueries = {
  list: (workspaceId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list"],
      queryFn: ({ signal }) => call(installations.list, { workspaceId, signal }),
    }),
  activity: (workspaceId: string) =>
    queryOptions({
      // Beside the rest: figures are not read again with each thing that comes in.
      queryKey: ["ws", workspaceId, "installation-activity"],
      queryFn: ({ signal }) => call(installations.activity, { workspaceId, signal }),
      refetchInterval: MINUTE,
    }),
  detail: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", id],
      queryFn: ({ signal }) => call(installations.get, { workspaceId, params: { id }, signal }),
    }),
  health: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "health", id],
      queryFn: ({ signal }) => call(installations.health, { workspaceId, params: { id }, signal }),
    }),
  choices: (workspaceId: string, id: string, source: string) =>
    queryOptions({
      // Beside the rest: what the provider offers does not change with what it tells.
      queryKey: ["ws", workspaceId, "installation-choices", id, source],
      queryFn: ({ signal }) => call(installations.choices, { workspaceId, params: { id }, query: { source }, signal }),
      staleTime: CHOICES_FRESH_MS,
    }),
  receipts: (workspaceId: string, id: string, filters: ReceiptFilters) =>
    queryOptions({
      queryKey: [...root(workspaceId), "receipts", id, filters],
      queryFn: ({ signal }) => call(receipts.list, { workspaceId, params: { id }, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
  receipt: (workspaceId: string, id: string, receiptId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "receipt", id, receiptId],
      queryFn: ({ signal }) => call(receipts.get, { workspaceId, params: { id, receiptId }, signal }),
    }),
  samples: (workspaceId: string, id: string) =>
    queryOptions({
      // Beside the rest: what the provider could send does not change with what it does.
      queryKey: ["ws", workspaceId, "receipt-samples", id],
      queryFn: ({ signal }) => call(receipts.samples, { workspaceId, params: { id }, signal }),
      staleTime: Infinity,
    }),
  forwards: (workspaceId: string, id: string, filters: ForwardFilters) =>
    queryOptions({
      queryKey: [...root(workspaceId), "forwards", id, filters],
      queryFn: ({ signal }) => call(forwards.list, { workspaceId, params: { id }, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
  preview: (workspaceId: string, id: string, receiptId: string, settings: Readonly<Record<string, unknown>>) =>
    queryOptions({
      // Beside the rest: it depends on what is entered, not on what is told.
      queryKey: ["ws", workspaceId, "receipt-preview", id, receiptId, settings],
      queryFn: ({ signal }) =>
        call(receipts.preview, { workspaceId, params: { id, receiptId }, body: { settings }, signal }),
      placeholderData: keepPreviousData,
      staleTime: MINUTE,
      retry: false,
    }),
  refusals: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "refusals", id],
      queryFn: ({ signal }) => call(receipts.refusals, { workspaceId, params: { id }, signal }),
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

/** It may have brought the status up to date, so that is read again. */
export const useDiagnoseInstallation = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, () => call(diagnosis.integration, { workspaceId, params: { id } }));

export const useDisconnect = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, () => call(installations.disconnect, { workspaceId, params: { id } }));

export const useReprocess = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, (receiptId: string) =>
    call(receipts.reprocess, { workspaceId, params: { id, receiptId } }),
  );

/** Tries an event that was put together by hand; in a test workspace it may be taken in. */
export const useTestReceipt = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, (body: TestReceipt) =>
    call(receipts.test, { workspaceId, params: { id }, body }),
  );

export const usePostSample = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, () => call(installations.sample, { workspaceId, params: { id } }));

export const useResendForward = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, (forwardId: string) =>
    call(forwards.resend, { workspaceId, params: { id, forwardId } }),
  );

export const useUpdateInstallation = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, (body: UpdateInstallation) =>
    call(installations.update, { workspaceId, params: { id }, body }),
  );

export const useLinkPerson = (workspaceId: string, id: string) =>
  useInstallationMutation(workspaceId, (token: string) =>
    call(installations.linkPerson, { workspaceId, params: { id }, body: { token } }),
  );
