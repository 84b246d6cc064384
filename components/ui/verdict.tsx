import { CircleCheck, CirclePause, Info, type LucideIcon, OctagonX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn";
import type { Tone } from "./tone";

const LOOK: Record<Tone, { icon: LucideIcon; box: string; mark: string }> = {
  danger: { icon: OctagonX, box: "bg-danger-soft", mark: "text-danger" },
  warning: { icon: TriangleAlert, box: "bg-warning-soft", mark: "text-warning" },
  success: { icon: CircleCheck, box: "bg-success-soft", mark: "text-success" },
  info: { icon: Info, box: "bg-info-soft", mark: "text-info" },
  neutral: { icon: CirclePause, box: "bg-surface-2", mark: "text-neutral" },
  test: { icon: Info, box: "bg-test-soft", mark: "text-test" },
};

export interface VerdictProps {
  tone: Tone;
  icon?: LucideIcon;
  /** What happened, as a sentence. */
  title: ReactNode;
  /** Which heading it is in the page. */
  level?: 2 | 3;
  /** What it means. */
  children?: ReactNode;
  /** What to do; buttons here take the variant `plain`, or `primary` for the one next step. */
  actions?: ReactNode;
  className?: string;
}

/** Says what happened, what it means and what to do, on a tint: the first thing read where something went wrong. */
export function Verdict({ tone, icon, title, level = 2, children, actions, className }: VerdictProps) {
  const { icon: usual, box, mark } = LOOK[tone];
  const Icon = icon ?? usual;
  const Heading = `h${level}` as const;
  return (
    <div
      data-slot="verdict"
      className={cn("rounded-card flex gap-2.5 px-3.5 py-3 forced-colors:border", box, className)}
    >
      <Icon className={cn("mt-px size-4.5 max-sm:hidden", mark)} aria-hidden />
      <div className="min-w-0 flex-1">
        <Heading className="text-h3 flex items-center gap-2">
          <Icon className={cn("size-4.5 sm:hidden", mark)} aria-hidden />
          {title}
        </Heading>
        {children && (
          <div className="text-small text-text-2 flex max-w-[68ch] flex-col gap-1 pt-1 wrap-anywhere">{children}</div>
        )}
        {actions && <div className="flex flex-wrap items-center gap-2 pt-2.5">{actions}</div>}
      </div>
    </div>
  );
}

export interface HeadlineProps extends Omit<VerdictProps, "level"> {
  /** `display` is the verdict of the whole workspace, `object` the one of an endpoint or integration. */
  size?: "display" | "object";
}

/** The verdict of a page, without a box: icon, sentence, what is behind it, one action at the end. */
export function Headline({ tone, icon, title, size = "object", children, actions, className }: HeadlineProps) {
  const { icon: usual, mark } = LOOK[tone];
  const Icon = icon ?? usual;
  const big = size === "display";
  return (
    <div data-slot="headline" className={cn("flex flex-wrap items-center gap-x-6 gap-y-3", className)}>
      <div className="flex min-w-0 flex-1 basis-72 gap-3">
        <Icon className={cn(mark, big ? "mt-1 size-7 max-md:mt-0.5 max-md:size-6" : "mt-0.5 size-5")} aria-hidden />
        {big ? (
          <div className="min-w-0">
            <h1 className="md:text-display text-[1.375rem]/7 font-semibold tracking-[-0.02em]">{title}</h1>
            {children && <div className="text-text-2 pt-1">{children}</div>}
          </div>
        ) : (
          <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <h2 className="text-h2">{title}</h2>
            {children && <div className="text-text-2">{children}</div>}
          </div>
        )}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
