import { z } from "zod";

import { RESERVED_SLUGS } from "@/lib/shared/reserved-slugs";

import { text } from "./event-types/fields";
import { pathId } from "./ids";
import { operation } from "./operation";
import { FEATURES, PLANS, ROLES } from "./permissions";

const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, "Use 1 to 48 lower-case letters, digits and hyphens.")
  .refine((slug) => !RESERVED_SLUGS.has(slug), "This word is used by the app itself.");

const TimeZone = z.string().refine(isTimeZone, "Use an IANA name such as Europe/Berlin.");

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +01:00 are no places, and their summer is nobody's.
    if (!/^[A-Za-z]/.test(name) || name.length > 64) return false;
    new Intl.DateTimeFormat("en", { timeZone: name }).format(0);
    return true;
  } catch {
    return false;
  }
}

const Name = z.string().trim().pipe(text(100));

const Limit = z.strictObject({ used: z.int(), max: z.int().nullable().describe("Null: without limit.") });

const summary = {
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  mode: z.enum(["live", "test"]),
  plan: z.enum(PLANS),
  role: z.enum(ROLES).nullable().describe("What the caller is here. Null for an API key."),
  deletedAt: z.iso.datetime().nullable(),
};
export const WorkspaceSummary = z.strictObject(summary).meta({ id: "WorkspaceSummary" });
export type WorkspaceSummary = z.output<typeof WorkspaceSummary>;

export const Workspace = z
  .strictObject({
    ...summary,
    timeZone: z.string(),
    liveWorkspaceId: z.string().nullable().describe("Of a test workspace: the live one it belongs to."),
    createdAt: z.iso.datetime(),
    features: z
      .record(z.enum(FEATURES), z.boolean())
      .meta({ examples: [{ webhooks: true, integrations: true, api_access: true, audit_log: true }] }),
    limits: z.strictObject({
      webhooks: Limit,
      destinations: Limit,
      apiKeys: Limit,
      members: Limit,
      links: Limit,
      retentionDays: z.int(),
      auditDays: z.int().nullable(),
      requestsPerHour: z.int(),
      ingestPerSecond: z.int().nullable(),
    }),
  })
  .meta({ id: "Workspace" });
export type Workspace = z.output<typeof Workspace>;

export const CreateWorkspace = z
  .strictObject({
    name: Name,
    slug: Slug.optional(),
    timeZone: TimeZone.default("UTC"),
    liveWorkspaceId: pathId("workspace")
      .optional()
      .describe("Makes a test workspace of this live one, of which the caller must be an owner."),
  })
  .meta({ id: "CreateWorkspace", examples: [{ name: "Acme", timeZone: "Europe/Berlin" }] });
export type CreateWorkspace = z.output<typeof CreateWorkspace>;

export const UpdateWorkspace = z
  .strictObject({ name: Name.optional(), slug: Slug.optional(), timeZone: TimeZone.optional() })
  .refine((patch) => Object.keys(patch).length > 0, "Name at least one field to change.")
  .meta({ id: "UpdateWorkspace", examples: [{ name: "Acme" }] });
export type UpdateWorkspace = z.output<typeof UpdateWorkspace>;

const DeleteWorkspace = z.strictObject({ slug: z.string().max(100).describe("The workspace's slug, to be sure.") });
const ChangePlan = z.strictObject({ plan: z.enum(PLANS) }).meta({ id: "ChangePlan", examples: [{ plan: "pro" }] });
const TransferWorkspace = z
  .strictObject({ memberId: pathId("member") })
  .meta({ id: "TransferWorkspace", examples: [{ memberId: "mem_01kd2mjwm0kk537043gfysp603" }] });

const One = z.strictObject({ workspaceId: pathId("workspace") });

export const workspaces = {
  list: operation({
    id: "workspaces.list",
    method: "GET",
    path: "/api/workspaces",
    summary: "List your workspaces, those that an owner can still take back among them",
    auth: { kind: "account" },
    status: 200,
    data: z.array(WorkspaceSummary),
    rate: "hour",
    errors: [],
  }),
  create: operation({
    id: "workspaces.create",
    method: "POST",
    path: "/api/workspaces",
    summary: "Create a workspace, live or a test workspace of a live one",
    auth: { kind: "account" },
    body: CreateWorkspace,
    status: 201,
    data: WorkspaceSummary,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
  get: operation({
    id: "workspaces.get",
    method: "GET",
    path: "/api/workspaces/{workspaceId}",
    summary: "Read a workspace with its plan, features and limits",
    auth: { kind: "any", permission: "workspace:read" },
    params: One,
    status: 200,
    data: Workspace,
    rate: "hour",
    errors: [],
  }),
  update: operation({
    id: "workspaces.update",
    method: "PATCH",
    path: "/api/workspaces/{workspaceId}",
    summary: "Change a workspace's name, slug or time zone",
    auth: { kind: "session", permission: "workspace:update" },
    params: One,
    body: UpdateWorkspace,
    status: 200,
    data: Workspace,
    rate: "hour",
    deniedAs: "workspace.update",
    errors: ["CONFLICT"],
  }),
  remove: operation({
    id: "workspaces.remove",
    method: "DELETE",
    path: "/api/workspaces/{workspaceId}",
    summary: "Delete a workspace; an owner can take it back for seven days",
    auth: { kind: "session", permission: "workspace:delete" },
    params: One,
    query: DeleteWorkspace,
    status: 200,
    data: WorkspaceSummary,
    rate: "hour",
    deniedAs: "workspace.delete",
    errors: [],
  }),
  restore: operation({
    id: "workspaces.restore",
    method: "POST",
    path: "/api/workspaces/{workspaceId}/restore",
    summary: "Take a deleted workspace back",
    auth: { kind: "account" },
    params: One,
    status: 200,
    data: WorkspaceSummary,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  updatePlan: operation({
    id: "workspaces.updatePlan",
    method: "PUT",
    path: "/api/workspaces/{workspaceId}/plan",
    summary: "Change the plan",
    auth: { kind: "session", permission: "plan:update" },
    params: One,
    body: ChangePlan,
    status: 200,
    data: Workspace,
    rate: "hour",
    deniedAs: "workspace.update_plan",
    errors: [],
  }),
  transfer: operation({
    id: "workspaces.transfer",
    method: "POST",
    path: "/api/workspaces/{workspaceId}/transfer",
    summary: "Make another member owner in your place; you stay as admin",
    auth: { kind: "session", permission: "workspace:delete" },
    params: One,
    body: TransferWorkspace,
    status: 200,
    data: WorkspaceSummary,
    rate: "hour",
    deniedAs: "workspace.transfer",
    errors: ["CONFLICT"],
  }),
  export: operation({
    id: "workspaces.export",
    method: "POST",
    path: "/api/workspaces/{workspaceId}/export",
    summary: "Export the workspace's own data, one JSON object a line, without secrets",
    auth: { kind: "session", permission: "audit:read" },
    params: One,
    status: 200,
    file: ["application/x-ndjson"],
    data: z.string(),
    rate: "hour",
    deniedAs: "workspace.export",
    errors: [],
  }),
} as const;
