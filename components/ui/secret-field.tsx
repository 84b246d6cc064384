"use client";

import { Eye, EyeOff } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "./button";
import { cn } from "./cn";
import { CopyTextButton } from "./copy-button";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";

export interface SecretFieldProps {
  /** The name of the secret for screen readers and for “Copied {thing}”. */
  thing: string;
  /** What may always be seen: prefix, dots and the last four (`whsec_••••4f2a`). */
  mask: string;
  /** The whole secret while it is revealed, else null; it never reaches the page before that. */
  value: string | null;
  onReveal: () => void;
  onHide: () => void;
  revealing?: boolean;
  disabledReason?: ReactNode;
  className?: string;
}

/** A secret of ours that is shown. There is nothing to copy until it is revealed: a masked value would be copied. */
export function SecretField({
  thing,
  mask,
  value,
  onReveal,
  onHide,
  revealing = false,
  disabledReason,
  className,
}: SecretFieldProps) {
  const t = useMessages(uiMessages);
  const revealed = value !== null;
  return (
    <div data-slot="secret-field" className={cn("flex min-w-0 flex-wrap items-stretch gap-2", className)}>
      <output
        aria-label={thing}
        dir="ltr"
        translate="no"
        className={cn(
          "rounded-control border-line-2 bg-surface-3 text-mono-sm/5 min-w-40 flex-1 border px-2.5 py-1.5 font-mono",
          "text-text-2 break-all",
          revealed && "bg-code text-text select-all",
        )}
      >
        {value ?? mask}
      </output>
      <Button
        icon={revealed ? <EyeOff /> : <Eye />}
        onClick={revealed ? onHide : onReveal}
        pending={revealing}
        disabledReason={disabledReason}
      >
        {t(revealed ? "hide" : "reveal")}
        <span className="sr-only"> {thing}</span>
      </Button>
      {revealed && <CopyTextButton value={value} thing={thing} />}
    </div>
  );
}
