"use client";

import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { dateFormat } from "@/lib/shared/presentation/intl";
import { SECOND } from "@/lib/shared/time";

import { cn } from "./cn";
import { useLocale } from "./locale";
import { type Tone, TONE_TEXT } from "./tone";

/** What happened, from top to bottom, the newest last. */
export function Timeline({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <ol data-slot="timeline" aria-label={label} className={cn("relative flex flex-col", className)}>
      {children}
    </ol>
  );
}

export interface TimelineItemProps {
  icon: LucideIcon;
  tone?: Tone;
  /** The moment, as `Time` or text. */
  time?: ReactNode;
  title: ReactNode;
  /** What stands after the title: code, bar, duration. A mere remark, as text, is left out on phones. */
  children?: ReactNode;
  /** At the end of the row: the wait before it, in words. */
  aside?: ReactNode;
  /** The wait before it in ms; a longer one makes the row a little taller. */
  waitMs?: number | undefined;
  /** Makes the row a button that chooses it. */
  onSelect?: () => void;
  selected?: boolean;
  /** A row in the main line of events reads strong, a remark does not. */
  strong?: boolean;
}

/** One row. The line between the icons is drawn by the rows themselves and ends with the last one. */
export function TimelineItem({
  icon: Icon,
  tone = "neutral",
  time,
  title,
  children,
  aside,
  waitMs,
  onSelect,
  selected = false,
  strong = false,
}: TimelineItemProps) {
  const locale = useLocale();
  return (
    <li
      data-slot="timeline-item"
      // One px in `rem`, so that the row grows with the text.
      style={{ minHeight: `${rowHeight(waitMs) / 16}rem` }}
      className={cn(
        "rounded-control relative -mx-2 flex items-center gap-2.5 px-2 pointer-coarse:min-h-11!",
        onSelect && !selected && "hover:bg-surface-2 hover:[--timeline-ground:var(--color-surface-2)]",
        selected && "bg-surface-3 [--timeline-ground:var(--color-surface-3)] forced-colors:outline",
      )}
    >
      <span
        className={cn(
          "num text-small text-text-3 relative z-1 shrink-0",
          hasHalves(locale) ? "w-26 max-sm:w-20" : "w-20 max-sm:w-15",
        )}
      >
        {time}
      </span>
      <span
        className={cn(
          "before:bg-line-2 relative flex w-4 shrink-0 justify-center self-stretch before:absolute before:inset-y-0 before:w-px",
          "in-[li:first-child]:before:top-1/2 in-[li:last-child]:before:bottom-1/2",
        )}
      >
        <Icon
          className={cn(
            "relative my-auto size-4 rounded-full bg-(--timeline-ground,var(--color-surface)) p-px",
            TONE_TEXT[tone],
          )}
          aria-hidden
        />
      </span>
      {/* On a phone what does not fit goes under the title. */}
      <span className="flex min-w-0 flex-1 items-center gap-x-2.5 max-sm:flex-wrap">
        <span
          className={cn(
            "text-body min-w-0 sm:shrink-0",
            strong ? "text-text font-medium" : "text-text-2",
            children && "min-w-20",
          )}
        >
          {onSelect ? (
            // The button is the title and as large as the row; what is hovered in the row lies above it.
            <button
              type="button"
              aria-pressed={selected}
              onClick={onSelect}
              className="after:rounded-control focus-visible:after:outline-accent after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2"
            >
              {title}
            </button>
          ) : (
            title
          )}
        </span>
        {typeof children === "string" ? (
          <span className="text-small text-text-2 min-w-0 truncate max-sm:hidden">{children}</span>
        ) : (
          children && <span className="text-small text-text-2 flex min-w-0 items-center gap-2">{children}</span>
        )}
        {aside && <span className="num text-small text-text-3 ms-auto shrink-0 ps-2">{aside}</span>}
      </span>
    </li>
  );
}

/** Clocks that count to twelve say which half of the day it is, and need the room for it. */
const hasHalves = (locale: string): boolean =>
  dateFormat(locale, { hour: "numeric" }).resolvedOptions().hour12 === true;

/** 24 px, and up to 4 more by the logarithm of the wait: twenty minutes look longer than one, not twenty times. */
export function rowHeight(waitMs: number | undefined): number {
  if (waitMs === undefined || waitMs <= SECOND) return 24;
  return 24 + Math.min(4, Math.log10(waitMs / SECOND));
}

/** A small bar beside a duration, long in relation to the time limit. */
export function DurationBar({ share }: { share: number }) {
  return (
    <span aria-hidden className="bg-line-2 h-1 w-16 shrink-0 overflow-hidden rounded-full max-sm:hidden">
      <span
        className="bg-text-3 block h-full min-w-1 rounded-full forced-colors:bg-[CanvasText]"
        style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
      />
    </span>
  );
}
