import { z } from "zod";

import { Deleted } from "./deleted";
import { text } from "./event-types/fields";
import { pathId } from "./ids";
import { operation } from "./operation";

/** Lists whose filters can be kept under a name. */
export const VIEW_PAGES = ["deliveries", "events", "audit-log"] as const;

export const SavedView = z
  .strictObject({
    id: z.string(),
    page: z.enum(VIEW_PAGES),
    name: z.string(),
    query: z.string().describe("The filters as they stand in the page's address, without the question mark."),
    shared: z.boolean().describe("Whether everybody in the workspace sees it."),
    own: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "SavedView" });
export type SavedView = z.output<typeof SavedView>;

export const CreateView = z
  .strictObject({
    page: z.enum(VIEW_PAGES),
    name: z.string().trim().pipe(text(60)),
    query: z
      .string()
      .max(2_000)
      .regex(/^(?!\?)[\u0021-\u007e]*$/, "Use the query of the address, without the question mark."),
    shared: z.boolean().default(false),
  })
  .meta({ id: "CreateView", examples: [{ page: "deliveries", name: "Failed today", query: "state=failed" }] });
export type CreateView = z.output<typeof CreateView>;

export const VIEWS_MAX = 50;
const AUTH = { kind: "session", permission: "workspace:read" } as const;

export const views = {
  list: operation({
    id: "views.list",
    method: "GET",
    path: "/api/views",
    summary: "List your saved views and those shared in the workspace",
    auth: AUTH,
    query: z.strictObject({ page: z.enum(VIEW_PAGES).optional() }),
    status: 200,
    data: z.array(SavedView),
    rate: "hour",
    errors: [],
  }),
  create: operation({
    id: "views.create",
    method: "POST",
    path: "/api/views",
    summary: `Keep filters under a name, ${VIEWS_MAX} at most`,
    auth: AUTH,
    body: CreateView,
    status: 201,
    data: SavedView,
    rate: "hour",
    errors: ["CONFLICT"],
  }),
  remove: operation({
    id: "views.remove",
    method: "DELETE",
    path: "/api/views/{viewId}",
    summary: "Delete a saved view of your own, or a shared one if you manage the workspace",
    auth: AUTH,
    params: z.strictObject({ viewId: pathId("savedView") }),
    status: 200,
    data: Deleted,
    rate: "hour",
    errors: ["FORBIDDEN"],
  }),
} as const;
