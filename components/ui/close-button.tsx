"use client";

import { X } from "lucide-react";
import type { ComponentProps } from "react";

import { Button } from "./button";
import { cn } from "./cn";
import { iconButtonStyles } from "./icon-button";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";

/**
 * The cross that closes a layer. Without tooltip: a layer often opens with the focus on it, and the tooltip that this
 * opens would take the first Escape for itself.
 */
export function CloseButton({ className, ...props }: Omit<ComponentProps<"button">, "children">) {
  const t = useMessages(uiMessages);
  return (
    <Button
      data-slot="close-button"
      variant="ghost"
      aria-label={t("close")}
      className={cn(iconButtonStyles({ size: "small" }), className)}
      {...props}
    >
      <X aria-hidden />
    </Button>
  );
}
