import { Check } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/components/ui/cn";

export interface RotationStepProps {
  number: number;
  title: string;
  state: "done" | "now" | "later";
  children: ReactNode;
}

/** One of the three numbered steps; the line leads to the next. */
export function RotationStep({ number, title, state, children }: RotationStepProps) {
  return (
    <li className="group/step flex gap-3" aria-current={state === "now" ? "step" : undefined}>
      <span className="flex flex-col items-center">
        <span
          aria-hidden
          className={cn(
            "num text-small flex size-6 shrink-0 items-center justify-center rounded-full font-medium",
            state === "done" && "bg-success-soft text-success",
            state === "now" && "bg-primary text-on-primary",
            state === "later" && "border-line-2 text-text-3 border",
          )}
        >
          {state === "done" ? <Check className="size-3.5" /> : number}
        </span>
        <span aria-hidden className="bg-line w-px flex-1 group-last/step:hidden" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col items-start gap-2 pb-4 group-last/step:pb-0">
        <h3 className="text-h3 min-h-6">{title}</h3>
        {children}
      </div>
    </li>
  );
}
