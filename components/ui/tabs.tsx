"use client";

import { type KeyboardEvent, type ReactNode, useId } from "react";

import { cn } from "./cn";
import { tabsListStyles, tabStyles } from "./tabs-styles";

export interface TabsProps<V extends string> {
  /** Names the row of tabs. */
  label: string;
  tabs: readonly { value: V; label: ReactNode; panel: ReactNode }[];
  value: V;
  onChange: (value: V) => void;
  /** Stands at the end of the row. */
  aside?: ReactNode;
  className?: string;
}

/**
 * Switches between parts of one object on one page. Between pages use `TabsNav`. One stop for the keyboard; the arrows,
 * Home and End choose.
 */
export function Tabs<V extends string>({ label, tabs, value, onChange, aside, className }: TabsProps<V>) {
  const id = useId();
  const current = tabs.findIndex((tab) => tab.value === value);

  function handleKey(event: KeyboardEvent<HTMLDivElement>): void {
    const next = nextTab(event.key, current, tabs.length, getComputedStyle(event.currentTarget).direction === "rtl");
    const tab = next === undefined ? undefined : tabs[next];
    if (!tab) return;
    event.preventDefault();
    onChange(tab.value);
    event.currentTarget.querySelector<HTMLElement>(`#${CSS.escape(`${id}tab-${tab.value}`)}`)?.focus();
  }

  return (
    <div data-slot="tabs" className={cn("flex min-w-0 flex-col gap-3", className)}>
      <div className="flex items-center justify-between gap-3 border-b">
        <div
          role="tablist"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={handleKey}
          className={cn(tabsListStyles, "-mb-px border-b-0 outline-hidden")}
        >
          {tabs.map((tab) => (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}tab-${tab.value}`}
              aria-selected={tab.value === value}
              aria-controls={tab.value === value ? `${id}panel` : undefined}
              tabIndex={tab.value === value ? 0 : -1}
              onClick={() => onChange(tab.value)}
              className={tabStyles}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside}
      </div>
      <div
        key={value}
        role="tabpanel"
        id={`${id}panel`}
        aria-labelledby={`${id}tab-${value}`}
        // The next stop after the tab, also when nothing inside can be focused.
        tabIndex={0}
        className="rounded-control min-w-0 outline-offset-4"
      >
        {tabs[current]?.panel}
      </div>
    </div>
  );
}

/** The place a key leads to, round the ends; undefined for keys that are not ours. */
function nextTab(key: string, current: number, count: number, rtl: boolean): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[key];
  return step === undefined ? undefined : (current + step + count) % count;
}
