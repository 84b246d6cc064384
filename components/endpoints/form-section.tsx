"use client";

import { Check, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/components/ui/cn";

export interface FormSectionProps {
  number: number;
  title: string;
  /** The section has what it needs. */
  done?: boolean;
  /** At the end of the title's line. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A numbered part of the form; its number becomes a check when it has what it needs. */
export function FormSection({ number, title, done = false, aside, children }: FormSectionProps) {
  return (
    <section aria-labelledby={`section-${number}`} className="flex gap-3.5 border-b pb-6 last:border-b-0">
      <SectionMark number={number} done={done} />
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4">
          <h2 id={`section-${number}`} className="text-h2">
            {title}
          </h2>
          {aside}
        </div>
        {children}
      </div>
    </section>
  );
}

export interface FoldedSectionProps extends Omit<FormSectionProps, "done" | "aside"> {
  hint: string;
  /** Something inside needs attention: then it is open. */
  open?: boolean;
  /** Told when somebody opens or folds it. */
  onToggle?: (open: boolean) => void;
}

/** A part of the form that most people leave as it is. */
export function FoldedSection({ number, title, hint, open = false, onToggle, children }: FoldedSectionProps) {
  return (
    <details
      className="group/section border-b pb-5 last:border-b-0"
      {...(open && { open })}
      onToggle={(event) => onToggle?.(event.currentTarget.open)}
    >
      <summary className="rounded-control flex min-h-8 list-none items-center gap-3.5 [&::-webkit-details-marker]:hidden">
        <SectionMark number={number} done={false} />
        <h2 className="text-h2">{title}</h2>
        <span className="text-small text-text-3 min-w-0 flex-1">{hint}</span>
        <ChevronRight className="text-text-2 size-4 transition-transform group-open/section:rotate-90" aria-hidden />
      </summary>
      <div className="flex min-w-0 flex-col gap-4 pt-4 sm:ps-10.5">{children}</div>
    </details>
  );
}

function SectionMark({ number, done }: { number: number; done: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        "num text-small flex size-7 shrink-0 items-center justify-center rounded-full font-medium max-sm:hidden",
        done ? "bg-success-soft text-success" : "border-line-2 text-text-2 border",
      )}
    >
      {done ? <Check className="size-4" /> : number}
    </span>
  );
}
