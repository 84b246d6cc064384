"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

import { useSession } from "@/lib/client/session";

/** More than are shown: some may be gone by then. */
const KEPT_MAX = 8;
/** The form of every id. What kind it is of is asked when it is shown: every page loads this. */
const ID = /^[a-z]{2,5}_[0-9a-z]{26}$/;

const keyOf = (workspaceId: string): string => `linquid.recent.${workspaceId}`;

/** Notes which object a page is about. Ids only: what they are called is asked again, as whoever looks then. */
export function useRememberVisit(): void {
  const { workspace } = useSession();
  const pathname = usePathname();
  useEffect(() => {
    const id = idOfPage(pathname);
    if (id === undefined) return;
    const kept = [id, ...readRecent(workspace.id).filter((each) => each !== id)].slice(0, KEPT_MAX);
    try {
      localStorage.setItem(keyOf(workspace.id), JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing has no recent objects.
    }
  }, [pathname, workspace.id]);
}

/** The object whose page this is: the last id of the address. */
export const idOfPage = (pathname: string): string | undefined =>
  pathname.split("/").findLast((segment) => ID.test(segment));

/** Ids of the last objects, the latest first. */
export function readRecent(workspaceId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(workspaceId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string" && ID.test(id)) : [];
  } catch {
    return [];
  }
}
