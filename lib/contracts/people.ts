import { z } from "zod";

import { EMAIL_MAX, normaliseEmail } from "@/lib/shared/email";

/** The bounds of a new password; the upper one keeps a megabyte of text from being hashed. */
export const PASSWORD_LENGTH = { min: 10, max: 256 } as const;

const CONTROL = /\p{Cc}/u;

export const PersonName = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(100, "Use at most 100 characters.")
  .refine((name) => name.isWellFormed() && !CONTROL.test(name), "Use letters without control characters.");

/** An address in the form that is stored. ASCII only: look-alike letters would make two addresses look like one. */
export const EmailAddress = z
  .string()
  .max(EMAIL_MAX, "This address is too long.")
  .transform(normaliseEmail)
  .pipe(z.email("Enter an email such as ada@example.com."));

export const NewPassword = z
  .string()
  .min(PASSWORD_LENGTH.min, `Use at least ${PASSWORD_LENGTH.min} characters.`)
  .max(PASSWORD_LENGTH.max, `Use at most ${PASSWORD_LENGTH.max} characters.`)
  .refine((password) => password.isWellFormed() && !password.includes("\u0000"), "Use characters that can be typed.");

/** What is checked against a hash: only bounded, so that old rules for passwords do not lock anybody out. */
export const GivenPassword = z.string().min(1, "Enter your password.").max(PASSWORD_LENGTH.max);

/** Six digits of an authenticator app, or a recovery code. Spaces and hyphens are how people group them. */
export const SecondFactorCode = z
  .string()
  .max(64)
  .transform((code) => code.replaceAll(/[\s-]/g, "").toLowerCase())
  .pipe(z.string().regex(/^(?:\d{6}|[0-9a-hjkmnp-tv-z]{16})$/, "Enter the six digits, or a recovery code."));
