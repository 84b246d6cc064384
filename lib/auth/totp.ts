import { Secret, TOTP } from "otpauth";

import { SECOND } from "@/lib/shared/time";

import { sealer } from "./sealed";

const ISSUER = "Linquid";
const PERIOD_S = 30;
/** RFC 4226 recommends 160 bits. */
const SECRET_BYTES = 20;
/** One step to each side: clocks differ, and typing takes time (RFC 6238, 5.2). */
const WINDOW = 1;

/** A new secret in base32, as apps take it. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What an app scans: `otpauth://totp/Linquid:ada%40example.com?…` */
export const totpUri = (secret: string, email: string): string => totp(secret, email).toString();

/** The time step whose code this is, or null when it is none of the present one's or its neighbours'. */
export function stepOfCode(secret: string, code: string, now = Date.now()): number | null {
  const delta = totp(secret, "").validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / (PERIOD_S * SECOND)) + delta;
}

/** Every app knows SHA-1, six digits and 30 s; many know nothing else. */
const totp = (secret: string, label: string): TOTP =>
  new TOTP({
    issuer: ISSUER,
    label,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_S,
    secret: Secret.fromBase32(secret),
  });

const place = (userId: string) => ({ table: "users", column: "totp_secret", row: userId, workspace: "" });

/** As it is stored. It opens for this person alone. */
export const sealTotpSecret = (userId: string, secret: string): string => sealer.seal(secret, place(userId));
export const openTotpSecret = (userId: string, sealed: string): string => sealer.open(sealed, place(userId));
