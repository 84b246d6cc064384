"use client";

import Link from "next/link";
import type { ReactNode } from "react";

import { formatNumber } from "@/lib/shared/presentation/numbers";

import { useLocale } from "./locale";
import { tabsListStyles, tabStyles } from "./tabs-styles";

export interface TabLink {
  href: string;
  label: ReactNode;
  /** Shown after the label in grey. */
  count?: number;
  current: boolean;
}

/** Tabs between pages: links, so that each survives a reload and opens in a tab of its own. */
export function TabsNav({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  const locale = useLocale();
  return (
    <nav data-slot="tabs-nav" aria-label={label}>
      <ul className={tabsListStyles}>
        {tabs.map((tab) => (
          <li key={tab.href} className="flex shrink-0">
            <Link href={tab.href} aria-current={tab.current ? "page" : undefined} className={tabStyles}>
              {tab.label}
              {tab.count !== undefined && (
                <span className="num text-text-3 font-normal">{formatNumber(tab.count, locale)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
