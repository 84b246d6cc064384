import { FlaskConical, Info, type LucideIcon, OctagonX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn";
import { type Tone, TONE_SOFT } from "./tone";

const ICON: Record<Tone, LucideIcon> = {
  danger: OctagonX,
  warning: TriangleAlert,
  info: Info,
  neutral: Info,
  success: Info,
  test: FlaskConical,
};

export interface BannerProps {
  tone: Tone;
  /** One link or button. */
  action?: ReactNode;
  children: ReactNode;
}

/** A line across the page, under the top bar: something that holds for all of it. */
export function Banner({ tone, action, children }: BannerProps) {
  const Icon = ICON[tone];
  return (
    <div
      data-slot="banner"
      className={cn(
        "text-small flex min-h-8 flex-wrap items-center justify-center gap-x-3 gap-y-0.5 px-4 py-1",
        "forced-colors:border-b",
        TONE_SOFT[tone],
      )}
    >
      <span className="flex items-center gap-2">
        <Icon className="size-3.5" aria-hidden />
        <span>{children}</span>
      </span>
      {action && <span className="font-medium underline-offset-3 [&_a]:underline [&_button]:underline">{action}</span>}
    </div>
  );
}
