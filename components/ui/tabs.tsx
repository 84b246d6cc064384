"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

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

/** Switches between parts of one object on one page. Between pages use `TabsNav`. */
export function Tabs<V extends string>({ label, tabs, value, onChange, aside, className }: TabsProps<V>) {
  return (
    <Base.Root
      data-slot="tabs"
      value={value}
      onValueChange={(next) => onChange(next as V)}
      className={cn("flex min-w-0 flex-col gap-3", className)}
    >
      <div className="flex items-center justify-between gap-3 border-b">
        <Base.List aria-label={label} className={cn(tabsListStyles, "-mb-px border-b-0")}>
          {tabs.map((tab) => (
            <Base.Tab key={tab.value} value={tab.value} className={tabStyles}>
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
        {aside}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="rounded-control min-w-0">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
