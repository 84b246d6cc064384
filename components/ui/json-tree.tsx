"use client";

import { ChevronRight, Search } from "lucide-react";
import { useDeferredValue, useMemo, useRef, useState } from "react";

import { truncateMiddle } from "@/lib/shared/presentation/truncation";

import { Button } from "./button";
import { cn } from "./cn";
import { useCopy } from "./copy-button";
import { type JsonNode, jsonPath, visibleNodes } from "./json-nodes";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";
import { TextInput } from "./text-input";

/** Lines drawn at once; more on demand. */
const LINES = 400;
/** Deeper levels stand at the same indent, with their depth beside them. */
const INDENT_LEVELS_MAX = 12;
/** What is open at first: enough to see an envelope and its data. */
const OPEN_LEVELS = 3;
/** A body with fewer values is open altogether. */
const OPEN_ALTOGETHER = 60;

export interface JsonTreeProps {
  nodes: readonly JsonNode[];
  thing: string;
  onFilter?: (path: string, value: string) => void;
}

export function JsonTree({ nodes, thing, onFilter }: JsonTreeProps) {
  const t = useMessages(uiMessages);
  const [flipped, setFlipped] = useState<ReadonlySet<number>>(new Set());
  const [openLevels, setOpenLevels] = useState(nodes.length <= OPEN_ALTOGETHER ? Infinity : OPEN_LEVELS);
  const [lines, setLines] = useState(LINES);
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const wanted = useDeferredValue(query.trim().toLowerCase());
  const matches = useMemo(() => findMatches(nodes, wanted), [nodes, wanted]);

  const isOpen = (at: number): boolean =>
    matches ? matches.open.has(at) : nodes[at]!.depth < openLevels !== flipped.has(at);
  const visible = visibleNodes(nodes, isOpen, lines + 1);
  const shown = visible.slice(0, lines);

  function toggle(at: number): void {
    const next = new Set(flipped);
    if (!next.delete(at)) next.add(at);
    setFlipped(next);
  }

  function setAll(levels: number): void {
    setFlipped(new Set());
    setOpenLevels(levels);
    setLines(LINES);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- catches the keys of the controls inside it
    <section
      data-slot="json-tree"
      aria-label={thing}
      className="rounded-control bg-code min-w-0 overflow-hidden border"
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== "f" || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        search.current?.select();
      }}
    >
      <div className="flex flex-wrap items-center gap-1 border-b p-1">
        <TextInput
          ref={search}
          size="small"
          type="search"
          leading={<Search />}
          aria-label={t("jsonSearch")}
          placeholder={t("jsonSearch")}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="min-w-32 border-transparent bg-transparent"
        />
        <span className="ms-auto flex items-center">
          {matches && (
            <output className="text-caption text-text-3 px-2">{t("jsonMatches", { n: matches.found.size })}</output>
          )}
          <Button size="small" variant="ghost" onClick={() => setAll(Infinity)}>
            {t("jsonExpandAll")}
          </Button>
          <Button size="small" variant="ghost" onClick={() => setAll(1)}>
            {t("jsonCollapseAll")}
          </Button>
        </span>
      </div>
      <ul
        dir="ltr"
        translate="no"
        className="text-mono-sm/6 max-h-120 overflow-auto py-1.5 pe-2 font-mono"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable to be scrolled by keys
        tabIndex={0}
      >
        {shown.map((at) => (
          <Line
            key={at}
            nodes={nodes}
            at={at}
            open={isOpen(at)}
            found={matches?.found.has(at) ?? false}
            onToggle={() => toggle(at)}
            {...(onFilter && { onFilter })}
          />
        ))}
      </ul>
      {visible.length > shown.length && (
        <div className="border-t p-1">
          <Button size="small" variant="ghost" onClick={() => setLines(lines + LINES)}>
            {t("jsonShowMore", { n: LINES })}
          </Button>
        </div>
      )}
    </section>
  );
}

interface LineProps {
  nodes: readonly JsonNode[];
  at: number;
  open: boolean;
  found: boolean;
  onToggle: () => void;
  onFilter?: (path: string, value: string) => void;
}

function Line({ nodes, at, open, found, onToggle, onFilter }: LineProps) {
  const t = useMessages(uiMessages);
  const node = nodes[at]!;
  const branch = node.size > 0;
  // A path through thousands of levels is longer than the body; both its ends are enough to know it by.
  const path = truncateMiddle(jsonPath(nodes, at) || "$", 60, 60);
  const level = Math.min(node.depth, INDENT_LEVELS_MAX);
  return (
    <li
      className={cn("flex items-start", found && "bg-warning-soft forced-colors:outline")}
      style={{ paddingInlineStart: `${level * 1 + 0.25}rem` }}
    >
      {branch ? (
        <button
          type="button"
          aria-expanded={open}
          aria-label={t(open ? "jsonCollapse" : "jsonExpand", { path })}
          onClick={onToggle}
          className="touch-target rounded-badge ring-inside hover:bg-surface-3 relative flex size-6 shrink-0 items-center justify-center"
        >
          <ChevronRight
            className={cn("text-text-3 duration-fast size-3.5 transition-transform", open && "rotate-90")}
            aria-hidden
          />
        </button>
      ) : (
        <span className="w-6 shrink-0" />
      )}
      <span className="min-w-0 wrap-anywhere">
        {node.depth > INDENT_LEVELS_MAX && (
          <span className="text-text-3 me-1.5" title={t("jsonLevel", { n: node.depth })}>
            {node.depth}
          </span>
        )}
        {node.key !== null ? (
          <Key nodes={nodes} at={at} />
        ) : (
          node.parent >= 0 && <span className="text-text-3">{node.index}: </span>
        )}
        {branch ? (
          <span className="text-text-3">
            {node.kind === "object" ? "{" : "["}
            {!open && (
              <>
                {" "}
                {t(node.kind === "object" ? "jsonKeys" : "jsonItems", { n: node.size })}{" "}
                {node.kind === "object" ? "}" : "]"}
              </>
            )}
          </span>
        ) : (
          <Value node={node} onFilter={onFilter && ((value) => onFilter(jsonPath(nodes, at), value))} />
        )}
      </span>
    </li>
  );
}

function Key({ nodes, at }: { nodes: readonly JsonNode[]; at: number }) {
  const t = useMessages(uiMessages);
  const path = jsonPath(nodes, at);
  const shownPath = truncateMiddle(path, 60, 60);
  const { copied, copy } = useCopy(path, shownPath);
  return (
    <>
      <button
        type="button"
        title={t("jsonCopyPath", { path: shownPath })}
        onClick={copy}
        className={cn("rounded-badge text-code-key ring-inside text-start hover:underline", copied && "underline")}
      >
        {nodes[at]!.key || '""'}
      </button>
      <span className="text-text-3">: </span>
    </>
  );
}

const COLOUR: Record<JsonNode["kind"], string> = {
  string: "text-code-string",
  number: "text-code-number",
  literal: "text-code-keyword",
  object: "text-text-3",
  array: "text-text-3",
};

function Value({ node, onFilter }: { node: JsonNode; onFilter: ((value: string) => void) | undefined }) {
  const text = node.kind === "object" ? "{}" : node.kind === "array" ? "[]" : node.text;
  if (!onFilter || node.kind === "object" || node.kind === "array")
    return <span className={COLOUR[node.kind]}>{text}</span>;
  return (
    <button
      type="button"
      onClick={() => onFilter(node.kind === "string" ? (JSON.parse(node.text) as string) : node.text)}
      className={cn("rounded-badge ring-inside text-start hover:underline", COLOUR[node.kind])}
    >
      {text}
    </button>
  );
}

/** What holds the words in its key or value, and every node on the way to it. Null while nothing is searched. */
function findMatches(nodes: readonly JsonNode[], wanted: string): { found: Set<number>; open: Set<number> } | null {
  if (wanted === "") return null;
  const found = new Set<number>();
  const open = new Set<number>();
  for (const [at, node] of nodes.entries()) {
    const value = node.kind === "object" || node.kind === "array" ? "" : node.text;
    if (!`${node.key ?? ""}\n${value}`.toLowerCase().includes(wanted)) continue;
    found.add(at);
    for (let above = node.parent; above >= 0 && !open.has(above); above = nodes[above]!.parent) open.add(above);
  }
  return { found, open };
}
