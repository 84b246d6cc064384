import { z } from "zod";

import { THEMES, ZONE_MODES } from "@/lib/shared/preferences";

import { Deleted } from "./deleted";
import { pathId } from "./ids";
import { operation } from "./operation";
import { GivenPassword, NewPassword, PersonName, SecondFactorCode } from "./people";

const preferences = {
  theme: z.enum(THEMES),
  /** Which zone times are shown in. */
  timeZone: z.enum(ZONE_MODES),
  /** Single keys that do something. */
  shortcuts: z.boolean(),
};

export const Account = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    /** False for people who sign in with a provider or a link alone. */
    hasPassword: z.boolean(),
    twoStep: z.strictObject({ on: z.boolean(), recoveryCodesLeft: z.int() }),
    /** Providers this account signs in with. */
    providers: z.array(z.string()),
    preferences: z.strictObject(preferences),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Account" });
export type Account = z.output<typeof Account>;

export const UpdateAccount = z
  .strictObject({
    name: PersonName.optional(),
    preferences: z.strictObject(preferences).partial().optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, "Name at least one field to change.")
  .meta({ id: "UpdateAccount" });
export type UpdateAccount = z.output<typeof UpdateAccount>;

export const ChangePassword = z
  .strictObject({ currentPassword: GivenPassword.optional(), newPassword: NewPassword })
  .meta({ id: "ChangePassword" });
export type ChangePassword = z.output<typeof ChangePassword>;

export const AccountSession = z
  .strictObject({
    id: z.string(),
    /** The session that asks. */
    current: z.boolean(),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: "AccountSession" });
export type AccountSession = z.output<typeof AccountSession>;

export const TwoStepStart = z
  .strictObject({
    /** For typing into an app, in groups of four. Shown once. */
    secret: z.string(),
    /** `otpauth://…`, for the picture that an app scans. */
    uri: z.string(),
  })
  .meta({ id: "TwoStepStart" });
export type TwoStepStart = z.output<typeof TwoStepStart>;

export const ConfirmIdentity = z
  .strictObject({ currentPassword: GivenPassword.optional(), code: SecondFactorCode.optional() })
  .refine((given) => Object.keys(given).length > 0, "Send your password or a code.")
  .meta({ id: "ConfirmIdentity" });
export type ConfirmIdentity = z.output<typeof ConfirmIdentity>;

const RecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) }).meta({ id: "RecoveryCodes" });
const Ended = z.strictObject({ ended: z.int() }).meta({ id: "EndedSessions" });
const ACCOUNT = { kind: "account" } as const;
const Code = z.strictObject({ code: SecondFactorCode });

export const account = {
  get: operation({
    id: "account.get",
    method: "GET",
    path: "/api/account",
    summary: "Read your account",
    auth: ACCOUNT,
    status: 200,
    data: Account,
    rate: "hour",
    errors: [],
  }),
  update: operation({
    id: "account.update",
    method: "PATCH",
    path: "/api/account",
    summary: "Change your name or preferences",
    auth: ACCOUNT,
    body: UpdateAccount,
    status: 200,
    data: Account,
    rate: "hour",
    errors: [],
  }),
  changePassword: operation({
    id: "account.changePassword",
    method: "POST",
    path: "/api/account/password",
    summary: "Change your password and end your other sessions",
    auth: ACCOUNT,
    body: ChangePassword,
    status: 200,
    data: Ended,
    rate: "hour",
    errors: ["RATE_LIMITED"],
  }),
  confirm: operation({
    id: "account.confirm",
    method: "POST",
    path: "/api/account/confirm",
    summary: "Confirm that it is you, with your password or a code; good for 30 minutes",
    auth: ACCOUNT,
    body: ConfirmIdentity,
    status: 200,
    data: z.strictObject({ freshUntil: z.iso.datetime() }).meta({ id: "ConfirmedIdentity" }),
    rate: "hour",
    repeats: "A repeat confirms once more; a code works once.",
    errors: ["CONFLICT", "RATE_LIMITED"],
  }),
  sessions: operation({
    id: "account.sessions",
    method: "GET",
    path: "/api/account/sessions",
    summary: "List where you are signed in",
    auth: ACCOUNT,
    status: 200,
    data: z.array(AccountSession),
    rate: "hour",
    errors: [],
  }),
  endSession: operation({
    id: "account.endSession",
    method: "DELETE",
    path: "/api/account/sessions/{sessionId}",
    summary: "End one session",
    auth: ACCOUNT,
    params: z.strictObject({ sessionId: pathId("session") }),
    status: 200,
    data: Deleted,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  endSessions: operation({
    id: "account.endSessions",
    method: "DELETE",
    path: "/api/account/sessions",
    summary: "End your other sessions, or all of them",
    auth: ACCOUNT,
    query: z.strictObject({ which: z.enum(["others", "all"]).default("others") }),
    status: 200,
    data: Ended,
    rate: "hour",
    errors: [],
  }),
  startTwoStep: operation({
    id: "account.startTwoStep",
    method: "POST",
    path: "/api/account/two-step",
    summary: "Start to set up two-step sign-in",
    auth: ACCOUNT,
    body: z.strictObject({ currentPassword: GivenPassword.optional() }),
    status: 201,
    data: TwoStepStart,
    rate: "hour",
    errors: ["CONFLICT", "RATE_LIMITED"],
  }),
  confirmTwoStep: operation({
    id: "account.confirmTwoStep",
    method: "POST",
    path: "/api/account/two-step/confirm",
    summary: "Turn two-step sign-in on with a first code",
    auth: ACCOUNT,
    body: Code,
    status: 200,
    data: RecoveryCodes,
    rate: "hour",
    errors: ["CONFLICT", "RATE_LIMITED"],
  }),
  renewRecoveryCodes: operation({
    id: "account.renewRecoveryCodes",
    method: "POST",
    path: "/api/account/two-step/recovery-codes",
    summary: "Make new recovery codes in place of the old ones",
    auth: ACCOUNT,
    body: Code,
    status: 200,
    data: RecoveryCodes,
    rate: "hour",
    errors: ["CONFLICT", "RATE_LIMITED"],
  }),
  endTwoStep: operation({
    id: "account.endTwoStep",
    method: "DELETE",
    path: "/api/account/two-step",
    summary: "Turn two-step sign-in off",
    auth: ACCOUNT,
    body: Code,
    status: 200,
    data: Account,
    rate: "hour",
    errors: ["CONFLICT", "RATE_LIMITED"],
  }),
} as const;
