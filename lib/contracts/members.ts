import { z } from "zod";

import { pathId } from "./ids";
import { operation } from "./operation";
import { PageQuery } from "./paging";
import { ROLES } from "./permissions";

export const Member = z
  .strictObject({
    id: z.string(),
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    twoStep: z.boolean().describe("Whether this person signs in with a second factor."),
    lastActiveAt: z.iso.datetime().nullable(),
    joinedAt: z.iso.datetime(),
    keys: z.int().describe("API keys of this workspace that the person made and that still work."),
  })
  .meta({ id: "Member" });
export type Member = z.output<typeof Member>;

export const UpdateMember = z
  .strictObject({ role: z.enum(ROLES) })
  .meta({ id: "UpdateMember", examples: [{ role: "editor" }] });
export type UpdateMember = z.output<typeof UpdateMember>;

const RemoveMember = z.strictObject({
  revokeKeys: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true")
    .describe("Whether the API keys that this person made end as well."),
});

const InWorkspace = z.strictObject({ workspaceId: pathId("workspace") });
const OneMember = InWorkspace.extend({ memberId: pathId("member") });

export const members = {
  list: operation({
    id: "members.list",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/members",
    summary: "List the members of a workspace, in the order they joined",
    auth: { kind: "session", permission: "members:read" },
    params: InWorkspace,
    query: PageQuery,
    status: 200,
    data: z.array(Member),
    paging: "page",
    rate: "hour",
    errors: [],
  }),
  get: operation({
    id: "members.get",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/members/{memberId}",
    summary: "Read a member",
    auth: { kind: "session", permission: "members:read" },
    params: OneMember,
    status: 200,
    data: Member,
    rate: "hour",
    errors: [],
  }),
  update: operation({
    id: "members.update",
    method: "PATCH",
    path: "/api/workspaces/{workspaceId}/members/{memberId}",
    summary: "Change a member's role",
    auth: { kind: "session", permission: "members:update_roles" },
    params: OneMember,
    body: UpdateMember,
    status: 200,
    data: Member,
    rate: "hour",
    deniedAs: "member.update",
    errors: ["FORBIDDEN", "CONFLICT"],
  }),
  remove: operation({
    id: "members.remove",
    method: "DELETE",
    path: "/api/workspaces/{workspaceId}/members/{memberId}",
    summary: "Remove a member, with their next request",
    auth: { kind: "session", permission: "members:remove" },
    params: OneMember,
    query: RemoveMember,
    status: 200,
    data: z
      .strictObject({
        id: z.string(),
        deleted: z.literal(true),
        keysLeft: z.int().describe("API keys that this person made and that work on."),
      })
      .meta({ id: "RemovedMember" }),
    rate: "hour",
    deniedAs: "member.remove",
    errors: ["FORBIDDEN", "CONFLICT"],
  }),
} as const;
