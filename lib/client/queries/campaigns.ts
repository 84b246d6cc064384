import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf, QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";

type Campaigns = typeof contracts.campaigns;
export type CampaignListFilters = NonNullable<QueryInputOf<Campaigns["list"]>>;
export type CreateCampaignInput = NonNullable<BodyInputOf<Campaigns["create"]>>;

const root = (workspaceId: string) => ["ws", workspaceId, "campaigns"] as const;

export const campaignQueries = {
  all: root,
  list: (workspaceId: string, filters: CampaignListFilters = {}) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list", filters],
      queryFn: ({ signal }) => call(contracts.campaigns.list, { workspaceId, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
};

export function useCreateCampaign(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateCampaignInput) => call(contracts.campaigns.create, { workspaceId, body }),
    onSettled: () => client.invalidateQueries({ queryKey: campaignQueries.all(workspaceId) }),
  });
}
