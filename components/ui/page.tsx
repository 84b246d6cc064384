import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn";

const WIDTH = { list: "max-w-[80rem]", form: "max-w-[40rem]", full: "" } as const;

export interface PageProps extends ComponentProps<"div"> {
  /** Lists 1,280 px, forms 640 px, or all there is. */
  width?: keyof typeof WIDTH;
  /** As high as the window from 768 px on, like a `FillPage`: something below scrolls by itself. */
  fill?: boolean;
}

/** The content of a page that scrolls with the window: gutters, a width that can be read, even gaps. */
export function Page({ width = "list", fill = false, className, children, ...props }: PageProps) {
  return (
    <div
      data-slot="page"
      {...(fill && { "data-fill": "" })}
      className={cn("px-(--gutter,1rem) pt-5", fill ? "flex min-h-0 min-w-0 flex-1 flex-col" : "pb-16", className)}
      {...props}
    >
      <div className={cn("flex min-w-0 flex-col gap-5", fill ? "min-h-0 flex-1" : WIDTH[width])}>{children}</div>
    </div>
  );
}

/** A page as high as the window from 768 px on, whose parts scroll by themselves: a list with a pane beside it. */
export function FillPage({ className, ...props }: ComponentProps<"div">) {
  return <div data-slot="page" data-fill="" className={cn("flex min-h-0 min-w-0 flex-1", className)} {...props} />;
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
  /** The `TabsNav` of the object, right under its head. */
  tabs?: ReactNode;
}

/** The head of a page with its only `h1`. */
export function PageHeader({ title, before, after, description, actions, tabs }: PageHeaderProps) {
  return (
    <header data-slot="page-header" className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
            {before}
            <h1 className="text-h1 min-w-0 wrap-anywhere">{title}</h1>
            {after}
          </div>
          {description && <div className="text-text-2">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {tabs}
    </header>
  );
}
