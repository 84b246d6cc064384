import { z } from "zod";

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
    query: PageQuery,
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
    summary: "Create a link",
    auth: { kind: "any", permission: "links:create" },
    body: CreateLink,
    status: 201,
    data: Link,
    rate: "hour",
    errors: ["CONFLICT", "PLAN_LIMIT_REACHED"],
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
