"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";

export interface ChipProps {
  children: ReactNode;
  /** What is removed, for the button's name: “Remove Status: Failed”. */
  thing: string;
  onRemove: () => void;
  mono?: boolean;
  className?: string;
}

/** A chosen thing that can be taken away: a filter, an event type. */
export function Chip({ children, thing, onRemove, mono = false, className }: ChipProps) {
  const t = useMessages(uiMessages);
  return (
    <span
      data-slot="chip"
      className={cn(
        "rounded-badge bg-accent-soft text-small text-on-accent-soft inline-flex min-h-6 max-w-full items-center ps-2",
        "forced-colors:border",
        mono && "text-mono-sm font-mono",
        className,
      )}
    >
      <span className="truncate">{children}</span>
      <button
        type="button"
        aria-label={t("remove", { thing })}
        onClick={onRemove}
        className="touch-target rounded-badge ring-inside hover:bg-accent/15 relative flex size-6 shrink-0 items-center justify-center"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  );
}
