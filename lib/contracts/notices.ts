import { z } from "zod";

import { EmailSummary } from "./emails";
import { pathId } from "./ids";
import { operation } from "./operation";
import { KeysetQuery } from "./paging";
import { ROLES } from "./permissions";

/** What the server tells people by itself. */
export const NOTICE_CATEGORIES = [
  "endpoint_failing",
  "endpoint_disabled",
  "endpoint_recovered",
  "endpoint_changed",
  "held_expiring",
  "secret_old",
  "secret_ending",
  "certificate_ending",
  "integration_error",
  "first_failure",
  "key_unused",
  "replay_finished",
  "daily_summary",
] as const;
export type NoticeCategory = (typeof NOTICE_CATEGORIES)[number];

export const Notice = z
  .strictObject({
    id: z.string(),
    category: z.enum(NOTICE_CATEGORIES),
    title: z.string(),
    text: z.string(),
    endpointId: z.string().nullable(),
    eventId: z.string().nullable(),
    read: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Notice" });
export type Notice = z.output<typeof Notice>;

const ClockTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "Use a time like 22:00.")
  .meta({ examples: ["22:00"] });

/** In the workspace's time zone; the end may be on the next day. */
export const QuietHours = z
  .strictObject({ from: ClockTime, to: ClockTime })
  .refine(({ from, to }) => from !== to, { path: ["to"], message: "Choose another end than the start." })
  .meta({ id: "QuietHours", examples: [{ from: "22:00", to: "07:00" }] });
export type QuietHours = z.output<typeof QuietHours>;

export const NotificationRule = z
  .strictObject({
    category: z.enum(NOTICE_CATEGORIES),
    enabled: z.boolean(),
    roles: z.array(z.enum(ROLES)).describe("Members of these roles get it by e-mail."),
    quietHours: QuietHours.nullable().describe("E-mails wait for their end, in the workspace's time zone."),
    slack: z.boolean().describe("Posted in the channels of connected Slack integrations too."),
    isDefault: z.boolean(),
  })
  .meta({ id: "NotificationRule" });
export type NotificationRule = z.output<typeof NotificationRule>;

export const SetNotificationRule = z
  .strictObject({
    enabled: z.boolean().default(true),
    roles: z
      .array(z.enum(ROLES))
      .min(1)
      .max(ROLES.length)
      .refine((roles) => new Set(roles).size === roles.length, "Name each role once."),
    quietHours: QuietHours.nullable().default(null),
    slack: z.boolean().default(false),
  })
  .meta({ id: "SetNotificationRule", examples: [{ enabled: true, roles: ["owner", "admin"] }] });
export type SetNotificationRule = z.output<typeof SetNotificationRule>;

const InWorkspace = z.strictObject({ workspaceId: pathId("workspace") });
const OneRule = InWorkspace.extend({ category: z.enum(NOTICE_CATEGORIES) });
const Unread = z.strictObject({ unread: z.int() }).meta({ id: "UnreadNotices" });

export const notices = {
  list: operation({
    id: "notices.list",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/notices",
    summary: "List what the server told, newest first",
    auth: { kind: "session", permission: "workspace:read" },
    params: InWorkspace,
    query: KeysetQuery,
    status: 200,
    data: z.array(Notice),
    paging: "keyset",
    rate: "hour",
    errors: [],
  }),
  read: operation({
    id: "notices.read",
    method: "POST",
    path: "/api/workspaces/{workspaceId}/notices/read",
    summary: "Mark notices as read, up to one of them or all",
    auth: { kind: "session", permission: "workspace:read" },
    params: InWorkspace,
    body: z.strictObject({ upTo: pathId("notice").optional() }),
    status: 200,
    data: Unread,
    rate: "hour",
    errors: [],
  }),
} as const;

export const notificationRules = {
  list: operation({
    id: "notificationRules.list",
    method: "GET",
    path: "/api/workspaces/{workspaceId}/notification-rules",
    summary: "List who is told of what by e-mail and in Slack, every category once",
    auth: { kind: "any", permission: "workspace:read" },
    params: InWorkspace,
    status: 200,
    data: z.array(NotificationRule),
    rate: "hour",
    errors: [],
  }),
  set: operation({
    id: "notificationRules.set",
    method: "PUT",
    path: "/api/workspaces/{workspaceId}/notification-rules/{category}",
    summary: "Say who is told of a category by e-mail, and whether Slack is",
    auth: { kind: "session", permission: "workspace:update" },
    params: OneRule,
    body: SetNotificationRule,
    status: 200,
    data: NotificationRule,
    rate: "hour",
    errors: [],
  }),
  reset: operation({
    id: "notificationRules.reset",
    method: "DELETE",
    path: "/api/workspaces/{workspaceId}/notification-rules/{category}",
    summary: "Go back to the default of a category",
    auth: { kind: "session", permission: "workspace:update" },
    params: OneRule,
    status: 200,
    data: NotificationRule,
    rate: "hour",
    errors: [],
  }),
  sample: operation({
    id: "notificationRules.sample",
    method: "POST",
    path: "/api/workspaces/{workspaceId}/notification-rules/{category}/sample",
    summary: "Send yourself an example of what a category tells",
    auth: { kind: "session", permission: "workspace:update" },
    params: OneRule,
    status: 202,
    data: EmailSummary,
    rate: "hour",
    errors: ["CONFLICT"],
  }),
} as const;
