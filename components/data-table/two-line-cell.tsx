import type { ReactNode } from "react";

/** Two lines in one cell: what it is, and under it what it belongs to. Each ends with dots rather than wrap. */
export function TwoLineCell({ children, below }: { children: ReactNode; below: ReactNode }) {
  return (
    <div data-slot="two-line-cell" className="flex min-w-0 flex-col">
      <div className="truncate">{children}</div>
      <div className="text-caption text-text-3 flex min-w-0 items-center gap-1 truncate [&_svg]:size-3">{below}</div>
    </div>
  );
}
