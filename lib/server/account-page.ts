import "server-only";

import { headers } from "next/headers";
import { redirect } from "next/navigation";

import { clientAddress } from "@/lib/auth/address";
import { listMemberships } from "@/lib/auth/memberships";
import { currentSession } from "@/lib/auth/session";
import type { AccountContext } from "@/lib/services/context";
import { newId } from "@/lib/shared/ids";

export interface AccountPage {
  ctx: AccountContext;
  /** The first workspace of the person, to go back to. */
  workspace: { slug: string; name: string } | null;
}

/** The context of the page of a person. Whoever is not signed in goes to sign in. */
export async function accountPage(): Promise<AccountPage> {
  const head = await headers();
  const session = await currentSession(head);
  if (!session) redirect("/sign-in?returnTo=%2Faccount");
  const [first] = await listMemberships(session.userId);
  return {
    ctx: {
      userId: session.userId,
      sessionId: session.sessionId,
      requestId: newId("request"),
      address: clientAddress(head),
    },
    workspace: first ? { slug: first.workspace.slug, name: first.workspace.name } : null,
  };
}
