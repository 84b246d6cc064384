"use client";

import { createContext, type ReactNode, use } from "react";

import type { SessionInfo } from "@/lib/contracts/session";

const SessionContext = createContext<SessionInfo | null>(null);

export function SessionProvider({ session, children }: { session: SessionInfo; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session of the workspace that is open. Only pages inside the shell have one. */
export function useSession(): SessionInfo {
  const session = use(SessionContext);
  if (!session) throw new Error("useSession needs the workspace shell around it.");
  return session;
}
