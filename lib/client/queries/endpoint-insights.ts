import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import { type Diagnosis, type DiagnosisCheck, DiagnosisLine } from "@/lib/contracts/diagnosis";
import type { QueryInputOf } from "@/lib/contracts/operation";

import { call, callLines, Problem } from "../http";
import { endpointQueries } from "./endpoints";

/** Which time figures are of, as the API is asked: the last hours or days, or from `start` on. */
export type StatsFilters = NonNullable<QueryInputOf<typeof contracts.endpointInsights.stats>>;

const at = (workspaceId: string, id: string) => [...endpointQueries.all(workspaceId), "insights", id] as const;

/** How an endpoint of any surface does. */
export const endpointInsightQueries = {
  health: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...at(workspaceId, id), "health"],
      queryFn: ({ signal }) => call(contracts.endpointInsights.health, { workspaceId, params: { id }, signal }),
    }),
  stats: (workspaceId: string, id: string, query: StatsFilters) =>
    queryOptions({
      queryKey: [...at(workspaceId, id), "stats", query],
      queryFn: ({ signal }) => call(contracts.endpointInsights.stats, { workspaceId, params: { id }, query, signal }),
      placeholderData: keepPreviousData,
    }),
  eventTypes: (workspaceId: string, id: string, query: StatsFilters) =>
    queryOptions({
      queryKey: [...at(workspaceId, id), "event-types", query],
      queryFn: ({ signal }) =>
        call(contracts.endpointInsights.eventTypes, { workspaceId, params: { id }, query, signal }),
      placeholderData: keepPreviousData,
    }),
  failures: (workspaceId: string, id: string, query: StatsFilters) =>
    queryOptions({
      queryKey: [...at(workspaceId, id), "failures", query],
      queryFn: ({ signal }) =>
        call(contracts.endpointInsights.failures, { workspaceId, params: { id }, query, signal }),
      placeholderData: keepPreviousData,
    }),
  ledger: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...at(workspaceId, id), "ledger"],
      queryFn: ({ signal }) => call(contracts.endpointInsights.ledger, { workspaceId, params: { id }, signal }),
    }),
  diagnoses: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...at(workspaceId, id), "diagnoses"],
      queryFn: ({ signal }) => call(contracts.diagnosis.list, { workspaceId, params: { id }, signal }),
    }),
  /** What would happen with a URL that is being typed; a later keystroke ends the call. Asked once for each URL. */
  urlCheck: (workspaceId: string, url: string) =>
    queryOptions({
      queryKey: ["ws", workspaceId, "url-check", url],
      queryFn: ({ signal }) =>
        call(contracts.diagnosis.checkUrl, { workspaceId, body: { url, sendPost: true }, signal }),
      enabled: url !== "",
      staleTime: Infinity,
      retry: false,
    }),
};

export interface DiagnoseInput {
  id: string;
  sendTests?: boolean;
  /** Called with each check as it ends. */
  onCheck?: (check: DiagnosisCheck) => void;
}

/** Runs a diagnosis and answers it whole; its checks are told as they end. */
export function useDiagnoseEndpoint(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, onCheck, ...body }: DiagnoseInput): Promise<Diagnosis> => {
      for await (const line of callLines(
        contracts.diagnosis.run,
        { workspaceId, params: { id }, body },
        DiagnosisLine,
      )) {
        if (line.type === "check") onCheck?.(line.check);
        else if (line.type === "done") return line.diagnosis;
        else throw new Problem("INTERNAL_ERROR", line.message, 500);
      }
      throw new Problem("NETWORK", "The diagnosis broke off. Run it again.", 0);
    },
    onSettled: (_diagnosis, _error, { id }) => client.invalidateQueries({ queryKey: at(workspaceId, id) }),
  });
}
