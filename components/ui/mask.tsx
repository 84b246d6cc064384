"use client";

import { Tooltip } from "./tooltip";

/** A value that this person may not see, or that a rule hides; the reason is in the tooltip and read out. */
export function Mask({ reason }: { reason: string }) {
  return (
    <Tooltip content={reason}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the reason opens on focus too */}
      <span data-slot="mask" tabIndex={0} className="rounded-badge text-text-3">
        <span aria-hidden>••••••</span>
        <span className="sr-only">{reason}</span>
      </span>
    </Tooltip>
  );
}
