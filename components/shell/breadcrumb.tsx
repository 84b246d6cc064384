"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

import { useMessages } from "@/components/ui/locale";
import { useSession } from "@/lib/client/session";

import { useSegmentNames } from "./breadcrumb-labels";
import { type Crumb, crumbsOf } from "./crumbs";
import { pathMessages, shellMessages } from "./messages";

export function useCrumbs(): Crumb[] {
  const { workspace } = useSession();
  return crumbsOf(usePathname(), workspace, useSegmentNames(), useMessages(pathMessages));
}

/** Workspace, section, object: the last one mirrors the page's heading. */
export function Breadcrumb() {
  const t = useMessages(shellMessages);
  const crumbs = useCrumbs();
  return (
    <nav data-slot="breadcrumb" aria-label={t("breadcrumb")} className="min-w-0 max-md:hidden">
      <ol className="flex min-w-0 items-center gap-2">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <li key={crumb.key} className={last ? "flex min-w-0 items-center" : "flex shrink-0 items-center gap-2"}>
              {last ? (
                <span aria-current="page" className="truncate font-medium">
                  {crumb.label}
                </span>
              ) : (
                <>
                  <Link href={crumb.href} className="rounded-badge text-text-2 hover:text-text">
                    {crumb.label}
                  </Link>
                  <span aria-hidden className="text-text-disabled">
                    /
                  </span>
                </>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** On a phone the breadcrumb is one step back; at the head of a section there is none. */
export function BackLink({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useMessages(shellMessages);
  const parent = crumbs.at(-2);
  if (!parent) return null;
  return (
    <Link
      href={parent.href}
      aria-label={t("back", { page: parent.label })}
      className="rounded-control -ms-2 flex min-h-11 min-w-0 items-center gap-1 pe-2 font-medium md:hidden"
    >
      <ChevronLeft className="text-text-2 size-5 rtl:rotate-180" aria-hidden />
      <span className="truncate">{parent.label}</span>
    </Link>
  );
}

/** Deeper than the head of a section: workspace, section and its tab. */
export const isDeep = (crumbs: readonly Crumb[]): boolean =>
  crumbs.length > (crumbs[1]?.href.includes("/integrations") ? 3 : 2);
