import { createHash, randomBytes } from "node:crypto";

import type { Invitation } from "@/lib/contracts/invitations";
import type { Role } from "@/lib/contracts/permissions";
import { readUserNames } from "@/lib/db/users";
import { env } from "@/lib/env";
import { DAY, iso } from "@/lib/shared/time";

export const INVITATION_LIFE = 7 * DAY;

export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

/** The rows that count as open or expired: neither accepted nor taken back. */
export const UNANSWERED = { acceptedAt: null, revokedAt: null } as const;

export async function showInvitations(rows: readonly InvitationRow[]): Promise<Invitation[]> {
  const names = await readUserNames(rows.map((row) => row.invitedBy));
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    state: row.expiresAt.getTime() > Date.now() ? "open" : "expired",
    invitedBy: { id: row.invitedBy, name: names.get(row.invitedBy) ?? "Someone" },
    createdAt: iso(row.createdAt),
    expiresAt: iso(row.expiresAt),
  }));
}

/** 256 random bits, of which the hash alone is kept. */
export function newInvitationToken(): { token: string; tokenHash: string; url: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashInvitationToken(token), url: `${env.appUrl}/invite/${token}` };
}

export const hashInvitationToken = (token: string): string => createHash("sha256").update(token).digest("hex");
