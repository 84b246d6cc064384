import type { ReactNode } from "react";

/** One key, as on the keyboard. */
export function KeyCap({ children }: { children: ReactNode }) {
  return (
    <kbd
      data-slot="key-cap"
      className="rounded-badge border-line-2 bg-surface text-micro text-text-3 inline-flex h-5 min-w-5 items-center justify-center border px-1 font-sans"
    >
      {children}
    </kbd>
  );
}
