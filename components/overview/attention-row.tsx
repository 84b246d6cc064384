import { CircleCheck, type LucideIcon, OctagonX } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/components/ui/cn";

const LOOK = {
  danger: { icon: OctagonX, tile: "bg-danger-soft text-danger" },
  success: { icon: CircleCheck, tile: "bg-success-soft text-success" },
} as const;

export interface AttentionRowProps {
  tone: keyof typeof LOOK;
  icon?: LucideIcon;
  title: ReactNode;
  /** Why, since when, and what waits. */
  children: ReactNode;
  strip?: ReactNode;
  actions: ReactNode;
}

/** One thing that needs a person: what it is, why, how the last day went, and what to do. */
export function AttentionRow({ tone, icon, title, children, strip, actions }: AttentionRowProps) {
  const { icon: usual, tile } = LOOK[tone];
  const Icon = icon ?? usual;
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-3 border-b px-4 py-3 last:border-0">
      <span className={cn("rounded-control flex size-8 items-center justify-center max-sm:hidden", tile)}>
        <Icon className="size-4.5" aria-hidden />
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="text-body font-medium wrap-anywhere">{title}</h2>
        <p className="text-text-2 wrap-anywhere">{children}</p>
      </div>
      {strip}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 max-md:w-full">{actions}</div>
    </li>
  );
}
