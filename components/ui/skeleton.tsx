"use client";

import { type ComponentProps, type ReactNode, useEffect } from "react";

import { announce } from "./announce";
import { cn } from "./cn";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";

const SHOW_AFTER_MS = 150;

/** A grey bar in the place of something that is on its way; give it the size of the thing. */
export function Skeleton({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      data-slot="skeleton"
      aria-hidden
      className={cn("animate-shimmer rounded-badge bg-surface-3 block h-3.5 forced-colors:border", className)}
      {...props}
    />
  );
}

/** Stands around skeletons: says once that something loads, and shows them only if that takes longer than 150 ms. */
export function LoadingRegion({
  things,
  className,
  children,
}: {
  things: string;
  className?: string;
  children: ReactNode;
}) {
  const t = useMessages(uiMessages);
  const sentence = t("loading", { things });
  useEffect(() => {
    const timer = setTimeout(() => announce(sentence), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [sentence]);
  return (
    <div data-slot="loading" aria-busy="true" className={cn("animate-appear-late", className)}>
      {children}
    </div>
  );
}
