"use client";

import type { VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

import { cn } from "./cn";
import { useFieldControl } from "./field-context";
import { controlStyles, typedStyles } from "./text-input";

export interface TextareaProps extends ComponentProps<"textarea">, Pick<VariantProps<typeof controlStyles>, "mono"> {}

/** Grows with its text where the browser can, up to the height its class gives. */
export function Textarea({ mono, className, rows = 3, ...props }: TextareaProps) {
  const technical = mono ? { dir: "ltr", translate: "no" as const, spellCheck: false } : {};
  const field = useFieldControl();
  return (
    <textarea
      data-slot="textarea"
      rows={rows}
      className={cn(controlStyles({ mono }), typedStyles, "field-sizing-content max-h-80 min-h-16 py-1.5", className)}
      {...field}
      {...technical}
      {...props}
    />
  );
}
