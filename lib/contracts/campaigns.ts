import { z } from "zod";

import { text } from "./event-types/fields";
import { operation } from "./operation";
import { PageQuery } from "./paging";

export const CreateCampaign = z
  .strictObject({ name: z.string().trim().pipe(text(100)) })
  .meta({ id: "CreateCampaign", examples: [{ name: "Summer sale" }] });
export type CreateCampaign = z.output<typeof CreateCampaign>;

export const ListCampaigns = PageQuery.extend({
  /** A part of the name. */
  q: z.string().trim().min(1).max(100).optional(),
});
export type ListCampaigns = z.output<typeof ListCampaigns>;

export const Campaign = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    /** Links that belong to it and are not deleted. */
    links: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Campaign" });
export type Campaign = z.output<typeof Campaign>;

export const campaigns = {
  list: operation({
    id: "campaigns.list",
    method: "GET",
    path: "/api/campaigns",
    summary: "List campaigns, newest first",
    auth: { kind: "any", permission: "links:read" },
    query: ListCampaigns,
    status: 200,
    data: z.array(Campaign),
    paging: "page",
    rate: "hour",
    errors: [],
  }),
  create: operation({
    id: "campaigns.create",
    method: "POST",
    path: "/api/campaigns",
    summary: "Create a campaign",
    auth: { kind: "any", permission: "links:create" },
    body: CreateCampaign,
    status: 201,
    data: Campaign,
    rate: "hour",
    errors: [],
  }),
} as const;
