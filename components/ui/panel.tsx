import type { ComponentProps } from "react";

import { cn } from "./cn";

/** One bordered sheet; what it holds is parted by hairlines, not by further boxes. */
export function Panel({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      data-slot="panel"
      className={cn("rounded-card border-line-2 bg-surface min-w-0 overflow-clip border", className)}
      {...props}
    />
  );
}

/** A part of a panel; every part after the first has a hairline above it. */
export function PanelPart({ className, ...props }: ComponentProps<"div">) {
  return <div data-slot="panel-part" className={cn("px-4 py-3.5 not-first:border-t", className)} {...props} />;
}
