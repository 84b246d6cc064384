import { z } from "zod";

import { Deleted } from "./deleted";
import { pathId } from "./ids";
import { operation } from "./operation";
import { PageQuery } from "./paging";
import { EmailAddress, NewPassword, PersonName } from "./people";
import { ROLES } from "./permissions";

const fields = {
  id: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  state: z.enum(["open", "expired"]),
  invitedBy: z.strictObject({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
};
export const Invitation = z.strictObject(fields).meta({ id: "Invitation" });
export type Invitation = z.output<typeof Invitation>;

export const SentInvitation = z
  .strictObject({
    ...fields,
    url: z.url().describe("The personal link, shown this once: for handing it over by other means."),
    mailed: z.boolean().describe("False where the server has no mail: then the link has to be handed over."),
  })
  .meta({ id: "SentInvitation" });
export type SentInvitation = z.output<typeof SentInvitation>;

export const CreateInvitation = z
  .strictObject({ email: EmailAddress, role: z.enum(ROLES) })
  .meta({ id: "CreateInvitation", examples: [{ email: "sam@example.com", role: "editor" }] });
export type CreateInvitation = z.output<typeof CreateInvitation>;

/** What the page of a link shows; nothing more, because whoever has the link sees it. */
export const OpenInvitation = z
  .strictObject({
    workspaceName: z.string(),
    invitedBy: z.string(),
    role: z.enum(ROLES),
    email: z.string(),
    /** `accept`: signed in with this address. `sign_in`: there is an account. `create`: there is none. `other`: signed in with another address. */
    next: z.enum(["accept", "sign_in", "create", "other"]),
  })
  .meta({ id: "OpenInvitation" });
export type OpenInvitation = z.output<typeof OpenInvitation>;

export const AcceptInvitation = z
  .strictObject({ name: PersonName.optional(), password: NewPassword.optional() })
  .meta({ id: "AcceptInvitation", examples: [{ name: "Sam Doe", password: "correct horse battery" }] });
export type AcceptInvitation = z.output<typeof AcceptInvitation>;

const InWorkspace = z.strictObject({ workspaceId: pathId("workspace") });
const OneInvitation = InWorkspace.extend({ invitationId: pathId("invitation") });
const ByToken = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) });
const AUTH = { kind: "session", permission: "members:invite" } as const;

export const invitations = {
  list: operation({
    id: "invitations.list",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/invitations",
    summary: "List open and expired invitations, newest first",
    auth: AUTH,
    params: InWorkspace,
    query: PageQuery,
    status: 200,
    data: z.array(Invitation),
    paging: "page",
    rate: "hour",
    errors: [],
  }),
  create: operation({
    id: "invitations.create",
    method: "POST",
    path: "/api/workspaces/{workspaceId}/invitations",
    summary: "Invite somebody by e-mail",
    auth: AUTH,
    params: InWorkspace,
    body: CreateInvitation,
    status: 201,
    data: SentInvitation,
    rate: "hour",
    deniedAs: "invitation.create",
    errors: ["FORBIDDEN", "PLAN_LIMIT_REACHED", "CONFLICT"],
  }),
  resend: operation({
    id: "invitations.resend",
    method: "POST",
    path: "/api/workspaces/{workspaceId}/invitations/{invitationId}/resend",
    summary: "Send an invitation again, with a new link and seven more days",
    auth: AUTH,
    params: OneInvitation,
    status: 200,
    data: SentInvitation,
    rate: "hour",
    errors: ["FORBIDDEN", "CONFLICT", "PLAN_LIMIT_REACHED", "RATE_LIMITED"],
  }),
  revoke: operation({
    id: "invitations.revoke",
    method: "DELETE",
    path: "/api/workspaces/{workspaceId}/invitations/{invitationId}",
    summary: "Take an invitation back",
    auth: AUTH,
    params: OneInvitation,
    status: 200,
    data: Deleted,
    rate: "hour",
    errors: ["FORBIDDEN"],
  }),
  get: operation({
    id: "invitations.get",
    method: "GET",
    path: "/api/invitations/{token}",
    summary: "Read the invitation of a link",
    auth: { kind: "public" },
    params: ByToken,
    status: 200,
    data: OpenInvitation,
    rate: "hour",
    errors: ["NOT_FOUND", "RATE_LIMITED"],
  }),
  accept: operation({
    id: "invitations.accept",
    method: "POST",
    path: "/api/invitations/{token}/accept",
    summary: "Join a workspace: signed in with the invited address, or with a new account",
    auth: { kind: "public" },
    params: ByToken,
    body: AcceptInvitation,
    status: 200,
    data: z.strictObject({ workspaceSlug: z.string() }).meta({ id: "AcceptedInvitation" }),
    rate: "hour",
    repeats: "The link works once: a repeat is answered with 404, and nobody joins twice.",
    errors: ["NOT_FOUND", "CONFLICT", "FORBIDDEN", "RATE_LIMITED"],
  }),
} as const;
