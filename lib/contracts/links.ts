import { z } from "zod";

import { batchIds, batchOf, RefusedItem } from "./batch";
import { Deleted } from "./deleted";
import { text, webUrl } from "./event-types/fields";
import { pathId } from "./ids";
import { operation } from "./operation";
import { PageQuery } from "./paging";

const shortCode = z.string().regex(/^[A-Za-z0-9_-]{3,64}$/, "Use 3 to 64 letters, digits, hyphens or underscores.");
const destinationUrl = webUrl();
const title = z.string().trim().pipe(text(200)).nullable();
const tags = z.array(z.string().trim().pipe(text(50))).max(20);

const shared = {
  title: title.optional(),
  campaignId: pathId("campaign").nullable().optional(),
  tags: tags.optional(),
  enabled: z.boolean().optional(),
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
};

/** `url` and `key` are other names of `destinationUrl` and `shortCode`. */
const aliases = {
  destinationUrl: destinationUrl.optional(),
  url: destinationUrl.optional(),
  shortCode: shortCode.optional(),
  key: shortCode.optional(),
};

function withoutAliases<
  Input extends {
    destinationUrl?: string | undefined;
    url?: string | undefined;
    shortCode?: string | undefined;
    key?: string | undefined;
  },
>(input: Input) {
  const { url, key, ...rest } = input;
  return { ...rest, destinationUrl: rest.destinationUrl ?? url, shortCode: rest.shortCode ?? key };
}

export const CreateLink = z
  .strictObject({ ...aliases, ...shared })
  .refine((link) => (link.destinationUrl === undefined) !== (link.url === undefined), {
    path: ["destinationUrl"],
    message: "Give destinationUrl once.",
  })
  .refine((link) => link.shortCode === undefined || link.key === undefined, {
    path: ["shortCode"],
    message: "Give shortCode once.",
  })
  .meta({
    id: "CreateLink",
    examples: [{ destinationUrl: "https://acme.example/summer", shortCode: "summer", title: "Summer sale" }],
  })
  .transform(withoutAliases);
export type CreateLink = z.output<typeof CreateLink>;

export const UpdateLink = z
  .strictObject({ ...aliases, ...shared, version: z.int().min(1).optional() })
  .refine((patch) => Object.keys(patch).some((key) => key !== "version"), "Name at least one field to change.")
  .meta({ id: "UpdateLink", examples: [{ title: "Summer sale", tags: ["summer"] }] })
  .transform(withoutAliases);
export type UpdateLink = z.output<typeof UpdateLink>;

/** Many at once; each is judged, made and announced by itself. */
export const CreateLinks = z
  .strictObject({ links: batchOf })
  .meta({ id: "CreateLinks", examples: [{ links: [{ destinationUrl: "https://acme.example/summer" }] }] });
export type CreateLinks = z.output<typeof CreateLinks>;

/** The same change for many. Short codes are each link's own, so they are changed one by one. */
export const UpdateLinks = z
  .strictObject({ ids: batchIds, ...shared, destinationUrl: destinationUrl.optional(), url: destinationUrl.optional() })
  .refine((patch) => Object.keys(patch).length > 1, "Name at least one field to change.")
  .refine((patch) => patch.destinationUrl === undefined || patch.url === undefined, {
    path: ["destinationUrl"],
    message: "Give destinationUrl once.",
  })
  .meta({ id: "UpdateLinks", examples: [{ ids: ["link_01kd2mjwm0kk537043gfysp603"], tags: ["summer"] }] })
  .transform(({ url, ...rest }) => ({ ...rest, destinationUrl: rest.destinationUrl ?? url }));
export type UpdateLinks = z.output<typeof UpdateLinks>;

export const DeleteLinks = z
  .strictObject({ ids: batchIds })
  .meta({ id: "DeleteLinks", examples: [{ ids: ["link_01kd2mjwm0kk537043gfysp603"] }] });
export type DeleteLinks = z.output<typeof DeleteLinks>;

export const ListLinks = PageQuery.extend({
  /** A part of the short code, the title or the destination. */
  q: z.string().trim().min(1).max(200).optional(),
  campaignId: pathId("campaign").optional(),
  /** Links that carry any of these, separated by commas. */
  tag: z
    .string()
    .min(1)
    .max(1_000)
    .transform((text) => text.split(","))
    .optional(),
  enabled: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
});
export type ListLinks = z.output<typeof ListLinks>;

export const Link = z
  .strictObject({
    id: z.string(),
    shortCode: z.string(),
    shortUrl: z.string(),
    destinationUrl: z.string(),
    title: z.string().nullable(),
    campaignId: z.string().nullable(),
    tags: z.array(z.string()),
    enabled: z.boolean(),
    expiresAt: z.iso.datetime().nullable(),
    clicks: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.int(),
  })
  .meta({ id: "Link" });
export type Link = z.output<typeof Link>;

const LinkParams = z.strictObject({ linkId: pathId("link") });

export const links = {
  list: operation({
    id: "links.list",
    method: "GET",
    path: "/api/links",
    summary: "List links",
    auth: { kind: "any", permission: "links:read" },
    query: ListLinks,
    status: 200,
    data: z.array(Link),
    paging: "page",
    rate: "hour",
    errors: [],
  }),
  create: operation({
    id: "links.create",
    method: "POST",
    path: "/api/links",
    summary: "Create a link, or up to 100",
    auth: { kind: "any", permission: "links:create" },
    body: z.union([CreateLink, CreateLinks]),
    status: 201,
    data: z.union([Link, z.array(z.union([Link, RefusedItem]))]),
    rate: "hour",
    errors: ["CONFLICT", "PLAN_LIMIT_REACHED"],
  }),
  updateMany: operation({
    id: "links.updateMany",
    method: "PATCH",
    path: "/api/links",
    summary: "Make the same change to up to 100 links",
    auth: { kind: "any", permission: "links:update" },
    body: UpdateLinks,
    status: 200,
    data: z.array(z.union([Link, RefusedItem])),
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  removeMany: operation({
    id: "links.removeMany",
    method: "DELETE",
    path: "/api/links",
    summary: "Delete up to 100 links",
    auth: { kind: "any", permission: "links:delete" },
    body: DeleteLinks,
    status: 200,
    data: z.array(z.union([Deleted, RefusedItem])),
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  get: operation({
    id: "links.get",
    method: "GET",
    path: "/api/links/{linkId}",
    summary: "Read a link",
    auth: { kind: "any", permission: "links:read" },
    params: LinkParams,
    status: 200,
    data: Link,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  update: operation({
    id: "links.update",
    method: "PATCH",
    path: "/api/links/{linkId}",
    summary: "Change a link",
    auth: { kind: "any", permission: "links:update" },
    params: LinkParams,
    body: UpdateLink,
    status: 200,
    data: Link,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT", "VERSION_CONFLICT"],
  }),
  remove: operation({
    id: "links.remove",
    method: "DELETE",
    path: "/api/links/{linkId}",
    summary: "Delete a link",
    auth: { kind: "any", permission: "links:delete" },
    params: LinkParams,
    status: 200,
    data: Deleted,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
} as const;
