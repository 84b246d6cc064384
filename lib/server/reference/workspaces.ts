import "server-only";

import { headers } from "next/headers";

import { listMemberships } from "@/lib/auth/memberships";
import { currentSession } from "@/lib/auth/session";
import type { TryWorkspace } from "@/lib/shared/reference";

/** Where whoever is signed in may try an operation, test workspaces first; null for nobody. */
export async function tryWorkspaces(): Promise<TryWorkspace[] | null> {
  const session = await currentSession(await headers());
  if (!session) return null;
  const memberships = await listMemberships(session.userId);
  return memberships
    .map(({ workspace: { id, name, mode } }) => ({ id, name, mode }))
    .toSorted((one, other) => Number(other.mode === "test") - Number(one.mode === "test"));
}
