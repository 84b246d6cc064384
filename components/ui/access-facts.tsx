"use client";

import { createContext, type ReactNode, use } from "react";

export interface AccessFacts {
  workspace: string;
  /** Names of people who can give a role, at most three; empty where nobody needs to be asked. */
  admins: readonly string[];
}

const AccessContext = createContext<AccessFacts>({ workspace: "", admins: [] });

/** Whom a page can name to somebody who may not see it. The shell knows. */
export function AccessFactsProvider({ facts, children }: { facts: AccessFacts; children: ReactNode }) {
  return <AccessContext value={facts}>{children}</AccessContext>;
}

export const useAccessFacts = (): AccessFacts => use(AccessContext);
