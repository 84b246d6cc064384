import "server-only";

import { headers } from "next/headers";
import { cache } from "react";

import { listMemberships } from "@/lib/auth/memberships";
import { currentSession } from "@/lib/auth/session";

export type Landing = { signedIn: false } | { signedIn: true; slug: string | null };

/** Where someone who opens the server's root belongs: signed out, in their first workspace, or in none. */
export const readLanding = cache(async (): Promise<Landing> => {
  const session = await currentSession(await headers());
  if (!session) return { signedIn: false };
  const [first] = await listMemberships(session.userId);
  return { signedIn: true, slug: first?.workspace.slug ?? null };
});
