"use client";

import { Download, WrapText } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";

import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { IconButton } from "./icon-button";
import { colourJson } from "./json-colours";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";
import { saveFile } from "./save-file";

export interface CodeBlockProps {
  /** Shown as text, whatever it contains. */
  code: string;
  /** Says what it is: the name of the scroll area, and “Copy {thing}”. */
  thing: string;
  language?: "json" | "text";
  /** Long snippets stand a little smaller. */
  long?: boolean;
  wrap?: boolean;
  /** A file name makes it downloadable. */
  fileName?: string;
  /** More controls before Copy. */
  tools?: ReactNode;
  className?: string;
}

export function CodeBlock({
  code,
  thing,
  language = "text",
  long = false,
  wrap: wrapAtFirst = true,
  fileName,
  tools,
  className,
}: CodeBlockProps) {
  const t = useMessages(uiMessages);
  const [wrap, setWrap] = useState(wrapAtFirst);
  const content = useMemo(() => (language === "json" ? colourJson(code) : code), [code, language]);
  return (
    <div data-slot="code-block" className={cn("group/code relative min-w-0", className)}>
      <pre
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is preformatted text as well as a named region
        role="region"
        aria-label={thing}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable to be scrolled by keys
        tabIndex={0}
        dir="ltr"
        translate="no"
        className={cn(
          "rounded-control bg-code max-h-120 overflow-auto border py-2.5 ps-3 pe-12 font-mono",
          long ? "text-mono-long" : "text-mono-sm/5",
          wrap ? "break-words whitespace-pre-wrap" : "whitespace-pre",
        )}
      >
        <code>{content}</code>
      </pre>
      <div className="rounded-control bg-code duration-fast absolute end-1.5 top-1.5 flex opacity-0 transition-opacity group-focus-within/code:opacity-100 group-hover/code:opacity-100 pointer-coarse:opacity-100">
        {tools}
        <IconButton
          size="mini"
          label={t("wrap")}
          icon={<WrapText />}
          aria-pressed={wrap}
          onClick={() => setWrap(!wrap)}
        />
        {fileName && (
          <IconButton
            size="mini"
            label={t("download")}
            icon={<Download />}
            onClick={() => saveAsText(code, fileName)}
          />
        )}
        <CopyButton value={code} thing={thing} />
      </div>
    </div>
  );
}

/** Hands a text to the browser as a file, always as plain text: a body from outside must not open as a page. */
export function saveAsText(text: string, fileName: string): void {
  saveFile(new Blob([text], { type: "text/plain;charset=utf-8" }), fileName);
}
