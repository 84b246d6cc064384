import { z } from "zod";

import { operation } from "./operation";
import { EmailAddress, NewPassword, PersonName, SecondFactorCode } from "./people";

const PUBLIC = { kind: "public" } as const;

/** `code`: the second factor is still asked for, on the page for it. */
const Entered = z.strictObject({ next: z.enum(["home", "code"]) }).meta({ id: "Entered" });
/** The same for an address that has an account and for one that has none. */
const OnItsWay = z.strictObject({ email: z.string() }).meta({ id: "OnItsWay" });
const OneTimeToken = z.string().regex(/^[\w-]{43}$/, "This link is not complete.");

export const CreateOwner = z
  .strictObject({
    /** Printed by the server when it started. */
    code: z.string().trim().min(1, "Enter the code.").max(64),
    name: PersonName,
    email: EmailAddress,
    password: NewPassword,
    workspaceName: z
      .string()
      .trim()
      .min(1, "Enter a name.")
      .max(100, "Use at most 100 characters.")
      .refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), "Use letters without control characters."),
    /** A workspace beside it in which nothing reaches live partners. */
    testWorkspace: z.boolean().default(true),
  })
  .meta({ id: "CreateOwner" });
export type CreateOwner = z.output<typeof CreateOwner>;

export const firstRun = {
  create: operation({
    id: "firstRun.create",
    method: "POST",
    path: "/api/first-run",
    summary: "Make the first owner and workspace of this server",
    auth: PUBLIC,
    body: CreateOwner,
    status: 201,
    data: z.strictObject({ workspaceSlug: z.string() }).meta({ id: "FirstRun" }),
    rate: "hour",
    repeats: "The code works once: a repeat is answered with 404, and there is one owner.",
    errors: ["NOT_FOUND", "RATE_LIMITED"],
  }),
} as const;

export const signIn = {
  enterCode: operation({
    id: "signIn.enterCode",
    method: "POST",
    path: "/api/sign-in/code",
    summary: "Finish signing in with a second factor",
    auth: PUBLIC,
    body: z.strictObject({ code: SecondFactorCode }),
    status: 200,
    data: z.strictObject({ recoveryCodesLeft: z.int() }).meta({ id: "SecondStepDone" }),
    rate: "hour",
    repeats: "A code works once: a repeat is refused, and the session of the first stays.",
    errors: ["UNAUTHORIZED", "RATE_LIMITED"],
  }),
  requestLink: operation({
    id: "signIn.requestLink",
    method: "POST",
    path: "/api/sign-in/link",
    summary: "Ask for a link to sign in, by e-mail",
    auth: PUBLIC,
    body: z.strictObject({ email: EmailAddress }),
    status: 202,
    data: OnItsWay,
    rate: "hour",
    repeats: "A repeat has the same answer and sends another link, as often as the limit allows.",
    errors: ["NOT_FOUND", "RATE_LIMITED"],
  }),
  acceptLink: operation({
    id: "signIn.acceptLink",
    method: "POST",
    path: "/api/sign-in/link/accept",
    summary: "Sign in with a link from an e-mail",
    auth: PUBLIC,
    body: z.strictObject({ token: OneTimeToken }),
    status: 200,
    data: Entered,
    rate: "hour",
    repeats: "The link works once: a repeat is answered with 401, and the session of the first stays.",
    errors: ["UNAUTHORIZED", "RATE_LIMITED"],
  }),
  requestPasswordReset: operation({
    id: "signIn.requestPasswordReset",
    method: "POST",
    path: "/api/sign-in/password-reset",
    summary: "Ask for a link to set a new password, by e-mail",
    auth: PUBLIC,
    body: z.strictObject({ email: EmailAddress }),
    status: 202,
    data: OnItsWay,
    rate: "hour",
    repeats: "A repeat has the same answer and sends another link, as often as the limit allows.",
    errors: ["NOT_FOUND", "RATE_LIMITED"],
  }),
  resetPassword: operation({
    id: "signIn.resetPassword",
    method: "POST",
    path: "/api/sign-in/password-reset/accept",
    summary: "Set a new password with a link from an e-mail; all sessions end",
    auth: PUBLIC,
    body: z.strictObject({ token: OneTimeToken, newPassword: NewPassword }),
    status: 200,
    data: z.strictObject({ changed: z.literal(true) }).meta({ id: "PasswordReset" }),
    rate: "hour",
    repeats: "The link works once: a repeat is answered with 401, and the password of the first stays.",
    errors: ["UNAUTHORIZED", "RATE_LIMITED"],
  }),
} as const;
