import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf, QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";
import { deliveryQueries } from "./deliveries";
import { replayQueries } from "./replays";

type Incidents = typeof contracts.incidents;
export type IncidentListFilters = NonNullable<QueryInputOf<Incidents["list"]>>;
export type RecoverIncidentInput = NonNullable<BodyInputOf<Incidents["recover"]>>;

const root = (workspaceId: string) => ["ws", workspaceId, "incidents"] as const;

export const incidentQueries = {
  all: root,
  list: (workspaceId: string, filters: IncidentListFilters = {}) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list", filters],
      queryFn: ({ signal }) => call(contracts.incidents.list, { workspaceId, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
};

/** Sends everything of an incident again. The answer is the replay that does it. */
export function useRecoverIncident(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: RecoverIncidentInput & { id: string }) =>
      call(contracts.incidents.recover, { workspaceId, params: { id }, body }),
    onSettled: () =>
      Promise.all(
        [incidentQueries.all, replayQueries.all, deliveryQueries.all].map((all) =>
          client.invalidateQueries({ queryKey: all(workspaceId) }),
        ),
      ),
  });
}
