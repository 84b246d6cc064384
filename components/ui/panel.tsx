import type { ComponentProps, ReactNode } from "react";

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

export interface PageHeaderProps {
  title: ReactNode;
  /** Scope chip before the title. */
  before?: ReactNode;
  /** Badges after the title. */
  after?: ReactNode;
  /** The line under the title: an address, a sentence. */
  description?: ReactNode;
  /** Buttons at the end; one of them may be filled. */
  actions?: ReactNode;
}

/** The head of a page with its only `h1`. */
export function PageHeader({ title, before, after, description, actions }: PageHeaderProps) {
  return (
    <header data-slot="page-header" className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
          {before}
          <h1 className="text-h1 min-w-0 break-words">{title}</h1>
          {after}
        </div>
        {description && <div className="text-text-2">{description}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
