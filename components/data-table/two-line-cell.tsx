import type { ReactNode } from "react";

/** Two lines in one cell: what it is, and under it what it belongs to. Each ends with dots rather than wrap. */
export function TwoLineCell({ children, below }: { children: ReactNode; below: ReactNode }) {
  return (
    <div data-slot="two-line-cell" className="flex min-w-0 flex-col">
      {/* The line is cut on the element inside it, so that the focus ring around a link is not. */}
      <div className="flex min-w-0 *:truncate">{typeof children === "string" ? <span>{children}</span> : children}</div>
      <div className="text-caption text-text-3 truncate [&_svg]:me-1 [&_svg]:inline [&_svg]:size-3 [&_svg]:align-[-0.125em]">
        {below}
      </div>
    </div>
  );
}
