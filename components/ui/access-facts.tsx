"use client";

import { createContext, type ReactNode, use } from "react";

export interface AccessFacts {
  workspace: string;
  /** As people call it: “Starter”. */
  plan: string;
  /** Where plans are changed, for those who may. */
  plansHref?: string | undefined;
  /** Names of people who can give a role, at most three; empty where nobody needs to be asked. */
  admins: readonly string[];
}

const AccessContext = createContext<AccessFacts>({ workspace: "", plan: "", admins: [] });

/** Whom and what a page can name to somebody who may not see it, or whose plan does not have it. The shell knows. */
export function AccessFactsProvider({ facts, children }: { facts: AccessFacts; children: ReactNode }) {
  return <AccessContext value={facts}>{children}</AccessContext>;
}

export const useAccessFacts = (): AccessFacts => use(AccessContext);
