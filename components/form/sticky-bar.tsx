import type { ReactNode } from "react";

/** The bar at the foot of a form page: what is so at its start, what to do at its end. On phones above the tab bar. */
export function StickyBar({ children }: { children: ReactNode }) {
  return (
    <div
      data-slot="sticky-bar"
      className="bg-surface sticky bottom-(--bottom-bar,0px) z-20 flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t px-(--gutter,1rem) py-2"
    >
      {children}
    </div>
  );
}
