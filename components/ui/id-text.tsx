"use client";

import { ID_CUT, truncateMiddle } from "@/lib/shared/presentation/truncation";

import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { Tooltip } from "./tooltip";

export interface IdTextProps {
  id: string;
  /** What it is, for “Copy {thing}”: `delivery ID`. */
  thing: string;
  cut?: keyof typeof ID_CUT | "none";
  className?: string;
}

/** An id, both ends visible, whole in the tooltip and in the copy button beside it. */
export function IdText({ id, thing, cut = "list", className }: IdTextProps) {
  const [start, end] = cut === "none" ? [id.length, 0] : ID_CUT[cut];
  const shown = truncateMiddle(id, start, end);
  const text = (
    <span dir="ltr" translate="no" className="text-mono-sm text-text-2 font-mono">
      {shown}
    </span>
  );
  return (
    <span data-slot="id-text" className={cn("inline-flex items-center gap-0.5 whitespace-nowrap", className)}>
      {shown === id ? text : <Tooltip content={<span className="font-mono break-all">{id}</span>}>{text}</Tooltip>}
      <CopyButton value={id} thing={thing} />
    </span>
  );
}
