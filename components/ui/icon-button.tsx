"use client";

import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";

import { Button, type ButtonProps } from "./button";
import { cn } from "./cn";
import { Tooltip, type TooltipProps } from "./tooltip";

export const iconButtonStyles = cva("px-0 py-0", {
  variants: {
    size: {
      /** 24 px: beside text, in rows. */
      mini: "touch-target rounded-badge size-6 min-h-6 pointer-coarse:min-h-6 [&_svg]:size-3.5",
      small: "touch-target size-7 min-h-7 pointer-coarse:min-h-7",
      default: "size-8 pointer-coarse:size-11",
      large: "size-10 min-h-10 pointer-coarse:size-11",
    },
  },
  defaultVariants: { size: "default" },
});

export interface IconButtonProps
  extends Omit<ComponentProps<"button">, "children">, VariantProps<typeof iconButtonStyles> {
  /** The accessible name, also shown as tooltip. */
  label: string;
  icon: ReactNode;
  variant?: ButtonProps["variant"];
  disabledReason?: ReactNode;
  side?: TooltipProps["side"];
}

export function IconButton({
  label,
  icon,
  size,
  variant = "ghost",
  side = "top",
  className,
  disabledReason,
  ...props
}: IconButtonProps) {
  const button = (
    <Button
      data-slot="icon-button"
      aria-label={label}
      variant={variant}
      disabledReason={disabledReason}
      className={cn(iconButtonStyles({ size }), className)}
      {...props}
    >
      {icon}
    </Button>
  );
  // A button that cannot be used explains that itself; its name is on the screen reader's side anyway.
  return disabledReason === undefined ? (
    <Tooltip content={label} side={side}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
