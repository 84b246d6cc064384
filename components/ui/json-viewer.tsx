"use client";

import { useMemo, useState } from "react";

import { formatBytes } from "@/lib/shared/presentation/numbers";

import { Button } from "./button";
import { cn } from "./cn";
import { CodeBlock } from "./code-block";
import { CopyButton } from "./copy-button";
import { readJson } from "./json-nodes";
import { JsonTree } from "./json-tree";
import { useLocale, useMessages } from "./locale";
import { uiMessages } from "./messages";
import { SegmentedControl } from "./segmented-control";

export interface JsonViewerProps {
  /** The body as text, exactly as it was sent or received. */
  text: string;
  /** What it is: “request body”. */
  thing: string;
  fileName?: string;
  /** Which keys a person may use to filter the list, and what then happens; keys that are not named only copy. */
  onFilter?: (path: string, value: string) => void;
  className?: string;
}

/** How much is drawn at first; a click shows the rest. */
const SHOWN_CHARACTERS = 64 * 1024;

/** A body: as a tree when it is JSON, and always as the raw text. Everything is text; nothing of it is ever run. */
export function JsonViewer({ text, thing, fileName, onFilter, className }: JsonViewerProps) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  const nodes = useMemo(() => readJson(text), [text]);
  const [view, setView] = useState<"tree" | "raw">("tree");
  const [whole, setWhole] = useState(false);
  const cut = !whole && text.length > SHOWN_CHARACTERS;
  // A lone string or number has no tree worth drawing.
  const hasTree = nodes !== null && nodes[0]!.size > 0;
  return (
    <div data-slot="json-viewer" className={cn("flex min-w-0 flex-col gap-2", className)}>
      {hasTree && (
        <div className="flex items-center justify-between gap-2">
          <SegmentedControl
            label={t("jsonView")}
            value={view}
            onChange={setView}
            options={[
              { value: "tree", label: t("jsonTree") },
              { value: "raw", label: t("jsonRaw") },
            ]}
          />
          <CopyButton value={text} thing={thing} />
        </div>
      )}
      {hasTree && view === "tree" ? (
        <JsonTree nodes={nodes} thing={thing} {...(onFilter && { onFilter })} />
      ) : (
        <>
          <CodeBlock
            code={cut ? text.slice(0, SHOWN_CHARACTERS) : text}
            thing={thing}
            language={nodes ? "json" : "text"}
            {...(fileName && { fileName })}
          />
          {cut && (
            <p className="text-small text-text-3 flex items-center gap-3">
              {t("shownOf", { shown: formatBytes(SHOWN_CHARACTERS, locale), size: formatBytes(text.length, locale) })}
              <Button size="small" onClick={() => setWhole(true)}>
                {t("showAll", { size: formatBytes(text.length, locale) })}
              </Button>
            </p>
          )}
        </>
      )}
    </div>
  );
}
