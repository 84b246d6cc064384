"use client";

import { cn } from "./cn";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";

export interface HttpCodeProps {
  /** Null when there was no answer. */
  code: number | null;
  /** In lists a success is plain; in panels it is tinted too. */
  look?: "row" | "panel";
  className?: string;
}

/** The status code of an answer. The word stands after it and is the caller's. */
export function HttpCode({ code, look = "row", className }: HttpCodeProps) {
  const t = useMessages(uiMessages);
  return (
    <span
      data-slot="http-code"
      dir="ltr"
      translate="no"
      className={cn(
        "rounded-badge text-mono-sm inline-flex h-5 min-w-8 shrink-0 items-center justify-center px-1 font-mono",
        "forced-colors:border",
        tint(code, look),
        className,
      )}
    >
      {code ?? (
        <>
          <span aria-hidden>–</span>
          <span className="sr-only">{t("noAnswer")}</span>
        </>
      )}
    </span>
  );
}

function tint(code: number | null, look: "row" | "panel"): string {
  if (code === null || code >= 500) return "bg-danger-soft font-medium text-danger";
  if (code >= 300) return "bg-warning-soft font-medium text-warning";
  return look === "panel" ? "bg-success-soft font-medium text-success" : "text-text-2 forced-colors:border-0";
}
