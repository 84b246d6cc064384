import { z } from "zod";

import { Deleted } from "./deleted";
import { pathId } from "./ids";
import { operation } from "./operation";
import { commaList, KeysetQuery, PageQuery } from "./paging";

export const EMAIL_STATES = [
  "queued",
  "sent",
  "delayed",
  "soft_bounced",
  "delivered",
  "bounced",
  "complained",
  "suppressed",
  "failed",
] as const;

const fields = {
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  category: z.string(),
  state: z.enum(EMAIL_STATES),
  stateDetail: z.string().nullable().describe("Why it bounced or could not be sent."),
  attempts: z.int(),
  nextAttemptAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
};
export const EmailSummary = z.strictObject(fields).meta({ id: "EmailSummary" });
export type EmailSummary = z.output<typeof EmailSummary>;
export const Email = z.strictObject({ ...fields, text: z.string() }).meta({ id: "Email" });
export type Email = z.output<typeof Email>;

export const ListEmails = KeysetQuery.extend({ state: commaList(EMAIL_STATES).optional() });
export type ListEmails = z.output<typeof ListEmails>;

export const Suppression = z
  .strictObject({ id: z.string(), email: z.string(), reason: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: "Suppression" });
export type Suppression = z.output<typeof Suppression>;

const AUTH = { kind: "session", permission: "workspace:update" } as const;
const InWorkspace = z.strictObject({ workspaceId: pathId("workspace") });
const OneEmail = InWorkspace.extend({ emailId: pathId("email") });

export const emails = {
  list: operation({
    id: "emails.list",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/emails",
    summary: "List the e-mails of a workspace with what became of them, newest first",
    auth: AUTH,
    params: InWorkspace,
    query: ListEmails,
    status: 200,
    data: z.array(EmailSummary),
    paging: "keyset",
    rate: "hour",
    errors: [],
  }),
  get: operation({
    id: "emails.get",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/emails/{emailId}",
    summary: "Read an e-mail with its text",
    auth: AUTH,
    params: OneEmail,
    status: 200,
    data: Email,
    rate: "hour",
    errors: [],
  }),
  retry: operation({
    id: "emails.retry",
    method: "POST",
    path: "/api/workspaces/{workspaceId}/emails/{emailId}/retry",
    summary: "Send an e-mail again that could not be sent",
    auth: AUTH,
    params: OneEmail,
    status: 202,
    data: EmailSummary,
    rate: "hour",
    errors: ["CONFLICT"],
  }),
  suppressions: operation({
    id: "emails.suppressions",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/suppressions",
    summary: "List addresses that get no e-mail any more",
    auth: AUTH,
    params: InWorkspace,
    query: PageQuery,
    status: 200,
    data: z.array(Suppression),
    paging: "page",
    rate: "hour",
    errors: [],
  }),
  endSuppression: operation({
    id: "emails.endSuppression",
    method: "DELETE",
    path: "/api/workspaces/{workspaceId}/suppressions/{suppressionId}",
    summary: "Let an address get e-mail again",
    auth: AUTH,
    params: InWorkspace.extend({ suppressionId: pathId("suppression") }),
    status: 200,
    data: Deleted,
    rate: "hour",
    errors: [],
  }),
} as const;
