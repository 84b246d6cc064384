"use client";

import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn";
import { useFieldControl } from "./field-context";

/** Also the frame of select and password fields, so that all of them line up. */
export const controlStyles = cva(
  [
    "rounded-control border-line-input bg-surface text-text duration-fast w-full min-w-0 border transition-colors",
    "hover:border-text-3 disabled:text-text-disabled focus-visible:-outline-offset-1 disabled:cursor-not-allowed",
    "aria-invalid:border-danger-solid pointer-coarse:min-h-11",
  ],
  {
    variants: {
      size: {
        small: "text-small min-h-7 px-2 py-0.5",
        default: "text-body min-h-8 px-2.5 py-1",
        large: "text-body min-h-10 px-2.5 py-1.5",
      },
      mono: { true: "text-mono font-mono", false: "" },
    },
    defaultVariants: { size: "default", mono: false },
  },
);

/** What is typed into: 16 px under a finger, or the phone zooms the page; greyed while it can only be read. */
export const typedStyles = "read-only:bg-surface-2 pointer-coarse:text-[1rem]";

export interface TextInputProps extends Omit<ComponentProps<"input">, "size">, VariantProps<typeof controlStyles> {
  /** An icon inside at the start. */
  leading?: ReactNode;
  /** Something small inside at the end: a key cap, a button. */
  trailing?: ReactNode;
}

export function TextInput({ size, mono, leading, trailing, className, ...props }: TextInputProps) {
  const field = useFieldControl();
  const technical = mono ? { dir: "ltr", translate: "no" as const, spellCheck: false } : {};
  const input = (
    <input
      data-slot="text-input"
      className={cn(controlStyles({ size, mono }), typedStyles, leading && "ps-8", trailing && "pe-9", className)}
      {...field}
      {...technical}
      {...props}
    />
  );
  if (!leading && !trailing) return input;
  return (
    <div className="relative flex min-w-0 items-center">
      {leading && (
        <span className="text-text-2 pointer-events-none absolute start-2.5 [&_svg]:size-4" aria-hidden>
          {leading}
        </span>
      )}
      {input}
      {trailing && <span className="absolute end-1.5 flex items-center">{trailing}</span>}
    </div>
  );
}
