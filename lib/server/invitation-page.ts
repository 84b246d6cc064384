import "server-only";

import { headers } from "next/headers";

import { clientAddress } from "@/lib/auth/address";
import { currentSession } from "@/lib/auth/session";
import type { OpenInvitation } from "@/lib/contracts/invitations";
import { openInvitation } from "@/lib/services/invitations/accept";
import { AppError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

/** What stands behind a link: an invitation, or in the server's words why there is none. */
export type OpenedInvitation = { invitation: OpenInvitation } | { refused: string; signedIn: boolean };

/** Reads the invitation of a link for whoever opens it. A link of any other form is answered as an unknown one. */
export async function readInvitation(token: string): Promise<OpenedInvitation> {
  const head = await headers();
  const session = await currentSession(head);
  try {
    const opening = { userId: session?.userId ?? null, requestId: newId("request"), address: clientAddress(head) };
    return { invitation: await openInvitation(token, opening) };
  } catch (error) {
    if (error instanceof AppError && (error.error === "NOT_FOUND" || error.error === "RATE_LIMITED"))
      return { refused: error.message, signedIn: session !== null };
    throw error;
  }
}
