"use client";

import { useLocale } from "@/components/ui/locale";
import type { Replay } from "@/lib/contracts/replays";
import { formatShare } from "@/lib/shared/presentation/numbers";

import { shareOf } from "./replay-state";

/** How far it is: delivered, then failed in red, then left out in grey. */
export function ProgressBar({ progress, label }: { progress: Replay["progress"]; label: string }) {
  const locale = useLocale();
  const { total, delivered, failed, leftOut } = progress;
  const width = (n: number) => ({ inlineSize: total === 0 ? "0" : `${(n / total) * 100}%` });
  return (
    <span className="relative block">
      <progress
        aria-label={label}
        max={1}
        value={shareOf(progress)}
        className="absolute inset-0 h-full w-full opacity-0"
      >
        {formatShare(shareOf(progress), locale)}
      </progress>
      <span aria-hidden className="bg-surface-3 flex h-1.5 w-full overflow-hidden rounded-full forced-colors:border">
        <span className="bg-accent h-full forced-colors:bg-[Highlight]" style={width(delivered)} />
        <span className="bg-danger-solid h-full forced-colors:bg-[Mark]" style={width(failed)} />
        <span className="bg-line-input h-full forced-colors:bg-[GrayText]" style={width(leftOut)} />
      </span>
    </span>
  );
}
