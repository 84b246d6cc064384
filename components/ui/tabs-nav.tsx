"use client";

import Link from "next/link";
import { type ReactNode, type RefObject, useRef } from "react";

import { formatNumber } from "@/lib/shared/presentation/numbers";

import { useLocale } from "./locale";
import { useShortcut } from "./shortcuts";
import { tabsListStyles, tabStyles } from "./tabs-styles";

export interface TabLink {
  href: string;
  label: ReactNode;
  /** Shown after the label in grey. */
  count?: number;
  current: boolean;
}

export interface TabsNavProps {
  label: string;
  tabs: readonly TabLink[];
  /** The tabs of the open object: `1`, `2` and so on go to them. */
  numbered?: boolean;
}

/** So many tabs have a key. */
const NUMBERED_MAX = 5;

/** Tabs between pages: links, so that each survives a reload and opens in a tab of its own. */
export function TabsNav({ label, tabs, numbered = false }: TabsNavProps) {
  const locale = useLocale();
  const list = useRef<HTMLUListElement>(null);
  return (
    <nav data-slot="tabs-nav" aria-label={label}>
      <ul ref={list} className={tabsListStyles}>
        {tabs.map((tab) => (
          <li key={tab.href} ref={tab.current ? showInRow : null} className="flex shrink-0">
            <Link href={tab.href} aria-current={tab.current ? "page" : undefined} className={tabStyles}>
              {tab.label}
              {tab.count !== undefined && (
                <span className="num text-text-3 font-normal">{formatNumber(tab.count, locale)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {numbered &&
        tabs
          .slice(0, NUMBERED_MAX)
          .map(({ href, label: word }, at) => (
            <TabKey key={href} number={at + 1} label={typeof word === "string" ? word : href} list={list} />
          ))}
    </nav>
  );
}

/** Scrolls the row, and nothing else, so far that the tab one is on is not cut off on a phone. */
function showInRow(tab: HTMLLIElement | null): void {
  const row = tab?.parentElement;
  if (!tab || !row) return;
  row.scrollLeft += Math.max(0, tab.getBoundingClientRect().right - row.getBoundingClientRect().right);
}

interface TabKeyProps {
  number: number;
  label: string;
  list: RefObject<HTMLUListElement | null>;
}

function TabKey({ number, label, list }: TabKeyProps) {
  useShortcut(String(number), label, () => list.current?.querySelectorAll("a")[number - 1]?.click());
  return null;
}
