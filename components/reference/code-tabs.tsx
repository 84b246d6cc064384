"use client";

import { type ReactNode, useState } from "react";

import { CodeBlock } from "@/components/ui/code-block";
import { Tabs } from "@/components/ui/tabs";

export interface CodeTab {
  value: string;
  label: ReactNode;
  code: string;
  /** What stands under the code. */
  below?: ReactNode;
}

/** Code in several forms; one is shown. */
export function CodeTabs({ label, tabs, json = false }: { label: string; tabs: readonly CodeTab[]; json?: boolean }) {
  const [value, setValue] = useState(tabs[0]?.value ?? "");
  return (
    <div className="rounded-card bg-surface border-line-2 min-w-0 border px-3.5 pt-1 pb-3.5">
      <Tabs
        label={label}
        value={value}
        onChange={setValue}
        tabs={tabs.map((tab) => ({
          value: tab.value,
          label: tab.label,
          panel: (
            <div className="flex flex-col gap-2.5">
              <CodeBlock long code={tab.code} thing={label} language={json ? "json" : "text"} wrap={false} />
              {tab.below}
            </div>
          ),
        }))}
      />
    </div>
  );
}
